"""A settlement plan on paper, for the client to take along: strengths first, in plain words (R-213, R-454).

The words around the plan are in the language that was chosen for the client's copy, where the app speaks it, and in
English otherwise; what was said stays as it was said.
"""

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import format_date

from css_case_mgmt.languages import iso_639_3
from css_case_mgmt.people import NAME_FIELDS, full_name
from css_case_mgmt.permissions.conditions import is_reachable
from css_case_mgmt.printed_form import LABELS_EXIST_IN
from css_case_mgmt.question_bank.sheet_texts import language_tag
from css_case_mgmt.rules.settlement_plan import GoalStatus, PlanStatus
from css_case_mgmt.settlement_plans import actions_of, goals_of

NOT_PRINTED = (GoalStatus.SET_ASIDE.value,)


def as_printed(plan: Document) -> dict:
	"""What the print format Settlement Plan shows.

	Args:
		plan: a CSS Settlement Plan that the user may print.
	"""
	chosen = plan.agreement_language or iso_639_3()
	tag = language_tag(chosen)
	language = tag if tag in LABELS_EXIST_IN else "en"
	right_to_left = frappe.get_cached_value("CSS Language", chosen, "right_to_left")
	person = frappe.db.get_value("CSS Client", plan.client, ["file_number", *NAME_FIELDS], as_dict=True)
	goals = [goal for goal in goals_of([plan.name]) if goal.status not in NOT_PRINTED]
	actions = actions_of(goal.name for goal in goals)
	return {
		"lang": tag,
		"dir": "rtl" if right_to_left else "ltr",
		"label_lang": language,
		"marks": marks(plan, language),
		"client": name_for_reader(plan.client, person),
		"file_number": person.file_number,
		"worker": frappe.utils.get_fullname(plan.owner),
		"plan_date": format_date(plan.plan_date),
		"revision": plan.revision,
		"strengths": strengths(plan, language),
		"needs": [row.need or row.challenge for row in plan.needs],
		"goals": [
			{"title": title, "rows": [printed_goal(goal, actions, language) for goal in rows]}
			for title, rows in by_horizon(goals, language)
			if rows
		],
		"client_agreed_on": day(plan.client_agreed_on),
		"caseworker_agreed_on": day(plan.caseworker_agreed_on),
		"labels": labels(language),
	}


def name_for_reader(client: str, person: frappe._dict) -> str:
	"""Whoever belongs to another family by now has only the file number on a plan that stayed behind (D-20, R-502)."""
	is_open = is_reachable("CSS Client", client, frappe.session.user)
	return full_name(person) if is_open else person.file_number


def marks(plan: Document, language: str) -> list[str]:
	"""What nobody may overlook who holds the paper."""
	return {
		PlanStatus.DRAFT.value: [_("Draft: we have not agreed on this plan yet.", language)],
		PlanStatus.SUPERSEDED.value: [_("This plan was changed since: ask for the new one.", language)],
		PlanStatus.CLOSED.value: [_("This plan is closed.", language)],
	}.get(plan.status, [])


def strengths(plan: Document, language: str) -> list[dict]:
	"""Strengths below their categories, in the order in which they were named."""
	found: dict[str, list[str]] = {}
	for row in plan.strengths:
		found.setdefault(row.category, []).append(row.strength)
	return [{"category": _(category, language), "rows": rows} for category, rows in found.items()]


def by_horizon(goals: list[frappe._dict], language: str) -> list[tuple[str, list[frappe._dict]]]:
	return [
		(_("My goals for the coming year", language), [row for row in goals if row.horizon == "Immediate"]),
		(_("My goals for later", language), [row for row in goals if row.horizon == "Intermediate"]),
	]


def printed_goal(goal: frappe._dict, actions: dict[str, list], language: str) -> dict:
	return {
		"goal": goal.goal,
		"status": "" if goal.status == "Open" else _(goal.status, language),
		"target_date": day(goal.target_date),
		"vision": goal.vision or "",
		"success_measure": goal.success_measure or "",
		"actions": [
			{
				"action": row.action,
				"who": who_does_it(row.responsible, language),
				"due_date": day(row.due_date),
				"is_done": row.status == "Done",
			}
			for row in actions.get(goal.name, ())
			if row.status != "Dropped"
		],
	}


def who_does_it(responsible: str, language: str) -> str:
	return {
		"Client": _("I do it", language),
		"Caseworker": _("My caseworker", language),
		"Together": _("We do it together", language),
	}.get(responsible, _("Somebody else", language))


def day(value) -> str:
	return format_date(value) if value else ""


def labels(language: str) -> dict[str, str]:
	return {
		"title": _("My settlement plan", language),
		"client": _("Client", language),
		"file_number": _("File number", language),
		"worker": _("Caseworker", language),
		"plan_date": _("Date of the plan", language),
		"revision": _("Version", language),
		"strengths": _("What I am good at, and what helps me", language),
		"needs": _("What I need", language),
		"goal": _("What I want", language),
		"by": _("By", language),
		"why": _("Why it matters to me", language),
		"measure": _("I will see that I am there when", language),
		"action": _("Step", language),
		"who": _("Who", language),
		"done": _("Done", language),
		"no_goals": _("No goals are written down yet.", language),
		"change": _("Goals can be changed at any time. Speak with your caseworker.", language),
		"signature_client": _("Client", language),
		"signature_worker": _("Caseworker", language),
		"agreed_on": _("Agreed on", language),
		"paper": _("Signed on paper: see the scan in the file.", language),
	}
