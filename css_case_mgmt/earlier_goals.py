"""Goals that were left open when somebody left the programme, offered for the plan of her return (R-103, R-208).

Nothing is added to a plan here that the worker has not chosen, and nothing of the old plan changes.
"""

from collections.abc import Iterable

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import getdate

from css_case_mgmt.rules.goal_horizon import horizon_of
from css_case_mgmt.settings import case_today
from css_case_mgmt.settlement_plans import DOCTYPE, GOAL, OPEN_PLANS, PlanRefused

TAKEN_OVER = ("goal", "horizon", "factor", "vision", "success_measure", "expected_change")


def goals_to_offer(plan: Document) -> list[frappe._dict]:
	"""The goals that were carried over at the last exit, as far as the user may read them, without those that the plan
	has by now.

	Args:
		plan: the plan of an enrolment, which the user may read.
	"""
	last = last_plan_before(plan)
	if not last:
		return []
	fields = ["name", *TAKEN_OVER, "start_date", "target_date"]
	carried = frappe.get_list(
		GOAL,
		filters={"plan": last, "status": "Carried Over"},
		fields=fields,
		order_by="target_date asc, creation asc",
		limit=0,
	)
	there = set(frappe.get_all(GOAL, filters={"plan": plan.name}, pluck="goal"))
	return [goal for goal in carried if goal.goal not in there]


def last_plan_before(plan: Document) -> str | None:
	"""The plan that was closed when the episode before ended."""
	episode = frappe.db.get_value("CSS Enrolment", plan.enrolment, "episode")
	before = frappe.db.get_value("CSS Enrolment", {"client": plan.client, "episode": episode - 1})
	return before and frappe.db.get_value(
		DOCTYPE, {"enrolment": before, "status": "Closed"}, order_by="revision desc"
	)


def take_goals(plan: Document, chosen: Iterable[dict]) -> list[str]:
	"""Take some of the goals offered into a plan, each with a new day to reach it by; return their names.

	Args:
		plan: an open plan that the user may write.
		chosen: rows of `goal`, the name of one that is offered, and `target_date`.

	Raises:
		PlanRefused: the plan has ended, or a goal is not offered.
	"""
	if plan.status not in OPEN_PLANS:
		refuse(_("Goals are added to an open plan."))
	offered = {goal.name: goal for goal in goals_to_offer(plan)}
	return [take(plan, offered.get(row.get("goal")), row.get("target_date")) for row in chosen]


def take(plan: Document, earlier: frappe._dict | None, target_date: str | None) -> str:
	if not earlier:
		refuse(_("One of the goals is not offered any more. Open the list again."))
	today = case_today(plan.css_case)
	goal = frappe.new_doc(GOAL)
	goal.update({fieldname: earlier.get(fieldname) for fieldname in TAKEN_OVER})
	goal.update(
		{
			"plan": plan.name,
			"client": plan.client,
			"css_case": plan.css_case,
			"start_date": today,
			"target_date": target_date or new_target(earlier, today),
		}
	)
	goal.horizon = horizon_of(today, getdate(goal.target_date)).value
	return goal.insert().name


def new_target(earlier: frappe._dict, today):
	"""As much time as it was given before."""
	return today + (earlier.target_date - earlier.start_date)


def refuse(text: str) -> None:
	frappe.throw(text, PlanRefused, title=_("Settlement plan"))
