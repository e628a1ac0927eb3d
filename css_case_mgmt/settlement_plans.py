"""The plan of an enrolment: which one holds, what goes along when it is revised, and how it ends (R-190 to R-218)."""

from collections.abc import Iterable, Mapping
from datetime import date

import frappe
from frappe import _
from frappe.model.document import Document

from css_case_mgmt.closed_files import last_lines
from css_case_mgmt.rules.settlement_plan import GoalStatus, PlanStatus

DOCTYPE, GOAL = "CSS Settlement Plan", "CSS Goal"
DRAFT, AGREED, SUPERSEDED, CLOSED = (status.value for status in PlanStatus)
OPEN_PLANS = (DRAFT, AGREED)
OPEN = GoalStatus.OPEN.value


class PlanRefused(frappe.ValidationError):
	"""A plan that the programme does not allow."""


def open_plans_of(enrolments: Iterable[str]) -> list[frappe._dict]:
	"""Drafts and agreed plans of some enrolments, the agreed one first; one query."""
	table = frappe.qb.DocType(DOCTYPE)
	return (
		frappe.qb.from_(table)
		.select(
			table.name,
			table.title,
			table.enrolment,
			table.client,
			table.css_case,
			table.status,
			table.revision,
			table.plan_date,
			table.client_agreed_on,
			table.copy_given_on,
			table.nam_assessment,
		)
		.where(table.enrolment.isin(list(enrolments) or [""]))
		.where(table.status.isin(OPEN_PLANS))
		.orderby(table.status)
		.orderby(table.revision, order=frappe.qb.desc)
		.run(as_dict=True)
	)


def goals_of(plans: Iterable[str]) -> list[frappe._dict]:
	"""The goals of some plans, each by its date; one query. What ended in a case that somebody has left since stays
	there (D-20)."""
	table, plan = frappe.qb.DocType(GOAL), frappe.qb.DocType(DOCTYPE)
	return (
		frappe.qb.from_(table)
		.join(plan)
		.on((plan.name == table.plan) & (plan.css_case == table.css_case))
		.select(
			table.name,
			table.plan,
			table.goal,
			table.status,
			table.horizon,
			table.start_date,
			table.target_date,
			table.vision,
			table.success_measure,
			table.expected_change,
			table.factor,
			table.need_code,
			table.serves_goal,
			table.outcome_on,
			table.outcome_note,
		)
		.where(table.plan.isin(list(plans) or [""]))
		.orderby(table.horizon)
		.orderby(table.target_date)
		.orderby(table.creation)
		.run(as_dict=True)
	)


def actions_of(goals: Iterable[str]) -> dict[str, list[frappe._dict]]:
	"""The actions of some goals, by goal, in their order; one query."""
	table = frappe.qb.DocType("CSS Goal Action")
	rows = (
		frappe.qb.from_(table)
		.select(
			table.name,
			table.parent,
			table.action,
			table.responsible,
			table.due_date,
			table.status,
			table.done_on,
			table.strength_code,
		)
		.where(table.parenttype == GOAL)
		.where(table.parent.isin(list(goals) or [""]))
		.orderby(table.parent)
		.orderby(table.idx)
		.run(as_dict=True)
	)
	found: dict[str, list[frappe._dict]] = {}
	for row in rows:
		found.setdefault(row.parent, []).append(row)
	return found


def supersede(plan: Document) -> None:
	"""From now on a revision counts instead of what it revises, and the open goals are its own (R-205)."""
	if not plan.revises:
		return
	former = {"status": SUPERSEDED, "superseded_by": plan.name}
	frappe.db.set_value(DOCTYPE, plan.revises, former)
	goal = frappe.qb.DocType(GOAL)
	(
		frappe.qb.update(goal)
		.set(goal.plan, plan.name)
		.where(goal.plan == plan.revises)
		.where(goal.status == OPEN)
		.run()
	)
	frappe.clear_document_cache(GOAL)


def close_plan(
	enrolment: str,
	on: date | str,
	*,
	outcomes: Mapping[str, str] | None = None,
	notes: Mapping[str, str] | None = None,
	reason: str | None = None,
) -> list[str]:
	"""Close the plan of an enrolment at exit; goals that are still open are carried over (R-208, R-217).

	Args:
		enrolment: the CSS Enrolment that ends, or has just ended.
		on: the day of the exit.
		outcomes: status of some goals by name: Achieved, Partly Achieved or Carried Over; the last one if left out.
		notes: what came of some goals, by name.
		reason: why it is closed; the exit if left out.

	Returns:
		Names of the plans that were closed: the agreed one, and the draft if one was open.
	"""
	plans = open_plans_of([enrolment])
	with last_lines():
		for goal in goals_of(plan.name for plan in plans):
			if goal.status != OPEN:
				continue
			document = frappe.get_doc(GOAL, goal.name)
			document.flags.is_closing = True
			document.status = (outcomes or {}).get(goal.name, GoalStatus.CARRIED_OVER.value)
			document.outcome_on = on
			document.outcome_note = (notes or {}).get(goal.name) or _("The programme ended.")
			document.save()
		for plan in plans:
			document = frappe.get_doc(DOCTYPE, plan.name)
			document.flags.is_closing = True
			document.update({"status": CLOSED, "closed_on": on, "closing_reason": reason or _("Exit")})
			document.save()
	return [plan.name for plan in plans]


def plans_that_stop(client: str) -> list[str]:
	"""What a withdrawal of consent does to the plans of a person (R-122)."""
	table = frappe.qb.DocType(DOCTYPE)
	titles = (
		frappe.qb.from_(table)
		.select(table.title)
		.where(table.client == client)
		.where(table.status.isin(OPEN_PLANS))
		.orderby(table.title)
		.run(pluck=True)
	)
	return [
		_("Settlement plan {0} stops: it is not gone on with, and can only be closed.").format(title)
		for title in titles
	]
