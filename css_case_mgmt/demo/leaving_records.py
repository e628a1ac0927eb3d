"""What is typed into the forms of an exit, its interview and an extension; both ways of loading begin with it."""

from datetime import date

import frappe

from css_case_mgmt.case_document import dated_title
from css_case_mgmt.demo.intake_records import interpreter_values
from css_case_mgmt.demo.interpreting import Registered
from css_case_mgmt.demo.leaving_plans import (
	APPROVED,
	READY,
	DecisionPlan,
	ExitPlan,
	ExtensionPlan,
	InterviewPlan,
)
from css_case_mgmt.demo.records import Values
from css_case_mgmt.demo.support_records import Owner
from css_case_mgmt.demo.support_times import stored_moment
from css_case_mgmt.exit_interviews import as_question, questions_on_file
from css_case_mgmt.rules.exit_interview import in_order

EXIT, INTERVIEW, EXTENSION = "CSS Exit", "CSS Exit Interview", "CSS Programme Extension"
KNOWS_THE_FAMILY = "Knows the family from before."
# Of an agency's own questions.
SOMETHING, SATISFIED = "It was as it should be.", "Satisfied"


def questions_to_ask() -> list[frappe._dict]:
	"""Those in use, what was achieved first (R-377)."""
	rows = {row.name: row for row in questions_on_file() if row.enabled}
	return [rows[question.code] for question in in_order(map(as_question, rows.values()))]


def exit_values(plan: ExitPlan, owner: Owner, indicators: list[str], providers: list[str]) -> Values:
	"""
	Args:
		indicators: the codes of those in use, in their order.
		providers: the names of the directory.
	"""
	return {
		**owner.values(),
		"exit_reason": plan.reason,
		"planned": int(plan.is_planned),
		"exit_date": plan.exit_date,
		"readiness": list(readiness_values(plan, indicators)),
		**{
			fieldname: getattr(plan, fieldname) or None
			for fieldname in (
				"unplanned_reason",
				"needs_explanation",
				"stability_opinion",
				"early_reason",
				"outstanding_reason",
				"advance_notice_on",
				"plan_reviewed_on",
				"settlement_counsellor",
				"counsellor_met_on",
				"reaccess_explained_on",
				"handover",
				"handover_summary",
				"achievements",
				"future_plan",
			)
		},
		"moves_to_site": plan.moves_to_site or None,
		"handover_provider": None if plan.handover_provider is None else providers[plan.handover_provider],
	}


def readiness_values(plan: ExitPlan, indicators: list[str]) -> list[Values]:
	exceptions = {code: (answer, remark) for code, answer, remark in plan.exceptions}
	answered = len(indicators) if plan.answered_indicators is None else plan.answered_indicators
	rows = []
	for place, code in enumerate(indicators):
		answer, remark = exceptions.get(code, ("Met", None))
		is_answered = place < answered
		given = {"answer": answer, **({"remark": remark} if remark else {})}
		rows.append({"indicator": code, **(given if is_answered else {})})
	return rows


def interview_values(
	plan: InterviewPlan,
	owner: Owner,
	css_exit: str,
	questions: list[frappe._dict],
	register: list[Registered],
) -> Values:
	"""
	Args:
		questions: those in use, in the order in which they are asked.
	"""
	said = dict(plan.answers)
	return {
		"client": owner.client,
		"css_case": owner.css_case,
		"css_exit": css_exit,
		"interviewed_on": plan.interviewed_on,
		"method": plan.method,
		"place": plan.place,
		"not_at_home_reason": plan.not_at_home_reason or None,
		**interpreter_values(plan.interpreter, register),
		"answers": [answer_values(question, said) for question in questions],
	}


def answer_values(question: frappe._dict, said: dict) -> Values:
	answer = said.get(question.name)
	if answer is None:
		asks_satisfaction = question.answer_kind == "Satisfaction"
		key = "satisfaction" if asks_satisfaction else "answer"
		return {"question": question.name, key: SATISFIED if asks_satisfaction else SOMETHING}
	given = {
		"satisfaction": answer.satisfaction,
		"answer": answer.words,
		"is_declined": int(answer.is_declined),
	}
	return {"question": question.name, **{key: value for key, value in given.items() if value}}


def extension_values(plan: ExtensionPlan, owner: Owner) -> Values:
	return {
		**owner.values(),
		"extended_until": plan.extended_until,
		"reason": plan.reason,
		"support": plan.support,
	}


def dated_columns(decisions: tuple[DecisionPlan, ...], site: str) -> Values:
	"""The columns of a request that say when it was asked for and approved: on its day, not on that of loading."""
	moments = {decision.state: stored_moment(site, decision.on) for decision in decisions}
	is_approved = bool(decisions) and decisions[-1].state == APPROVED
	return {
		"requested_on": moments.get(READY),
		"approved_on": moments[APPROVED] if is_approved else None,
	}


def title_of_exit(plan: ExitPlan, client_number: str) -> str:
	return dated_title(client_number, plan.begun_on)


def disclosure_title(client_number: str, on: date) -> str:
	return f"{client_number} / {on}"
