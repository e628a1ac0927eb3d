"""Answers against the question bank, before any assessment is saved: each at its own row."""

import frappe

from css_case_mgmt.css_case_mgmt.doctype.css_nam_assessment.answer_rows import load_bank, problem_of
from css_case_mgmt.importing.refusals import plain
from css_case_mgmt.importing.rows import Content, Row
from css_case_mgmt.importing.sheets import ANSWERS, ASSESSMENTS


def check_answers(content: Content) -> None:
	default = frappe.get_cached_doc("CSS Settings").default_nam_bank
	for assessment in content.rows.get(ASSESSMENTS, []):
		bank = assessment.get("bank") or default
		if bank and not assessment.was_here:
			check_assessment(content, assessment, bank)


def check_assessment(content: Content, assessment: Row, bank: str) -> None:
	offered, seen = load_bank(bank), set()
	for answer in assessment.children_of(ANSWERS):
		values = frappe._dict(answer.values)
		problem = None if answer.is_wrong else problem_of(values, offered, seen)
		seen.add(values.question_code)
		if problem:
			is_known = values.question_code in offered.factor_of
			content.refuse(answer, "option_code" if is_known else "question_code", plain(problem))
			assessment.waits_for = assessment.waits_for or answer
