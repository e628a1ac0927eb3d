"""What somebody has achieved in the programme, for the exit and for the paper to take along (R-377, R-454)."""

import frappe
from frappe.model.document import Document
from frappe.utils import getdate

from css_case_mgmt.exit_interviews import INTERVIEW, latest_interviews, said_on
from css_case_mgmt.people import NAME_FIELDS, full_name
from css_case_mgmt.permissions.conditions import is_reachable
from css_case_mgmt.rules.dates import whole_months
from css_case_mgmt.rules.exit_interview import Topic
from css_case_mgmt.rules.settlement_plan import GoalStatus
from css_case_mgmt.settings import case_today
from css_case_mgmt.settlement_plans import AGREED, CLOSED, goals_of
from css_case_mgmt.settlement_plans import DOCTYPE as PLAN

REACHED = (GoalStatus.ACHIEVED.value, GoalStatus.PARTLY_ACHIEVED.value)


def achieved(css_exit: Document) -> dict:
	"""Whose exit it is, strengths, goals reached and the client's own words, strengths first.

	Args:
		css_exit: one that the reader may read; what of it is in a plan or interview that the reader may not read is left
			out.
	"""
	enrolment = frappe.db.get_value(
		"CSS Enrolment", css_exit.enrolment, ["enrolment_date", "exit_date"], as_dict=True
	)
	until = enrolment.exit_date or css_exit.exit_date or case_today(css_exit.css_case)
	return {
		"full_name": name_for_reader(css_exit.client),
		"months": max(whole_months(enrolment.enrolment_date, getdate(until)), 0),
		"enrolled_on": enrolment.enrolment_date,
		"strengths": strengths(css_exit.enrolment),
		"goals": goals_reached(css_exit.enrolment),
		"own_words": own_words(css_exit.name),
	}


def name_for_reader(client: str) -> str:
	"""Whoever belongs to another family by now has only the file number on what stayed behind (D-20, R-502)."""
	person = frappe.db.get_value("CSS Client", client, ["file_number", *NAME_FIELDS], as_dict=True)
	return (
		full_name(person) if is_reachable("CSS Client", client, frappe.session.user) else person.file_number
	)


def strengths(enrolment: str) -> list[str]:
	"""Those of the plan that was agreed on last."""
	if not frappe.has_permission(PLAN, "read"):
		return []
	plans = frappe.get_list(
		PLAN,
		filters={"enrolment": enrolment, "status": ("in", (AGREED, CLOSED))},
		order_by="revision desc",
		pluck="name",
		limit=1,
	)
	return frappe.get_all(
		"CSS Settlement Plan Strength",
		filters={"parent": ("in", [*plans, ""]), "parenttype": PLAN},
		order_by="idx asc",
		pluck="strength",
	)


def goals_reached(enrolment: str) -> list[str]:
	"""Also those of plans that were revised since."""
	if not frappe.has_permission(PLAN, "read"):
		return []
	plans = frappe.get_list(PLAN, filters={"enrolment": enrolment}, pluck="name", limit=0)
	return [goal.goal for goal in goals_of(plans) if goal.status in REACHED]


def own_words(css_exit: str) -> list[str]:
	"""What the client is proud of, from the interview that counts."""
	interview = latest_interviews([css_exit]).get(css_exit)
	if not interview or not frappe.has_permission(INTERVIEW, "read", doc=interview.name):
		return []
	return said_on(Topic.ACCOMPLISHMENTS, frappe.get_doc(INTERVIEW, interview.name))
