"""The history that Frappe keeps of a change, as a row."""

import frappe
from frappe.model.naming import is_autoincremented

from css_case_mgmt.case_document import opaque_name
from css_case_mgmt.demo.bulk_rows import Row, RowMaker


def name_versions(rows: list[Row]) -> None:
	"""Frappe counts versions by a sequence, which goes on after these."""
	if not rows or not is_autoincremented("Version"):
		return
	first = frappe.db.get_next_sequence_val("Version")
	frappe.db.set_next_sequence_val("Version", first + len(rows))
	for name, row in enumerate(rows, start=first):
		row["name"] = name


def version_row(maker: RowMaker, doctype: str, name: str, before: Row, after: Row, user: str) -> Row:
	"""The Version of a change of some columns."""
	values = {"ref_doctype": doctype, "docname": name, "data": change_data(doctype, name, before, after)}
	return maker.row("Version", opaque_name(), values, user)


def change_data(doctype: str, name: str, before: Row, after: Row) -> str:
	version = frappe.new_doc("Version")
	version.update_version_info(
		frappe.get_doc({"doctype": doctype, "name": name, "docstatus": 0, **before}),
		frappe.get_doc({"doctype": doctype, "name": name, "docstatus": 0, **after}),
	)
	return version.data
