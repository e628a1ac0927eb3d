"""The sheets of a workbook -> rows of typed values, with every problem that the cells alone show."""

from collections.abc import Callable, Iterable, Iterator
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from frappe import _

from css_case_mgmt.importing.cells import WrongCell, is_empty, parse
from css_case_mgmt.importing.choices import Choices, choices_of, nearest, plain
from css_case_mgmt.importing.layout import Column, Kind, Sheet, heading_of
from css_case_mgmt.importing.rows import Content, Headings, Row, id_key
from css_case_mgmt.importing.sheets import OWN_SHEETS, SHEETS
from css_case_mgmt.importing.workbook_file import opened

MOST_ROWS = 500_000
MOST_COLUMNS = 200
WITH_CHOICES = (Kind.SELECT, Kind.LIST, Kind.LISTS)
SHEET_OF_TITLE = {plain(title): sheet for sheet in SHEETS for title in (sheet.key, sheet.fr)}
OWN_TITLES = {plain(title) for title in OWN_SHEETS}

Report = Callable[[str, int, int], None]


def read(path: Path, report: Report) -> Content:
	"""Everything that a workbook holds.

	Args:
		path: of the .xlsx file.
		report: told (stage, rows done, rows in all; 0 where not known) now and then.

	Raises:
		WorkbookRefused: it cannot be read at all.
	"""
	content = Content()
	with opened(path) as workbook:
		for worksheet in workbook.worksheets:
			sheet = sheet_titled(worksheet.title)
			if sheet is None:
				refuse_unknown_sheet(worksheet, content)
			elif sheet.key in content.rows:
				content.refuse_sheet(worksheet.title, _("This sheet is there twice. Keep one of them."))
			elif worksheet.sheet_state != "visible":
				content.refuse_sheet(
					worksheet.title, _("This sheet is hidden. Show it and look at it, or delete it.")
				)
			else:
				read_sheet(worksheet, sheet, content, report)
	if not len(content) and not content.problems:
		content.refuse_sheet("", _("The workbook holds no rows. Fill in the template."))
	return content


def sheet_titled(title: str) -> Sheet | None:
	return SHEET_OF_TITLE.get(plain(title))


def is_own(title: str) -> bool:
	return plain(title) in OWN_TITLES


def refuse_unknown_sheet(worksheet, content: Content) -> None:
	if is_own(worksheet.title):
		return
	near = nearest(worksheet.title, [title for sheet in SHEETS for title in (sheet.key, sheet.fr)])
	advice = _("Did you mean {0}?").format(near) if near else _("Delete it, or name it as in the template.")
	content.refuse_sheet(worksheet.title, _("No sheet has this name.") + " " + advice)


def read_sheet(worksheet, sheet: Sheet, content: Content, report: Report) -> None:
	rows = rows_of(worksheet)
	columns, headings = read_headings(next(rows, ())[:MOST_COLUMNS], worksheet.title, sheet, content)
	content.rows[sheet.key] = []
	if not headings.texts:
		if any(not is_empty(cell.value) for cells in rows for cell in cells):
			content.refuse_sheet(
				worksheet.title, _("The first row holds no headings of the template."), row=1
			)
		return
	reader = SheetReader(sheet, columns, headings, content)
	for number, cells in enumerate(rows, start=2):
		if number % 1000 == 0:
			report("reading", len(content), 0)
		if len(content) >= MOST_ROWS:
			content.refuse_sheet(
				worksheet.title,
				_("The workbook has more than {0} rows. Divide it.").format(f"{MOST_ROWS:,}"),
				row=number,
			)
			return
		reader.take(number, cells)


def rows_of(worksheet) -> Iterator[tuple]:
	"""The rows of a sheet, each as wide as it is: what the sheet says of its own size is not believed."""
	worksheet.reset_dimensions()
	return iter(worksheet.iter_rows())


def read_headings(
	cells: Iterable, title: str, sheet: Sheet, content: Content
) -> tuple[dict[int, Column], Headings]:
	"""Which column stands where; everything unknown, repeated or missing is a problem of the first row."""
	known = columns_by_heading(sheet)
	columns: dict[int, Column] = {}
	headings = Headings(title)
	for position, cell in enumerate(cells, start=1):
		text = "" if is_empty(cell.value) else str(cell.value).strip()[:140]
		if not text:
			continue
		column = known.get(plain(text.rstrip(" *")))
		if column is None:
			near = nearest(text, [heading for each in sheet.columns for heading in (each.en, each.fr)])
			advice = (
				_("Did you mean {0}?").format(near)
				if near
				else _("Delete the column, or name it as in the template.")
			)
			content.refuse_sheet(title, _("No column has this heading.") + " " + advice, text, position, 1)
		elif column.key in headings.texts:
			content.refuse_sheet(title, _("This column is there twice. Keep one of them."), text, position, 1)
		else:
			columns[position] = column
			headings.texts[column.key] = text
			headings.positions[column.key] = position
	for column in sheet.columns:
		if headings.texts and column.required and column.key not in headings.texts:
			content.refuse_sheet(title, _("This column is missing."), heading_of(column), 0, 1)
	return columns, headings


@cache
def columns_by_heading(sheet: Sheet) -> dict[str, Column]:
	return {plain(heading): column for column in sheet.columns for heading in (column.en, column.fr)}


class SheetReader:
	"""Reads the rows of one sheet."""

	def __init__(
		self, sheet: Sheet, columns: dict[int, Column], headings: Headings, content: Content
	) -> None:
		self.sheet, self.columns, self.headings, self.content = sheet, columns, headings, content
		self.choices: dict[str, Choices] = {
			column.key: choices_of(sheet, column)
			for column in columns.values()
			if column.kind in WITH_CHOICES
		}
		self.has_columns = {column.key for column in columns.values()}
		self.unnamed: set[int] = set()
		self.is_too_wide = False
		self.refused_positions = {
			problem.position for problem in content.problems if problem.sheet == headings.title
		}

	def take(self, number: int, cells: tuple) -> None:
		"""One row; an empty one is nothing."""
		if len(cells) > MOST_COLUMNS:
			self.refuse_wide(number, cells)
			cells = cells[:MOST_COLUMNS]
		row = Row(self.sheet, number, {}, self.headings)
		found: list[tuple[Column, str]] = []
		is_blank = True
		for position, cell in enumerate(cells, start=1):
			if is_empty(cell.value):
				continue
			is_blank = False
			column = self.columns.get(position)
			if column is None:
				self.refuse_unnamed(position, number)
				continue
			try:
				row.values[column.key] = self.value_of(cell, column)
			except WrongCell as wrong:
				found.append((column, str(wrong)))
		if is_blank:
			return
		for column, reason in found:
			self.content.refuse(row, column, reason)
		self.refuse_missing(row, {column.key for column, _reason in found})
		self.fill_defaults(row)
		self.enter(row)

	def refuse_wide(self, number: int, cells: tuple) -> None:
		if not self.is_too_wide and any(not is_empty(cell.value) for cell in cells[MOST_COLUMNS:]):
			self.is_too_wide = True
			self.content.refuse_sheet(
				self.headings.title,
				_("The sheet has more than {0} columns.").format(MOST_COLUMNS),
				row=number,
			)

	def refuse_unnamed(self, position: int, number: int) -> None:
		"""Cells below no heading would be lost without a word; said once of each column."""
		if position not in self.unnamed:
			self.unnamed.add(position)
			if position not in self.refused_positions:
				self.content.refuse_sheet(
					self.headings.title,
					_("This column has no heading. Name it as in the template, or empty it."),
					position=position,
					row=number,
				)

	def value_of(self, cell, column: Column) -> Any:
		if cell.data_type == "f":
			raise WrongCell(_("The cell holds a formula. Replace it by its value."))
		if cell.data_type == "e":
			raise WrongCell(_("The cell holds an error of the spreadsheet."))
		return parse(cell.value, column, self.choices.get(column.key))

	def refuse_missing(self, row: Row, wrong: set[str]) -> None:
		for column in self.sheet.columns:
			if not column.required or column.key in row.values or column.key in wrong:
				continue
			if column.key in self.has_columns:
				self.content.refuse(row, column, _("This is missing."))
			else:
				row.is_wrong = True  # Said once, of the column.

	def fill_defaults(self, row: Row) -> None:
		for column in self.sheet.columns:
			if column.default is not None:
				row.values.setdefault(column.key, column.default)

	def enter(self, row: Row) -> None:
		self.content.rows[self.sheet.key].append(row)
		if not self.sheet.has_ids or not row.source_id:
			return
		first = self.content.by_id[self.sheet.key].setdefault(id_key(row.source_id), row)
		if first is not row:
			self.content.refuse(row, "source_id", _("This ID is in row {0} already.").format(first.number))
