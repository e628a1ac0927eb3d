"""A Needs Assessment Matrix on paper, for the client as much as for the file (R-171).

Labels and questions are in the language of the print; beside the questions the client's preferred language, where
the bank speaks it.
"""

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import cint, fmt_money, format_date

from css_case_mgmt.autonomy import autonomy
from css_case_mgmt.languages import iso_639_3
from css_case_mgmt.people import NAME_FIELDS, full_name
from css_case_mgmt.printed_form import interpreter_of
from css_case_mgmt.question_bank.sheet_texts import BANK_LANGUAGE, language_tag, languages_of, sheet_of
from css_case_mgmt.rules.nam_change import Direction, direction

Printed = dict


def as_printed(doc: Document) -> Printed:
	"""What the print format shows.

	Args:
		doc: a CSS NAM Assessment that the user may print.
	"""
	bank = frappe.get_cached_doc("CSS NAM Bank", doc.bank)
	person = frappe.db.get_value(
		"CSS Client", doc.client, ["file_number", "primary_language", *NAME_FIELDS], as_dict=True
	)
	first = iso_639_3()
	known = {language["code"]: language for language in languages_of(bank)}
	questions_in = first if first in known else BANK_LANGUAGE
	second = person.primary_language
	second = second if second in known and second != questions_in else None
	return {
		"lang": language_tag(first),
		"dir": direction_of(first),
		"questions_lang": language_tag(questions_in),
		"questions_dir": direction_of(questions_in),
		"second_lang": language_tag(second) if second else "",
		"second_dir": direction_of(second) if second else "",
		"title": _("Needs Assessment A{0}").format(doc.sequence),
		"marks": marks(doc, bank),
		"facts": facts(doc, person, bank),
		"overall": score_in_words(
			doc.overall_status, doc.overall_score, doc.has_overall_change, doc.overall_change
		),
		"scale": _("1 = no support needed, 3 = support needed; lower is better."),
		"factors": factors(doc, bank, questions_in, second),
		"case_note": doc.case_note or "",
		"labels": labels(),
	}


def direction_of(language: str) -> str:
	return "rtl" if frappe.db.get_value("CSS Language", language, "right_to_left", cache=True) else "ltr"


def marks(doc: Document, bank: Document) -> list[str]:
	"""What nobody may overlook who holds the paper."""
	found = []
	if doc.draft_status == "Abandoned":
		found.append(_("Abandoned draft: it was never completed."))
	elif doc.docstatus == 0:
		found.append(_("Draft: not completed yet."))
	if doc.superseded_by:
		found.append(_("Corrected since: another print holds what is valid now."))
	if doc.revises:
		found.append(_("Correction {0} of this assessment.").format(doc.revision))
	if bank.is_illustrative:
		found.append(_("Illustrative questions, not official."))
	return found


def facts(doc: Document, person: frappe._dict, bank: Document) -> list[tuple[str, str]]:
	where = f"{_(doc.mode)}, {_(doc.place)}" if doc.place else _(doc.mode or "")
	rows = [
		(_("Client"), full_name(person)),
		(_("File number"), person.file_number),
		(_("Assessment date"), format_date(doc.assessment_date)),
		(_("Month in the programme"), str(doc.timepoint_month)),
		(_("Meeting"), where),
		(_("Answered by"), _("Parent or Guardian") if doc.answered_by == "Parent or Guardian" else ""),
		(_("Interpreter"), interpreter_of(doc, frappe.local.lang)),
		(_("Caseworker"), frappe.utils.get_fullname(doc.owner)),
		(_("Question bank"), bank.title or bank.name),
		(_("Reason for the correction"), doc.correction_reason or ""),
	]
	return [(label, value) for label, value in rows if value]


def score_in_words(status: str, score: float, has_change: int, change: float) -> dict[str, str]:
	"""A number only where the status says so, with the words beside it (D-03, D-04, R-174)."""
	words = autonomy(status, score)
	return {
		"score": number(score) if status == "Scored" else _(status or "Incomplete"),
		"level": words["level"] if words else "",
		"wording": words["wording"] if words else "",
		"change": change_in_words(change or 0) if cint(has_change) else "",
	}


def change_in_words(change: float) -> str:
	size = number(abs(change))
	return {
		Direction.IMPROVED: _("Improved by {0} since the baseline").format(size),
		Direction.SAME: _("Same as the baseline"),
		Direction.WORSE: _("Worse by {0} since the baseline").format(size),
	}[direction(change)]


def number(value: float) -> str:
	return fmt_money(value, precision=2)


def factors(doc: Document, bank: Document, first: str, second: str | None) -> list[dict]:
	given = {row.question_code: row for row in doc.answers}
	scores = {row.factor: row for row in doc.factor_scores}
	printed = []
	for factor in sheet_of(bank, first, second):
		row = scores.get(factor["factor"])
		printed.append(
			{
				"title": factor["title"],
				"second": factor["second"] or "",
				"score": score_in_words(row.status, row.score, row.has_change, row.change_from_baseline)
				if row
				else None,
				"questions": [
					printed_question(each, given.get(each["code"])) for each in factor["questions"]
				],
			}
		)
	return printed


def printed_question(question: dict, row: Document | None) -> dict[str, str]:
	option = next((each for each in question["options"] if row and each["code"] == row.option_code), None)
	reason = row.unanswered_reason if row else None
	gap = _("No answer: {0}").format(_(reason)) if reason else _("Not answered")
	return {
		"text": question["text"],
		"second": question["second"] or "",
		"answer": option["text"] if option else "",
		"answer_second": (option["second"] or "") if option else "",
		"gap": "" if option else gap,
	}


def labels() -> dict[str, str]:
	return {
		"overall": _("Overall"),
		"score": _("Score"),
		"question": _("Question"),
		"answer": _("Answer"),
		"case_note": _("Case note"),
	}
