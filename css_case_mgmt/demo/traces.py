"""Removing rows together with everything that Frappe keeps about them.

Client records are never deleted through documents (D-14); what the demo invented is removed by statements.
"""

from collections.abc import Iterator, Sequence
from functools import cached_property
from pathlib import Path

import frappe

from css_case_mgmt.permissions.registry import CHILD_TABLES, REFERENCING

NAMES_AT_ONCE = 500


class Traces:
	"""Removes rows of any DocType with their child rows, versions, comments, files and the like."""

	def remove(self, doctype: str, names: Sequence[str]) -> None:
		for chunk in in_chunks(names):
			for referencing in self.referencing.get(doctype, ()):
				self.remove_referencing(referencing, doctype, chunk)
			self.remove_rows(doctype, chunk)

	@cached_property
	def referencing(self) -> dict[str, list[str]]:
		"""For each DocType those whose rows point at some document of it now; most never do."""
		found: dict[str, list[str]] = {}
		for referencing, (doctype_column, _name_column) in REFERENCING.items():
			if not frappe.db.table_exists(referencing):
				continue
			table = frappe.qb.DocType(referencing)
			for doctype in frappe.qb.from_(table).select(table[doctype_column]).distinct().run(pluck=True):
				found.setdefault(doctype, []).append(referencing)
		return found

	def remove_referencing(self, referencing: str, doctype: str, names: Sequence[str]) -> None:
		doctype_column, name_column = REFERENCING[referencing]
		rows = frappe.get_all(
			referencing,
			filters={doctype_column: doctype, name_column: ("in", names)},
			pluck="name",
			order_by=None,
		)
		if rows:
			self.remove(referencing, rows)

	def remove_rows(self, doctype: str, names: Sequence[str]) -> None:
		if doctype == "File":
			remove_contents(names)
		for child in child_tables(doctype):
			frappe.db.delete(child, {"parenttype": doctype, "parent": ("in", names)})
		frappe.db.delete(doctype, {"name": ("in", names)})
		frappe.db.delete("__global_search", {"doctype": doctype, "name": ("in", names)})


def child_tables(doctype: str) -> set[str]:
	"""The tables of a form, and those that no form shows."""
	shown = {field.options for field in frappe.get_meta(doctype).get_table_fields()}
	return shown | {child for child, parent in CHILD_TABLES.items() if parent == doctype}


def remove_contents(files: Sequence[str]) -> None:
	"""Remove what lies on disk, unless another file has the same content."""
	urls = set(frappe.get_all("File", filters={"name": ("in", files), "is_folder": 0}, pluck="file_url"))
	shared = frappe.get_all(
		"File", filters={"name": ("not in", files), "file_url": ("in", urls)}, pluck="file_url"
	)
	for url in urls - set(shared):
		path = content_path(url or "")
		if path:
			path.unlink(missing_ok=True)


def content_path(url: str) -> Path | None:
	folders = {"/private/files/": "private", "/files/": "public"}
	for start, folder in folders.items():
		if url.startswith(start) and ".." not in url:
			return Path(frappe.get_site_path(folder, "files", url.removeprefix(start)))
	return None


def in_chunks(names: Sequence[str]) -> Iterator[Sequence[str]]:
	for start in range(0, len(names), NAMES_AT_ONCE):
		yield names[start : start + NAMES_AT_ONCE]
