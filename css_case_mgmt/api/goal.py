"""Goals in the desk: hints while writing, steps ticked off, check-ins, setbacks and how a goal ends (R-197 to R-208)."""

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import getdate

from css_case_mgmt.rules.goal_hints import DraftGoal, Hint, hints
from css_case_mgmt.rules.goal_horizon import Horizon, horizon_of
from css_case_mgmt.settings import case_today
from css_case_mgmt.settlement_plans import DOCTYPE as PLAN
from css_case_mgmt.settlement_plans import GOAL, OPEN, goals_of


class ActionNotFound(frappe.ValidationError):
	"""The goal has no such action."""


@frappe.whitelist(methods=["POST"])
def get_help(plan: str, goal: dict | str) -> dict:
	"""What could make a goal clearer, and what there is to choose from; nothing is stored (R-199, R-202, R-203, R-215).

	Args:
		plan: the CSS Settlement Plan.
		goal: the goal as far as it is written: its fields, with `actions`.
	"""
	document = frappe.get_doc(PLAN, plan)
	document.check_permission("read")
	written = frappe._dict(frappe.parse_json(goal))
	to_serve = [
		{"value": row.name, "label": row.goal}
		for row in goals_of([document.name, document.revises])
		if row.horizon == Horizon.INTERMEDIATE.value and row.status == OPEN and row.name != written.name
	]
	texts = hint_texts(written)
	return {
		"today": case_today(document.css_case),
		"hints": [
			{"code": hint.value, "text": texts[hint]} for hint in hints(as_draft(written, document, to_serve))
		],
		"strengths": [{"value": row.strength_code, "label": row.strength} for row in document.strengths],
		"needs": [{"value": row.need_code, "label": row.need or row.challenge} for row in document.needs],
		"to_serve": to_serve,
		"strategies": strategies(),
	}


def as_draft(written: frappe._dict, plan: Document, to_serve: list[dict]) -> DraftGoal:
	actions = [frappe._dict(row) for row in written.actions or [] if row.get("status") != "Dropped"]
	return DraftGoal(
		goal=written.goal or "",
		horizon=written.horizon or Horizon.IMMEDIATE.value,
		start=getdate(written.start_date) if written.start_date else None,
		target=getdate(written.target_date) if written.target_date else None,
		success_measure=written.success_measure or "",
		vision=written.vision or "",
		action_dates=tuple(getdate(row.due_date) if row.due_date else None for row in actions if row.action),
		uses_strength=any(row.strength_code for row in actions),
		has_strengths=bool(plan.strengths),
		serves_goal=bool(written.serves_goal),
		may_serve=bool(to_serve),
	)


def hint_texts(written: frappe._dict) -> dict[Hint, str]:
	return {
		Hint.OWN_WORDS: _("Would the client say it like this? Write what the client wants: I want to …"),
		Hint.SAY_MORE: _("Say a little more: what exactly, and how much of it?"),
		Hint.TOO_SOON: _("That leaves less than a week. Is there enough time for each step?"),
		Hint.ACTION_AFTER_TARGET: _(
			"A step comes after the day of the goal. Is there enough time for all of them?"
		),
		Hint.ADD_ACTIONS: _("Which small step comes first? Add it as an action."),
		Hint.HOW_TO_SEE_SUCCESS: _("How will the client see that it is reached?"),
		Hint.WHY_IT_MATTERS: _("Why does it matter to the client? You will come back to it."),
		Hint.OTHER_HORIZON: other_horizon_text(written),
		Hint.DATE_ACTIONS: _("Give a step its day: in a week, or in a month."),
		Hint.USE_A_STRENGTH: _("Which strength of the client helps with a step?"),
		Hint.LEADS_TO: _("Which intermediate goal does it lead to?"),
	}


def other_horizon_text(written: frappe._dict) -> str:
	if not (written.start_date and written.target_date):
		return ""
	if horizon_of(getdate(written.start_date), getdate(written.target_date)) is Horizon.INTERMEDIATE:
		return _("It takes more than a year: an intermediate goal, with an immediate one as its first step.")
	return _("It is reached within a year: it could be an immediate goal.")


def strategies() -> list[dict]:
	"""The ways to go on after a setback, each with its questions in the reader's language (R-206)."""
	rows = frappe.get_all(
		"CSS Setback Strategy",
		filters={"enabled": 1},
		fields=["name", "prompt"],
		order_by="position asc, name asc",
	)
	return [
		{
			"value": row.name,
			"label": _(row.name),
			"questions": [_(line) for line in (row.prompt or "").splitlines() if line.strip()],
		}
		for row in rows
	]


@frappe.whitelist(methods=["POST"])
def set_action(goal: str, action: str, status: str, done_on: str | None = None) -> dict:
	"""Tick off a step, drop it, or take it up again; nothing else of the goal is touched (R-201).

	Args:
		goal: the CSS Goal.
		action: the name of the row.
		status: Open, Done or Dropped.
		done_on: today at the site when left out.
	"""
	document = for_change(goal)
	row = next((each for each in document.actions if each.name == action), None)
	if not row:
		frappe.throw(_("This step is not there any more. Read the goal again."), ActionNotFound)
	row.status, row.done_on = status, done_on
	document.save()
	return {"status": row.status, "done_on": row.done_on, "modified": document.modified}


@frappe.whitelist(methods=["POST"])
def check_in(goal: str, progress: str, occasion: str = "Check-in", checked_on: str | None = None) -> None:
	"""Write down how it goes, beside whatever else is being written in the goal (R-204)."""
	document = for_change(goal)
	document.append(
		"check_ins",
		{
			"checked_on": checked_on or case_today(document.css_case),
			"occasion": occasion,
			"progress": progress,
		},
	)
	document.save()


@frappe.whitelist(methods=["POST"])
def add_setback(
	goal: str,
	setback: str,
	strategy: str | None = None,
	response: str | None = None,
	happened_on: str | None = None,
) -> None:
	"""Write down a setback and how to go on (R-206)."""
	document = for_change(goal)
	document.append(
		"setbacks",
		{
			"happened_on": happened_on or case_today(document.css_case),
			"setback": setback,
			"strategy": strategy,
			"response": response,
		},
	)
	document.save()


@frappe.whitelist(methods=["POST"])
def end(goal: str, status: str, outcome_note: str | None = None, outcome_on: str | None = None) -> None:
	"""A goal is achieved, partly achieved or set aside, with the day and what came of it (R-208)."""
	document = for_change(goal)
	document.update(
		{
			"status": status,
			"outcome_note": outcome_note,
			"outcome_on": outcome_on or case_today(document.css_case),
		}
	)
	document.save()


@frappe.whitelist(methods=["POST"])
def reopen(goal: str) -> None:
	"""Take up again what has ended (R-205)."""
	document = for_change(goal)
	document.status = OPEN
	document.save()


def for_change(goal: str) -> Document:
	"""The goal as it is now, for this change alone: two people who change two things lose neither."""
	document = frappe.get_doc(GOAL, goal, for_update=True)
	document.check_permission("write")
	return document
