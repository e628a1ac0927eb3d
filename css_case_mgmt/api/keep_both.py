"""What two people have typed into one plan or goal at the same time (R-205, R-508)."""

import frappe
from frappe import _
from frappe.model.document import Document

from css_case_mgmt.rules.keep_both import keep_rows, keep_values
from css_case_mgmt.settlement_plans import DOCTYPE as PLAN
from css_case_mgmt.settlement_plans import GOAL

# What is typed by hand; the tables with the fields of their rows.
VALUES = {
	PLAN: ("plan_date", "agreement_language", "change_reason", "nam_assessment", "copy_given_on"),
	GOAL: (
		"goal",
		"horizon",
		"start_date",
		"target_date",
		"need_code",
		"factor",
		"serves_goal",
		"vision",
		"success_measure",
		"expected_change",
		"outcome_on",
		"outcome_note",
	),
}
TABLES = {
	PLAN: {
		"strengths": ("category", "strength", "said_by"),
		"needs": ("challenge", "need", "factor"),
	},
	GOAL: {
		"actions": (
			"action",
			"responsible",
			"due_date",
			"status",
			"done_on",
			"strength_code",
			"remark",
		),
		"check_ins": ("checked_on", "occasion", "progress"),
		"setbacks": ("happened_on", "setback", "strategy", "response"),
	},
}


class NotKeptBoth(frappe.ValidationError):
	"""Only plans and goals are put together."""


@frappe.whitelist(methods=["POST"])
def put_together(doctype: str, name: str, base: dict | str, mine: dict | str) -> dict | None:
	"""Put together what one has typed with what another has saved since; nothing is stored.

	Args:
		doctype: CSS Settlement Plan or CSS Goal.
		name: the record.
		base: the record as it was when the form was opened, with `modified`.
		mine: the record as it is in the form.

	Returns:
		None if nobody has saved it since; otherwise `values`, `rows` by table, each with its `key`, the labels `twice`
		of what both have changed, and `by`, who has saved it.
	"""
	if doctype not in TABLES:
		frappe.throw(_("Only plans and goals are put together."), NotKeptBoth)
	document = frappe.get_doc(doctype, name)
	document.check_permission("write")
	base, mine = frappe.parse_json(base), frappe.parse_json(mine)
	if str(document.modified) == base.get("modified"):
		return None
	texts = [field.fieldname for field in document.meta.fields if field.fieldtype in ("Small Text", "Data")]
	values, twice = keep_values(
		picked(base, doctype), picked(mine, doctype), picked(document, doctype), texts
	)
	rows = {}
	for table, fields in TABLES[doctype].items():
		rows[table], is_twice = keep_rows(
			*(rows_of(each.get(table), fields) for each in (base, mine, document))
		)
		twice += [table] if is_twice else []
	return {
		"values": values,
		"rows": rows,
		"twice": [_(document.meta.get_label(fieldname)) for fieldname in twice],
		"by": frappe.utils.get_fullname(document.modified_by),
	}


def picked(record: dict | Document, doctype: str) -> dict:
	return {fieldname: as_text(record.get(fieldname)) for fieldname in VALUES[doctype]}


def rows_of(rows: list | None, fields: tuple[str, ...]) -> list[dict]:
	"""Rows that are not stored yet have no key."""
	return [
		{
			"key": "" if row.get("__islocal") or not row.get("name") else row.get("name"),
			**{fieldname: as_text(row.get(fieldname)) for fieldname in fields},
		}
		for row in rows or []
	]


def as_text(value: object) -> str | None:
	return None if value is None else str(value)
