"""What is wrong with a workbook: where, and in words that repeat nobody's data."""

from dataclasses import asdict, dataclass

import frappe
from frappe import _

MOST_STORED = 5_000
"""Problems that a record keeps; all are counted."""


@dataclass(frozen=True, order=True)
class Problem:
	"""One thing to correct.

	Args:
		sheet: as the workbook calls it; empty where the workbook as a whole is meant.
		row: counted as the spreadsheet does; 0 where the sheet as a whole is meant.
		column: its heading in the workbook.
		reason: what is wrong and what to do.
		position: of the column, counted from 1; 0 where the row as a whole is meant.
	"""

	sheet: str
	row: int
	column: str
	reason: str
	position: int = 0

	def as_dict(self) -> dict:
		return asdict(self)

	def as_line(self) -> str:
		"""One line for a terminal."""
		place = [self.sheet] if self.sheet else []
		if self.row:
			place.append(_("row {0}").format(self.row))
		if self.column:
			place.append(self.column)
		return ": ".join(filter(None, (", ".join(place), self.reason)))


class WorkbookRefused(frappe.ValidationError):
	"""A file that cannot be read as a workbook at all."""


class ImportStopped(Exception):
	"""The database was too busy; nothing was imported."""
