"""Changes against the baseline, the first completed assessment of the enrolment (D-05, D-21, R-151)."""

from collections.abc import Mapping

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import flt, now_datetime

from css_case_mgmt.assessments_in_force import NOT_IN_ERROR, still_counts
from css_case_mgmt.css_case_mgmt.doctype.css_nam_assessment.answer_rows import (
	BankContent,
	as_answers,
	load_bank,
)
from css_case_mgmt.rules.exact_numbers import Number
from css_case_mgmt.rules.nam_change import (
	Comparison,
	MappingLine,
	QuestionRelation,
	compare,
	mapped_questions,
)
from css_case_mgmt.rules.nam_scoring import Answer, AssessmentScore, FactorScore
from css_case_mgmt.settings import get_setting

DOCTYPE = "CSS NAM Assessment"


def baseline_of(assessment: Document) -> frappe._dict | None:
	"""The highest completed revision of the earliest completed assessment before this one."""
	earlier = frappe.qb.DocType(DOCTYPE)
	found = (
		frappe.qb.from_(earlier)
		.select(earlier.name, earlier.bank)
		.where(earlier.enrolment == assessment.enrolment)
		.where(still_counts(earlier))
		.where(earlier.sequence < assessment.sequence)
		.orderby(earlier.sequence)
		.limit(1)
		.run(as_dict=True)
	)
	return found[0] if found else None


def changes_from_baseline(
	assessment: Document, answers: list[Answer], bank: BankContent, minimum_answered_percent: Number
) -> Comparison | None:
	"""The comparison with the baseline, or None where there is none; sets `baseline`."""
	baseline = baseline_of(assessment)
	assessment.baseline = baseline.name if baseline else None
	if not baseline:
		return None
	answer = frappe.qb.DocType("CSS NAM Assessment Answer")
	rows = (
		frappe.qb.from_(answer)
		.select(answer.question_code, answer.option_code, answer.weight, answer.unanswered_reason)
		.where(answer.parent == baseline.name)
		.where(answer.parenttype == DOCTYPE)
		.orderby(answer.idx)
		.run(as_dict=True)
	)
	same_bank = baseline.bank == assessment.bank
	mapping = None if same_bank else mapping_between(baseline.bank, assessment.bank)
	baseline_answers = as_answers(rows, bank if same_bank else load_bank(baseline.bank))
	return compare(baseline_answers, answers, mapping, minimum_answered_percent)


def mapping_between(from_bank: str, to_bank: str) -> Mapping[str, str]:
	"""Question now -> question before, of the published mapping; empty without one (D-05)."""
	return mapped_questions(mapping_lines(from_bank, to_bank))


def mapping_lines(from_bank: str, to_bank: str) -> list[MappingLine]:
	"""The lines of the published mapping from an older bank to a newer one; none without one."""
	mapping = frappe.db.get_value(
		"CSS NAM Bank Mapping", {"from_bank": from_bank, "to_bank": to_bank, "status": "Published"}
	)
	lines = frappe.get_cached_doc("CSS NAM Bank Mapping", mapping).lines if mapping else []
	return [
		MappingLine(line.from_question, line.to_question or "", QuestionRelation(line.relation))
		for line in lines
	]


def store_changes(assessment: Document, changes: Comparison | None) -> None:
	for row in assessment.factor_scores:
		row.update(change_columns(row.factor, changes))
	assessment.update(overall_change_columns(changes))


def score_columns(factor_score: FactorScore) -> dict[str, str | float]:
	"""Where there is no score a 0 is stored, as the column would: the status decides (D-03)."""
	return {"status": factor_score.status.value, "score": flt(factor_score.score)}


def overall_columns(scores: AssessmentScore) -> dict[str, str | float]:
	return {"overall_status": scores.overall.status.value, "overall_score": flt(scores.overall.score)}


def change_columns(factor: str, changes: Comparison | None) -> dict[str, int | float]:
	"""What a row of factor scores says about the change since the baseline."""
	change = changes.factor_changes.get(factor) if changes else None
	return {
		"has_change": int(bool(change and change.has_change)),
		"change_from_baseline": flt(change.number) if change else 0,
	}


def overall_change_columns(changes: Comparison | None) -> dict[str, int | float]:
	overall = changes.overall_change if changes else None
	return {
		"has_overall_change": int(bool(overall and overall.has_change)),
		"overall_change": flt(overall.number) if overall else 0,
	}


def recompute_changes_since(correction: Document) -> None:
	"""Compute the later assessments' changes again when their baseline was corrected (D-21).

	They are locked, so only what depends on the baseline is written, and their history says so.
	"""
	reason = _("Changes computed again, because the baseline was corrected by {0}.").format(correction.title)
	recompute_later_changes(correction, [correction.revises], reason)


def recompute_changes_without(revisions: list[Document]) -> None:
	"""Compute the later assessments' changes again when their baseline was entered in the wrong file (R-503).

	Args:
		revisions: of one assessment, all marked.
	"""
	reason = _("Changes computed again, because the baseline {0} was entered in the wrong file.").format(
		revisions[-1].title
	)
	recompute_later_changes(revisions[-1], [revision.name for revision in revisions], reason)


def recompute_later_changes(assessment: Document, baselines: list[str], reason: str) -> None:
	later = frappe.get_all(
		DOCTYPE,
		filters={
			"enrolment": assessment.enrolment,
			"docstatus": 1,
			"sequence": (">", assessment.sequence),
			"baseline": ("in", baselines),
			**NOT_IN_ERROR,
		},
		pluck="name",
		order_by="sequence asc, revision asc",
	)
	for name in later:
		recompute_changes(frappe.get_doc(DOCTYPE, name), reason)


def recompute_changes_between(from_bank: str, to_bank: str) -> None:
	"""A mapping was published after assessments were completed that it lets compare with their baseline (D-05).

	Args:
		from_bank: of the baselines.
		to_bank: of the later assessments.
	"""
	later, baseline = frappe.qb.DocType(DOCTYPE), frappe.qb.DocType(DOCTYPE).as_("baseline")
	names = (
		frappe.qb.from_(later)
		.join(baseline)
		.on(baseline.name == later.baseline)
		.select(later.name)
		.where(later.bank == to_bank)
		.where(baseline.bank == from_bank)
		.where(later.docstatus == 1)
		.where(later.marked_in_error_on.isnull())
		.orderby(later.name)
		.run(pluck=True)
	)
	reason = _("Changes computed again, because the questions of {0} and {1} were mapped.").format(
		from_bank, to_bank
	)
	for name in names:
		recompute_changes(frappe.get_doc(DOCTYPE, name), reason)


def recompute_changes(assessment: Document, reason: str) -> None:
	bank = load_bank(assessment.bank)
	minimum = get_setting("minimum_answered_percent", assessment.site_of_case())
	changes = changes_from_baseline(assessment, as_answers(assessment.answers, bank), bank, minimum)
	store_changes(assessment, changes)
	for row in assessment.factor_scores:
		row.db_set(
			{"has_change": row.has_change, "change_from_baseline": row.change_from_baseline},
			update_modified=False,
		)
	frappe.db.set_value(
		DOCTYPE,
		assessment.name,
		{
			"baseline": assessment.baseline,
			"has_overall_change": assessment.has_overall_change,
			"overall_change": assessment.overall_change,
			"changes_computed_on": now_datetime(),
		},
	)
	assessment.add_comment("Info", reason)
