"""A problem stays open until a final activity says that it is resolved (R-274)."""

import frappe
from frappe import _
from frappe.model.document import Document

ACTIVITY = "CSS Activity"
OPEN, RESOLVED = "Open", "Resolved"


class ProblemRefused(frappe.ValidationError):
	"""No open problem of this family is resolved by this activity."""


def check_problem(activity: Document) -> None:
	"""What is resolved is an open problem of the same case that is not newer than its resolution."""
	if not activity.resolves or not (
		activity.has_value_changed("resolves") or activity.docstatus.is_submitted()
	):
		return
	columns = ["css_case", "problem_status", "activity_date", "marked_in_error_on"]
	found = frappe.db.get_value(ACTIVITY, activity.resolves, columns, as_dict=True)
	if found.css_case != activity.css_case:
		refuse(_("The problem belongs to another case."))
	if found.problem_status != OPEN or found.marked_in_error_on:
		refuse(_("That problem is not open any more. Leave out what is resolved."))
	if found.activity_date > frappe.utils.getdate(activity.activity_date):
		refuse(_("A problem is resolved on the day on which it was found, or later."))


def open_problem(activity: Document) -> None:
	activity.problem_status = OPEN if (activity.problem or "").strip() else None


def resolve_problem(activity: Document) -> None:
	"""Close the problem that a final activity resolves."""
	if activity.resolves:
		values = {"problem_status": RESOLVED, "resolved_by": activity.name}
		frappe.db.set_value(ACTIVITY, activity.resolves, values)


def reopen_problem(activity: Document) -> None:
	"""What was resolved by an activity in the wrong file is open again (R-503)."""
	filters = {"resolved_by": activity.name}
	for name in frappe.get_all(ACTIVITY, filters=filters, pluck="name"):
		frappe.db.set_value(ACTIVITY, name, {"problem_status": OPEN, "resolved_by": None})


def refuse(text: str) -> None:
	frappe.throw(text, ProblemRefused, title=_("Problem"))
