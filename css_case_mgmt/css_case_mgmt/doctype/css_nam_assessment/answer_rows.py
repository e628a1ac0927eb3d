"""Answers of an assessment against the question bank in force (D-03, R-147, R-148)."""

from collections.abc import Iterable
from dataclasses import dataclass

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import escape_html

from css_case_mgmt.rules.nam_scoring import Answer, UnansweredReason

REASONS = {reason.value for reason in UnansweredReason}


class AnswerRefused(frappe.ValidationError):
	"""An answer that the bank does not offer."""


@dataclass(frozen=True)
class BankContent:
	"""What scoring needs of a bank: the factor of each question, in order, and the weight of each option."""

	factor_of: dict[str, str]
	weight_of: dict[tuple[str, str], float]


def load_bank(bank: str) -> BankContent:
	document = frappe.get_cached_doc("CSS NAM Bank", bank)
	return BankContent(
		{row.question_code: row.factor for row in document.questions},
		{(row.question_code, row.option_code): row.weight for row in document.options},
	)


def complete_answer_rows(assessment: Document, bank: BankContent) -> None:
	"""Check the answers given, copy each weight from the bank, and add a row for every question left.

	Raises:
		AnswerRefused: unknown or repeated questions, options of another question, an answer with a reason
			for having none; all of them at once, each with its row.
	"""
	refuse_wrong_answers(assessment.answers, bank)
	given = {row.question_code: row for row in assessment.answers}
	assessment.set("answers", [])
	for position, question_code in enumerate(bank.factor_of, start=1):
		row = assessment.append("answers", given.get(question_code) or {"question_code": question_code})
		row.owner = row.owner or assessment.owner  # Frappe has stamped the other rows already.
		row.idx = position
		row.update(answer_columns(row, bank))


def answer_columns(row, bank: BankContent) -> dict[str, str | float | None]:
	"""What is stored of an answer: the weight is the bank's, and 0 stands for none (D-03, R-148)."""
	option_code = row.option_code or None
	return {
		"option_code": option_code,
		"unanswered_reason": row.unanswered_reason or None,
		"weight": bank.weight_of[row.question_code, option_code] if option_code else 0,
	}


def refuse_wrong_answers(rows: Iterable[Document], bank: BankContent) -> None:
	seen: set[str] = set()
	found = []
	for row in rows:
		if problem := problem_of(row, bank, seen):
			found.append(_("Row {0}: {1}").format(row.idx, problem))
		seen.add(row.question_code)
	if found:
		frappe.throw("<br>".join(found), AnswerRefused, title=_("Answers"))


def problem_of(row: Document, bank: BankContent, seen: set[str]) -> str | None:
	question, option = escape_html(row.question_code or ""), escape_html(row.option_code or "")
	if row.question_code not in bank.factor_of:
		return _("the bank has no question {0}.").format(question)
	if row.question_code in seen:
		return _("question {0} is answered twice.").format(question)
	if row.option_code and (row.question_code, row.option_code) not in bank.weight_of:
		return _("question {0} has no answer {1}.").format(question, option)
	if row.option_code and row.unanswered_reason:
		return _("question {0} has an answer and a reason for having none. Keep one of them.").format(
			question
		)
	if row.unanswered_reason and row.unanswered_reason not in REASONS:
		return _("{0} is not a reason for leaving question {1} unanswered.").format(
			escape_html(row.unanswered_reason), question
		)
	return None


def as_answers(rows: Iterable, bank: BankContent) -> list[Answer]:
	"""The rows as the rules see them: the status of a row decides, never its stored number (D-03)."""
	return [
		Answer(
			row.question_code,
			bank.factor_of[row.question_code],
			row.weight if row.option_code else None,
			UnansweredReason(row.unanswered_reason) if row.unanswered_reason else None,
		)
		for row in rows
	]
