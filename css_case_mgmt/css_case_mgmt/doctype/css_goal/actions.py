"""Actions, check-ins and setbacks of a goal (R-201, R-204, R-206)."""

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import cstr, getdate

from css_case_mgmt.case_document import DateRefused
from css_case_mgmt.settings import site_today
from css_case_mgmt.settlement_plans import DOCTYPE as PLAN

DONE, STILL_OPEN = "Done", "Open"
HAPPENED = {"actions": "done_on", "check_ins": "checked_on", "setbacks": "happened_on"}


class ActionRefused(frappe.ValidationError):
	"""An action that does not fit its plan."""


def check_actions(goal: Document, before: Document | None) -> None:
	"""What is done has its day, nothing has happened in the future, and each strength is one of the plan's."""
	today = site_today(goal.site_of_case())
	for row in goal.actions:
		row.status = row.status or STILL_OPEN
		row.done_on = (row.done_on or today) if row.status == DONE else None
	refuse_future_rows(goal, today)
	known = {row.name: row.strength_code for row in before.actions} if before else {}
	chosen = {row.strength_code for row in goal.actions if row.strength_code != known.get(row.name)}
	refuse_unknown_strengths(goal, chosen - {None, ""})


def refuse_future_rows(goal: Document, today) -> None:
	for table, fieldname in HAPPENED.items():
		for row in goal.get(table):
			if row.get(fieldname) and getdate(row.get(fieldname)) > today:
				frappe.throw(
					_("{0}, row {1}: the day lies in the future. Today at this site is {2}.").format(
						_(goal.meta.get_label(table)), row.idx, frappe.format(today, "Date")
					),
					DateRefused,
					title=_("Date in the future"),
				)


def refuse_unknown_strengths(goal: Document, codes: set[str]) -> None:
	if not codes:
		return
	rows = {"parent": goal.plan, "parenttype": PLAN, "strength_code": ("in", list(codes))}
	known = frappe.get_all("CSS Settlement Plan Strength", filters=rows, pluck="strength_code")
	if unknown := sorted(codes - {*known}):
		frappe.throw(
			_("The plan has no strength {0}. Choose one of its strengths.").format(", ".join(unknown)),
			ActionRefused,
			title=_("Strengths"),
		)


def as_recorded(goal: Document, table: str) -> list[tuple]:
	"""The rows of a table as they compare, whatever they are called."""
	fields = [field.fieldname for field in frappe.get_meta(goal.meta.get_field(table).options).fields]
	return [tuple(cstr(row.get(fieldname)) for fieldname in fields) for row in goal.get(table)]
