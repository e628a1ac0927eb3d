"""Looking at a plan again: at every assessment, and whenever there is reason to (R-204, R-212)."""

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import getdate

from css_case_mgmt.assessments_in_force import NOT_IN_ERROR
from css_case_mgmt.case_document import DateRefused
from css_case_mgmt.settings import site_today
from css_case_mgmt.settlement_plans import PlanRefused

ASSESSMENTS = {"nam_assessment": "CSS NAM Assessment", "periodic_assessment": "CSS Periodic Assessment"}
FIELDS = ("reviewed_on", "occasion", "what_changes", *ASSESSMENTS)


def check_reviews(plan: Document, before: Document | None) -> None:
	"""Reviews are added, and those of an agreed plan stay as they were recorded."""
	known = {row.name: as_recorded(row) for row in before.reviews} if before else {}
	if before and before.status == "Agreed":
		now = {row.name: as_recorded(row) for row in plan.reviews}
		if any(now.get(name) != recorded for name, recorded in known.items()):
			refuse(_("A review stays as it was recorded. Record another one instead."))
	for row in plan.reviews:
		if known.get(row.name) != as_recorded(row):
			check_review(plan, row)


def as_recorded(row: Document) -> tuple:
	return tuple(str(row.get(fieldname) or "") for fieldname in FIELDS)


def check_review(plan: Document, row: Document) -> None:
	today = site_today(plan.site_of_case())
	if row.reviewed_on and not getdate(plan.plan_date) <= getdate(row.reviewed_on) <= today:
		frappe.throw(
			_("Row {0}: a review lies between the date of the plan and today.").format(row.idx),
			DateRefused,
			title=_("Reviews"),
		)
	for fieldname, doctype in ASSESSMENTS.items():
		name = row.get(fieldname)
		if name and not frappe.db.exists(
			doctype, {"name": name, "enrolment": plan.enrolment, **NOT_IN_ERROR}
		):
			# The words of a missing link: a refusal would reveal that there is one in another file.
			place = _("Row #{0}: {1}: {2}").format(row.idx, _(row.meta.get_label(fieldname)), name)
			frappe.throw(_("Could not find {0}").format(place), frappe.LinkValidationError)


def leave_out_marked(plan: Document) -> None:
	"""Of what is printed, and not stored: assessments that were entered in the wrong file (R-503)."""
	for fieldname, doctype in ASSESSMENTS.items():
		holders = [each for each in (plan, *plan.reviews) if each.get(fieldname)]
		marked = frappe.get_all(
			doctype,
			filters={
				"name": ("in", [each.get(fieldname) for each in holders]),
				"marked_in_error_on": ("is", "set"),
			},
			pluck="name",
		)
		for each in holders:
			if each.get(fieldname) in marked:
				each.set(fieldname, None)


def refuse(text: str) -> None:
	frappe.throw(text, PlanRefused, title=_("Reviews"))
