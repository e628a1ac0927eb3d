"""What the screens show of a plan: strengths, needs, goals with their steps, and what to do next (R-190 to R-216)."""

from datetime import date

import frappe
from frappe.model.document import Document

from css_case_mgmt.assessments_in_force import COUNTING
from css_case_mgmt.css_case_mgmt.doctype.css_factor_of_settlement.css_factor_of_settlement import (
	factor_titles,
)
from css_case_mgmt.css_case_mgmt.doctype.css_settlement_plan.rows import balance_of, categories_to_ask
from css_case_mgmt.rules.settlement_plan import completion
from css_case_mgmt.settings import get_setting, site_today
from css_case_mgmt.settlement_plans import AGREED, DOCTYPE, DRAFT, GOAL, actions_of, goals_of, open_plans_of
from css_case_mgmt.strengths_from_naars import found_by_naars


def panel_of(plan: Document) -> dict:
	"""Everything that is shown at the head of a plan.

	Args:
		plan: a CSS Settlement Plan that the user may read.
	"""
	site = plan.site_of_case()
	today = site_today(site)
	own = goals_of([plan.name])
	goals = [*own, *goals_still_with_former(plan)]
	actions = actions_of(goal.name for goal in goals)
	titles = factor_titles()
	found = balance_of(plan)
	drafts = [row for row in open_plans_of([plan.enrolment]) if row.status == DRAFT and row.name != plan.name]
	may_write = plan.may_be_changed()
	return {
		"today": today,
		"balance": {"strengths": found.strengths, "needs": found.needs, "missing": found.missing},
		"strengths_rule": get_setting("strengths_rule", site),
		"categories": categories_to_ask(plan) if plan.status == DRAFT else [],
		"naars": found_by_naars(plan),
		"needs": [{"factor_title": titles.get(row.factor), "need_code": row.need_code} for row in plan.needs],
		"goals": [goal_shown(goal, actions.get(goal.name, []), titles, today) for goal in goals],
		"completion": completion_of(goals, actions),
		"draft": link_of(drafts[0]) if drafts else None,
		"assessment": assessment_to_answer(plan),
		"last_review": max((str(row.reviewed_on) for row in plan.reviews), default=None),
		"may_write": may_write,
		"may_add_goal": may_write
		and plan.status in (DRAFT, AGREED)
		and bool(frappe.has_permission(GOAL, "create")),
	}


def goals_still_with_former(plan: Document) -> list[frappe._dict]:
	"""While a revision is a draft, the open goals belong to the plan that holds; they come along when it is agreed."""
	if plan.status != DRAFT or not plan.revises:
		return []
	return [goal for goal in goals_of([plan.revises]) if goal.status == "Open"]


def goal_shown(goal: frappe._dict, actions: list[frappe._dict], titles: dict[str, str], today: date) -> dict:
	return {
		**goal,
		"factor_title": titles.get(goal.factor),
		"is_overdue": goal.status == "Open" and goal.target_date < today,
		"actions": [
			{
				**action,
				"is_overdue": bool(
					goal.status == "Open"
					and action.status == "Open"
					and action.due_date
					and action.due_date < today
				),
			}
			for action in actions
		],
	}


def completion_of(goals: list[frappe._dict], actions: dict[str, list[frappe._dict]]) -> dict:
	"""Figures of the goals of a plan (R-216)."""
	found = completion(
		(goal.status for goal in goals), (action.status for rows in actions.values() for action in rows)
	)
	return {
		"goals": found.goals,
		"achieved": found.achieved,
		"percent": found.percent,
		"actions": found.actions,
		"actions_done": found.actions_done,
		"counts": {status.value: number for status, number in found.counts.items()},
	}


def link_of(row: frappe._dict) -> dict:
	return {"name": row.name, "title": row.title, "status": row.status, "revision": row.revision}


def assessment_to_answer(plan: Document) -> dict | None:
	"""The latest completed needs assessment, while the plan has not been looked at since (R-152, R-165)."""
	last = latest_assessment(plan.enrolment)
	if not last or plan.status not in (DRAFT, AGREED):
		return None
	is_answered = last.name == plan.nam_assessment or any(
		row.nam_assessment == last.name for row in plan.reviews
	)
	return {
		"name": last.name,
		"label": f"A{last.sequence}",
		"assessment_date": last.assessment_date,
		"is_answered": is_answered,
	}


def latest_assessment(enrolment: str) -> frappe._dict | None:
	"""The latest completed needs assessment of an enrolment, corrections taken into account (D-21)."""
	rows = frappe.get_all(
		"CSS NAM Assessment",
		filters={"enrolment": enrolment, **COUNTING},
		fields=["name", "sequence", "assessment_date", "css_case"],
		order_by="sequence desc, revision desc",
		limit=1,
	)
	return rows[0] if rows else None


def plan_of_enrolment(enrolment: Document) -> dict:
	"""The plan as the enrolment, the file and the needs assessment show it.

	Args:
		enrolment: a CSS Enrolment that the user may read.
	"""
	rows = [row for row in open_plans_of([enrolment.name]) if row.css_case == enrolment.css_case]
	agreed = next((row for row in rows if row.status == AGREED), None)
	draft = next((row for row in rows if row.status == DRAFT), None)
	may_begin = (
		not rows
		and enrolment.status == "Active"
		and enrolment.may_be_changed()
		and bool(frappe.has_permission(DOCTYPE, "create"))
	)
	found = {"agreed": None, "draft": link_of(draft) if draft else None, "may_begin": may_begin}
	if agreed:
		goals = goals_of([agreed.name])
		actions = actions_of(goal.name for goal in goals)
		found["agreed"] = {
			**link_of(agreed),
			"agreed_on": agreed.client_agreed_on,
			"copy_given_on": agreed.copy_given_on,
			"completion": completion_of(goals, actions),
		}
	return {**found, "today": enrolment_today(enrolment)}


def enrolment_today(enrolment: Document) -> date:
	return site_today(frappe.db.get_value("CSS Case", enrolment.css_case, "site"))
