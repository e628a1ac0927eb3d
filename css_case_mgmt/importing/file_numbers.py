"""File numbers of what is imported.

Frappe counts them in a row that stays locked until the end of the transaction: while thousands of rows are imported,
nobody could open a file. They are set aside beforehand instead, and given back if nothing is imported.
"""

import frappe
from frappe.model.naming import NamingSeries

from css_case_mgmt.css_case_mgmt.doctype.css_case import css_case
from css_case_mgmt.css_case_mgmt.doctype.css_client import css_client

PATTERNS = {"CSS Case": css_case.FILE_NUMBERS, "CSS Client": css_client.FILE_NUMBERS}


class FileNumbers:
	"""Leaves the numbering to the controllers, as in the desk."""

	def take(self, doctype: str) -> str | None:
		return None


class NoNumbers(FileNumbers):
	"""For a check, which keeps nothing: numbers that no file has."""

	def __init__(self) -> None:
		self.last = 0

	def take(self, doctype: str) -> str:
		self.last += 1
		return f"{frappe.generate_hash(length=10)}-{self.last}"


class NumbersSetAside(FileNumbers):
	"""Numbers of the series, taken in a transaction of their own.

	Args:
		counts: how many of each DocType are needed. Commits.
	"""

	def __init__(self, counts: dict[str, int]) -> None:
		self.first: dict[str, int] = {}
		self.next: dict[str, int] = {}
		self.last: dict[str, int] = {}
		for doctype, count in counts.items():
			if count:
				self.set_aside(doctype, count)
		frappe.db.commit()

	def set_aside(self, doctype: str, count: int) -> None:
		prefix = prefix_of(doctype)
		series = frappe.qb.DocType("Series")
		query = frappe.qb.from_(series).select(series.current).where(series.name == prefix)
		found = query.for_update().run()
		current = found[0][0] if found else 0
		if found:
			frappe.qb.update(series).set(series.current, current + count).where(series.name == prefix).run()
		else:
			frappe.qb.into(series).columns("name", "current").insert(prefix, count).run()
		self.first[doctype] = self.next[doctype] = current + 1
		self.last[doctype] = current + count

	def take(self, doctype: str) -> str:
		number = self.next[doctype]
		if number > self.last[doctype]:
			raise IndexError(doctype)
		self.next[doctype] += 1
		digits = PATTERNS[doctype].count("#")
		return f"{prefix_of(doctype)}{number:0{digits}d}"

	def give_back(self) -> None:
		"""After a rollback, unless somebody has taken numbers since. Commits."""
		series = frappe.qb.DocType("Series")
		for doctype, last in self.last.items():
			(
				frappe.qb.update(series)
				.set(series.current, self.first[doctype] - 1)
				.where(series.name == prefix_of(doctype))
				.where(series.current == last)
				.run()
			)
		frappe.db.commit()


def prefix_of(doctype: str) -> str:
	return NamingSeries(PATTERNS[doctype]).get_prefix()
