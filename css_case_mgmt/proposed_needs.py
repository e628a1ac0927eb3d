"""What the latest needs assessment, and the RAP exit assessment, propose for a plan, in words to speak about (R-056,
R-165, R-210).

Nothing is added to a plan here: the worker ticks what fits, and the client says it in own words.
"""

import frappe
from frappe.model.document import Document

from css_case_mgmt.autonomy import autonomy
from css_case_mgmt.languages import iso_639_3
from css_case_mgmt.plan_panel import latest_assessment
from css_case_mgmt.question_bank.sheet_texts import BANK_LANGUAGE, languages_of, sheet_of
from css_case_mgmt.rap import HERE, open_needs
from css_case_mgmt.rules.plan_proposals import Answer, Factor, Proposal, proposals


def proposed_for(plan: Document) -> dict:
	"""The factors that score highest in the latest completed assessment of a plan's enrolment.

	Args:
		plan: a CSS Settlement Plan that the user may read.

	Returns:
		`assessment` with name, label and date, or None; `factors` with title, score, level, what was asked and
		answered, and the needs of the plan that name the factor already; `from_rap`, the needs that the RAP provider
		has left to case management and that are not met.
	"""
	last = latest_assessment(plan.enrolment)
	assessment = frappe.get_doc("CSS NAM Assessment", last.name) if last else None
	from_rap = needs_from_rap(plan)
	if not assessment or not assessment.has_permission("read"):
		return {"assessment": None, "factors": [], "from_rap": from_rap}
	bank = frappe.get_cached_doc("CSS NAM Bank", assessment.bank)
	language = iso_639_3()
	known = {each["code"] for each in languages_of(bank)}
	sheet = {
		each["factor"]: each
		for each in sheet_of(bank, language if language in known else BANK_LANGUAGE, None)
	}
	given = {row.question_code: row for row in assessment.answers}
	return {
		"assessment": {
			"name": assessment.name,
			"label": f"A{assessment.sequence}",
			"assessment_date": assessment.assessment_date,
		},
		"factors": [
			shown(each, sheet[each.factor], given, plan) for each in proposals(factors_of(assessment, sheet))
		],
		"from_rap": from_rap,
	}


def needs_from_rap(plan: Document) -> list[str]:
	if not frappe.has_permission("CSS Client", "read", doc=plan.client):
		return []
	return [row.need for row in open_needs(plan.client) if row.addressed_by == HERE]


def factors_of(assessment: Document, sheet: dict[str, dict]) -> list[Factor]:
	given = {row.question_code: row for row in assessment.answers}
	return [
		Factor(row.factor, row.status, row.score, answers_to(sheet[row.factor]["questions"], given))
		for row in assessment.factor_scores
		if row.factor in sheet
	]


def answers_to(questions: list[dict], given: dict[str, Document]) -> tuple[Answer, ...]:
	return tuple(
		Answer(question["code"], given[question["code"]].weight if is_answered(given, question) else None)
		for question in questions
	)


def is_answered(given: dict[str, Document], question: dict) -> bool:
	row = given.get(question["code"])
	return bool(row and row.option_code)


def shown(proposal: Proposal, factor: dict, given: dict[str, Document], plan: Document) -> dict:
	questions = {question["code"]: question for question in factor["questions"]}
	words = autonomy("Scored", proposal.score)
	return {
		"factor": proposal.factor,
		"title": factor["title"],
		"score": proposal.score,
		"level": words["level"] if words else None,
		"asked": [
			{"question": questions[code]["text"], "answer": answer_text(questions[code], given[code])}
			for code in proposal.question_codes
		],
		"needs": [row.need or row.challenge for row in plan.needs if row.factor == proposal.factor],
	}


def answer_text(question: dict, row: Document) -> str:
	return next((each["text"] for each in question["options"] if each["code"] == row.option_code), "")
