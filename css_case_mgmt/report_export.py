"""Reports as spreadsheets: a text that begins like a formula stays a text (R-434)."""

import frappe

from css_case_mgmt.importing.marked import FORMULA_STARTS


def made_safe(rows: list[frappe._dict]) -> list[frappe._dict]:
	"""The rows; while they are exported, texts that a spreadsheet program would take for a formula have the
	apostrophe in front that makes them texts."""
	if "file_format_type" not in frappe.form_dict:
		return rows
	for row in rows:
		for fieldname, value in row.items():
			if isinstance(value, str) and value.startswith(FORMULA_STARTS):
				row[fieldname] = f"'{value}"
	return rows
