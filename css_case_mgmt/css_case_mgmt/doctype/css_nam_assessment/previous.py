"""What was established at the assessment before, beside each question of this one (D-05, R-163)."""

from dataclasses import dataclass

import frappe
from frappe.model.document import Document

from css_case_mgmt.assessments_in_force import COUNTING
from css_case_mgmt.css_case_mgmt.doctype.css_nam_assessment.comparison import mapping_lines
from css_case_mgmt.question_bank.sheet_texts import BANK_LANGUAGE, Texts
from css_case_mgmt.rules.nam_change import QuestionRelation
from css_case_mgmt.rules.nam_scoring import UnansweredReason

DOCTYPE = "CSS NAM Assessment"
IDENTICAL = QuestionRelation.IDENTICAL


@dataclass(frozen=True, slots=True)
class Continued:
	"""A question of today's bank that was asked then: by which code, and whether in the same words."""

	question_before: str
	relation: QuestionRelation


def previous_assessment(document: Document) -> frappe._dict | None:
	"""The latest completed assessment of the enrolment before this one, if the user may read it: what was
	assessed in a case that she has left stays there (D-20, D-21)."""
	found = frappe.get_list(
		DOCTYPE,
		filters={
			"enrolment": document.enrolment,
			**COUNTING,
			"sequence": ("<", document.sequence),
		},
		fields=["name", "sequence", "assessment_date", "bank"],
		order_by="sequence desc",
		limit=1,
	)
	return found[0] if found else None


def previous_answers(document: Document, language: str) -> dict | None:
	"""The answers of the assessment before, by the questions of this one.

	Args:
		document: an assessment that the user may read.
		language: ISO 639-3, in which the texts are read where the bank has it.

	Returns:
		None for a first assessment. `answers` has an entry for each question that was asked then as well:
		how it relates to today's question, the words of then where they differ, and `may_repeat` where the
		very same answer can be given again. A question without an entry was not asked then.
	"""
	previous = previous_assessment(document)
	if not previous:
		return None
	bank_then = frappe.get_cached_doc("CSS NAM Bank", previous.bank)
	bank_now = frappe.get_cached_doc("CSS NAM Bank", document.bank)
	rows = {row.question_code: row for row in answers_of(previous.name)}
	reader = Reader(Texts(bank_then, language), Texts(bank_then, BANK_LANGUAGE))
	offered = {(row.question_code, row.option_code): (row.label, row.weight) for row in bank_now.options}
	known = {(row.question_code, row.option_code): (row.label, row.weight) for row in bank_then.options}
	answers = {}
	for question, continued in continued_questions(previous.bank, bank_now).items():
		row = rows.get(continued.question_before)
		if row:
			same_option = offered.get((question, row.option_code)) == known.get(
				(row.question_code, row.option_code)
			)
			answers[question] = entry(row, continued, reader, same_option)
	return {
		"name": previous.name,
		"label": "A{0}".format(previous.sequence),
		"assessment_date": previous.assessment_date,
		"other_bank": previous.bank != document.bank,
		"answers": answers,
	}


def answers_of(assessment: str) -> list[frappe._dict]:
	answer = frappe.qb.DocType("CSS NAM Assessment Answer")
	return (
		frappe.qb.from_(answer)
		.select(answer.question_code, answer.option_code, answer.weight, answer.unanswered_reason)
		.where(answer.parent == assessment)
		.where(answer.parenttype == DOCTYPE)
		.run(as_dict=True)
	)


def continued_questions(bank_before: str, bank_now: Document) -> dict[str, Continued]:
	"""Each question of today's bank that continues one of then; between two banks as they are mapped."""
	if bank_before == bank_now.name:
		return {row.question_code: Continued(row.question_code, IDENTICAL) for row in bank_now.questions}
	return {
		line.to_question: Continued(line.from_question, line.relation)
		for line in mapping_lines(bank_before, bank_now.name)
		if line.relation is not QuestionRelation.NONE
	}


@dataclass(frozen=True, slots=True)
class Reader:
	"""Texts of a bank in the reader's language, or else in the bank's own."""

	in_language: Texts
	in_own: Texts

	def text(self, question: str, option: str = "") -> str:
		found = self.in_language.of(question, option) or self.in_own.of(question, option)
		return found["text"] if found else ""


def entry(row: frappe._dict, continued: Continued, reader: Reader, same_option: bool) -> dict:
	reason = row.unanswered_reason or None
	is_same_question = continued.relation is IDENTICAL
	repeatable = same_option if row.option_code else reason == UnansweredReason.NOT_APPLICABLE.value
	return {
		"relation": continued.relation.value,
		"question": "" if is_same_question else reader.text(row.question_code),
		"option_code": row.option_code or None,
		"unanswered_reason": reason,
		"text": reader.text(row.question_code, row.option_code) if row.option_code else "",
		# The status of the row decides whether its number is one (D-03).
		"weight": row.weight if row.option_code else None,
		"may_repeat": is_same_question and repeatable,
	}
