"""What is final or signed, and was changed afterwards, as far as the database shows it (D-24, R-111, R-172, R-214).

A row is saved with its document: one that is later than its document was changed alone. Rows that name a client are
left out, as merging two files changes them alone.
"""

import json
from collections.abc import Iterator

import frappe
from pypika.terms import Criterion, PseudoColumn, Term

from css_case_mgmt.checking.approvals import REQUESTS
from css_case_mgmt.checking.finding import Check, Finding
from css_case_mgmt.reminders.due_tables import timestamp_add

DECISIONS = "decisions"
# What belongs to one transaction has not quite one time.
MINUTES_OF_A_SAVE = 2
UNCHANGED = '%"row_changed": []%', '%"removed": []%'

ROW_CHANGED = Check(
	"row_changed_alone",
	"A row of the kind {0} was changed after the record, which no longer changes.",
	"Compare the row with the history of the record, and with a backup.",
)
COURSE_CHANGED = Check(
	"decisions_changed",
	"The history shows that a step in its course was changed or taken out.",
	"Put the course back as the history has it.",
)


def rows_changed_alone() -> Iterator[Finding]:
	for parenttype, doctypes in ROWS_OF_FINAL_RECORDS.items():
		for doctype in doctypes:
			parent, row = frappe.qb.DocType(parenttype), frappe.qb.DocType(doctype)
			names = (
				frappe.qb.from_(row)
				.join(parent)
				.on(parent.name == row.parent)
				.select(parent.name)
				.where(row.parenttype == parenttype)
				.where(row.modified > minutes_after(parent.modified, MINUTES_OF_A_SAVE))
				.where(is_final(parenttype, parent))
				.run(pluck=True)
			)
			yield from ROW_CHANGED.found(parenttype, names, doctype)


ROWS_OF_FINAL_RECORDS = {
	"CSS Consent": ("CSS Consent Purpose",),
	"CSS Exit": ("CSS Exit Decision", "CSS Exit Readiness"),
	"CSS NAM Assessment": ("CSS NAM Assessment Answer", "CSS NAM Assessment Factor Score"),
	"CSS Programme Extension": ("CSS Programme Extension Decision",),
	"CSS Settlement Plan": ("CSS Settlement Plan Need", "CSS Settlement Plan Strength"),
}


def minutes_after(time: Term, minutes: int) -> Term:
	return timestamp_add(PseudoColumn("MINUTE"), minutes, time)


def is_final(doctype: str, table) -> Criterion:
	if doctype == "CSS Consent":
		return table.client_signed_on.isnotnull() & table.caseworker_signed_on.isnotnull()
	if doctype == "CSS NAM Assessment":
		return table.docstatus == 1
	if doctype == "CSS Settlement Plan":
		return table.status != "Draft"
	return table.name.isnotnull()


def decisions_changed() -> Iterator[Finding]:
	"""The controller only ever adds a step."""
	version = frappe.qb.DocType("Version")
	no_row_changed, nothing_removed = UNCHANGED
	for doctype in REQUESTS:
		rows = (
			frappe.qb.from_(version)
			.select(version.docname, version.data)
			.where(version.ref_doctype == doctype)
			.where(version.data.not_like(no_row_changed) | version.data.not_like(nothing_removed))
			.run()
		)
		yield from COURSE_CHANGED.found(doctype, [name for name, data in rows if changes_decisions(data)])


def changes_decisions(data: str) -> bool:
	version = json.loads(data or "{}")
	changed = (*version.get("row_changed", ()), *version.get("removed", ()))
	return any(row[0] == DECISIONS for row in changed)


CHECKS = (rows_changed_alone, decisions_changed)
