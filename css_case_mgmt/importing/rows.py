"""Rows as read from the workbook."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from css_case_mgmt.importing.layout import Column, Sheet, heading_of
from css_case_mgmt.importing.problems import Problem


@dataclass(eq=False, slots=True)
class Row:
	"""One row of a sheet.

	Args:
		sheet: its description.
		number: as the spreadsheet counts.
		values: typed values by the column's key; empty cells are left out.
		headings: of its sheet in the workbook, with their positions.
		is_wrong: whether something about it is a problem.
		waits_for: the wrong row that keeps it from being checked.
		needs: the rows that must be saved before.
		children: rows of other sheets that are its child rows.
		record: the name of the document that it is, once it is one.
		was_here: whether that document was imported before.
	"""

	sheet: Sheet
	number: int
	values: dict[str, Any]
	headings: Headings
	is_wrong: bool = False
	waits_for: Row | None = None
	needs: list[Row] = field(default_factory=list)
	children: list[Row] = field(default_factory=list)
	record: str | None = None
	was_here: bool = False

	@property
	def source_id(self) -> str | None:
		return self.values.get("source_id")

	def get(self, key: str) -> Any:
		return self.values.get(key)

	def children_of(self, sheet: str) -> list[Row]:
		return [row for row in self.children if row.sheet.key == sheet]


def id_key(text: str) -> str:
	"""IDs that the database takes for the same."""
	return text.casefold()


@dataclass(slots=True)
class Headings:
	"""Where the columns of a sheet stand in the workbook.

	Args:
		title: the sheet's name there.
		texts: the heading of each column, by its key.
		positions: the position of each column, by its key, counted from 1.
	"""

	title: str
	texts: dict[str, str] = field(default_factory=dict)
	positions: dict[str, int] = field(default_factory=dict)

	def text_of(self, column: Column) -> str:
		return self.texts.get(column.key) or heading_of(column)


class Content:
	"""What a workbook holds, and what is wrong with it."""

	def __init__(self) -> None:
		self.rows: dict[str, list[Row]] = defaultdict(list)
		self.by_id: dict[str, dict[str, Row]] = defaultdict(dict)
		self.problems: list[Problem] = []

	def __iter__(self) -> Iterator[Row]:
		for rows in self.rows.values():
			yield from rows

	def __len__(self) -> int:
		return sum(map(len, self.rows.values()))

	def refuse(self, row: Row, column: Column | str | None, reason: str) -> None:
		"""Enter a problem of a row, and of a column or its key; the row is not saved then."""
		if isinstance(column, str):
			column = row.sheet.by_key[column]
		row.is_wrong = True
		title, heading, position = row.headings.title, "", 0
		if column:
			heading, position = row.headings.text_of(column), row.headings.positions.get(column.key, 0)
		self.problems.append(Problem(title, row.number, heading, reason, position))

	def refuse_sheet(
		self, title: str, reason: str, heading: str = "", position: int = 0, row: int = 0
	) -> None:
		self.problems.append(Problem(title, row, heading, reason, position))
