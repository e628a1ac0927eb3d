"""The history that Frappe keeps of a change, as a row."""

from collections.abc import Iterable
from datetime import date, datetime
from functools import lru_cache

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


def quick_version_row(
	maker: RowMaker,
	doctype: str,
	name: str,
	before: Row,
	after: Row,
	user: str,
	added: Iterable[tuple[str, str, Row]] = (),
) -> Row:
	"""The same where there are very many, of changes of dates and of what is stored as it is shown.

	Args:
		before: the columns before the change.
		after: those that the change wrote.
		added: rows that came with it: the field of the table, its DocType, the row.
	"""
	data = {
		"added": [[field, {**row, "doctype": child}] for field, child, row in added],
		"changed": [
			(column, shown(before.get(column)), shown(after[column]))
			for column in columns_in_order(doctype)
			if column in after and before.get(column) != after[column]
		],
		"data_import": None,
		"removed": [],
		"row_changed": [],
		"updater_reference": None,
	}
	values = {
		"ref_doctype": doctype,
		"docname": name,
		"data": frappe.as_json(data, indent=None, separators=(",", ":")),
	}
	return maker.row("Version", opaque_name(), values, user)


def shown(value: object) -> object:
	if isinstance(value, datetime):
		return frappe.format(value, "Datetime")
	return shown_date(value) if isinstance(value, date) else value


@lru_cache(maxsize=4096)
def shown_date(day: date) -> str:
	return frappe.format(day, "Date")


@lru_cache(maxsize=16)
def columns_in_order(doctype: str) -> tuple[str, ...]:
	return tuple(field.fieldname for field in frappe.get_meta(doctype).fields)
