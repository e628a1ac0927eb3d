"""Records that were imported before, found again by where they come from."""

from collections.abc import Iterable, Iterator
from itertools import islice

import frappe

from css_case_mgmt.importing.layout import Sheet
from css_case_mgmt.importing.rows import id_key
from css_case_mgmt.permissions.conditions import condition

AT_ONCE = 500


class Earlier:
	"""Records of one source system.

	Args:
		source_system: as given for the import.
		user: who imports; records that this user may not read are known only to exist.
	"""

	def __init__(self, source_system: str, user: str) -> None:
		self.source_system, self.user = source_system, user

	def names(self, sheet: Sheet, ids: Iterable[str]) -> dict[str, str | None]:
		"""The record of each ID (as `id_key`) that was imported; None for one that may not be read."""
		found: dict[str, str | None] = {}
		for some in batches(ids):
			found.update(dict.fromkeys(self.select(sheet, some, all_of_them=True)))
			found.update(self.select(sheet, some))
		return found

	def select(self, sheet: Sheet, ids: list[str], *, all_of_them: bool = False) -> dict[str, str]:
		table = frappe.qb.DocType(sheet.doctype)
		query = (
			frappe.qb.from_(table)
			.select(table.source_id, table.name)
			.where(table.source_system == self.source_system)
			.where(table.source_id.isin(ids))
		)
		if not all_of_them:
			query = query.where(condition(sheet.doctype, self.user))
		return {id_key(source_id): name for source_id, name in query.run()}


def stored_rows(doctype: str, names: Iterable[str], fields: Iterable[str]) -> dict[str, dict]:
	"""Columns of documents that the caller may read, by name."""
	fields = ["name", *fields]
	found = {}
	for some in batches(names):
		rows = frappe.get_all(doctype, filters={"name": ("in", some)}, fields=fields, limit=0)
		found.update({row.name: row for row in rows})
	return found


def stored_children(doctype: str, parents: Iterable[str], table: str) -> dict[str, list[dict]]:
	"""Child rows of documents that the caller may read, by the name of the parent."""
	found: dict[str, list[dict]] = {}
	for some in batches(parents):
		rows = frappe.get_all(
			doctype,
			filters={"parent": ("in", some), "parentfield": table},
			fields=["*"],
			order_by="parent, idx",
			limit=0,
		)
		for row in rows:
			found.setdefault(row.parent, []).append(row)
	return found


def batches(items: Iterable[str]) -> Iterator[list[str]]:
	remaining = iter(dict.fromkeys(items))
	while some := list(islice(remaining, AT_ONCE)):
		yield some
