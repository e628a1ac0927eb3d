"""The plan: strengths before anything else, then open goals with what is to be done by when (R-190, R-192, R-454).

Two queries: current plans with their strengths, and open goals with their open actions.
"""

from collections.abc import Iterable

import frappe
from frappe import _
from pypika import Order

from css_case_mgmt.family_page.family import Family
from css_case_mgmt.lines import Line, line

PLAN, STRENGTH = "CSS Settlement Plan", "CSS Settlement Plan Strength"
GOAL, ACTION = "CSS Goal", "CSS Goal Action"
# An agreed plan is the one in force; a draft is shown where there is none yet.
CURRENT = ("Agreed", "Draft")


def plans(family: Family) -> dict[str, dict] | None:
	"""The current plan of each person, with `strengths`; None for whoever may not read plans."""
	if not family.may_read(PLAN):
		return None
	plan, strength = frappe.qb.DocType(PLAN), frappe.qb.DocType(STRENGTH)
	rows = (
		frappe.qb.from_(plan)
		.left_join(strength)
		.on((strength.parent == plan.name) & (strength.parenttype == PLAN))
		.select(
			plan.name,
			plan.client,
			plan.status,
			plan.plan_date,
			plan.revision,
			strength.strength,
			strength.category,
		)
		.where(family.readable(PLAN))
		.where(plan.client.isin(family.clients))
		.where(plan.status.isin(CURRENT))
		.orderby(plan.status)
		.orderby(plan.revision, order=Order.desc)
		.orderby(plan.creation, order=Order.desc)
		.orderby(strength.idx)
		.run(as_dict=True)
	)
	found: dict[str, dict] = {}
	for row in rows:
		plan_of_client = found.setdefault(row.client, as_plan(row))
		if row.strength and plan_of_client["name"] == row.name:
			plan_of_client["strengths"].append(line(row.strength, detail=row.category and _(row.category)))
	return found


def as_plan(row: frappe._dict) -> dict:
	return {
		"name": row.name,
		"status": row.status,
		"plan_date": row.plan_date,
		"revision": row.revision,
		"strengths": [],
	}


def goals(family: Family) -> list[dict] | None:
	"""Open goals, those that come first in time first; None for whoever may not read goals."""
	if not family.may_read(GOAL):
		return None
	goal, action = frappe.qb.DocType(GOAL), frappe.qb.DocType(ACTION)
	rows = (
		frappe.qb.from_(goal)
		.left_join(action)
		.on((action.parent == goal.name) & (action.parenttype == GOAL) & (action.status == "Open"))
		.select(
			goal.name,
			goal.client,
			goal.goal,
			goal.horizon,
			goal.target_date,
			action.action,
			action.responsible,
			action.due_date,
		)
		.where(family.readable(GOAL))
		.where(goal.client.isin(family.clients))
		.where(goal.status == "Open")
		.orderby(goal.horizon)
		.orderby(goal.target_date.isnull())
		.orderby(goal.target_date)
		.orderby(goal.name)
		.orderby(action.idx)
		.run(as_dict=True)
	)
	found: dict[str, dict] = {}
	for row in rows:
		shown = found.setdefault(row.name, as_goal(row, family))
		if row.action:
			shown["actions"].append(as_action(row, family))
	return list(found.values())


def as_goal(row: frappe._dict, family: Family) -> dict:
	return {
		"name": row.name,
		"client": row.client,
		"goal": row.goal,
		"horizon": row.horizon,
		"target_date": row.target_date,
		"is_overdue": bool(row.target_date and row.target_date < family.today),
		"actions": [],
	}


def as_action(row: frappe._dict, family: Family) -> Line:
	is_overdue = row.due_date and row.due_date < family.today
	detail = _("overdue") if is_overdue else _("due") if row.due_date else None
	return line(
		row.action,
		state=_(row.responsible) if row.responsible else None,
		date=row.due_date,
		detail=detail,
		tone="alert" if is_overdue else None,
	)


def plan_section(
	family: Family, found: dict[str, dict] | None, goals: Iterable[dict] | None
) -> list[dict] | None:
	"""Of each person who has one, the plan and the goals."""
	if found is None and goals is None:
		return None
	found, goals = found or {}, list(goals or ())
	return [
		{
			"client": person.name,
			"full_name": person.full_name,
			"plan": without_strengths(found.get(person.name)),
			"goals": [goal for goal in goals if goal["client"] == person.name],
		}
		for person in family.living
		if person.name in found or any(goal["client"] == person.name for goal in goals)
	]


def without_strengths(plan: dict | None) -> dict | None:
	"""They stand in a section of their own, before it."""
	return plan and {key: value for key, value in plan.items() if key != "strengths"}
