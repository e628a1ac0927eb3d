"""The decision of an eligibility assessment and its words (R-049 to R-052, R-091 to R-094)."""

from datetime import date

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import cint, getdate

from css_case_mgmt.rules.eligibility import (
	Decision,
	OtherFactor,
	OtherFactorProblem,
	Reason,
	ReasonCode,
	Standing,
	decide,
	other_factor_problems,
)


def decision_of(document: Document) -> Decision:
	"""Decide on what a document holds; whoever calls has made sure that its Other Factor is valid."""
	since = citizen_since(document.client)
	return decide(
		standing_of(document.legal_status),
		[cint(row.criterion_column) for row in document.criteria],
		other_factors_of(document),
		is_citizen=bool(since and since <= getdate(document.assessment_date)),
	)


def decision_columns(document: Document) -> dict[str, str | None]:
	"""What an assessment stores of its decision."""
	decision = decision_of(document)
	return {
		"outcome": decision.outcome.value,
		"missing_columns": ", ".join(str(column) for column in decision.missing_columns) or None,
		"explanation": "\n".join(reason_texts(decision, document)),
	}


def standing_of(legal_status: str) -> Standing:
	return Standing(frappe.get_cached_value("CSS Legal Status", legal_status, "standing"))


def citizen_since(client: str | None) -> date | None:
	return frappe.db.get_value("CSS Client", client, "citizen_since") if client else None


def other_factors_of(document: Document) -> list[OtherFactor]:
	"""The Other Factor of a document: none if nothing of it is filled in."""
	text, column, reason = (
		str(document.get(fieldname) or "").strip()
		for fieldname in ("other_factor", "other_factor_column", "other_factor_reason")
	)
	if not (text or column or reason):
		return []
	return [OtherFactor(cint(column) or None, is_described=bool(text), has_reason=bool(reason))]


def other_factor_texts(document: Document) -> list[str]:
	"""What is wrong with the use of Other Factor, in words (D-07, R-092, R-093)."""
	texts = {
		OtherFactorProblem.TWICE: _("Other Factor may be used once only."),
		OtherFactorProblem.WITHOUT_TEXT: _("Say what the Other Factor is."),
		OtherFactorProblem.WITHOUT_COLUMN: _("Say for which column the Other Factor stands."),
		OtherFactorProblem.WITHOUT_REASON: _(
			"Give the reason for the Other Factor: your professional understanding of the case."
		),
	}
	return [texts[problem] for problem in other_factor_problems(other_factors_of(document))]


def column_titles() -> dict[int, str]:
	return {
		1: _("individual factors"),
		2: _("physical and mental health"),
		3: _("family, community and structural factors"),
	}


def reason_texts(decision: Decision, document: Document) -> list[str]:
	"""Why the decision is what it is, one sentence for each reason."""
	return [reason_text(reason, document) for reason in decision.reasons]


def reason_text(reason: Reason, document: Document) -> str:
	titles = column_titles()
	texts = {
		ReasonCode.CITIZEN: _(
			"A Canadian citizen is not eligible: settlement services end with citizenship."
		),
		ReasonCode.STATUS_NOT_ELIGIBLE: _("This legal status is not eligible: {0}."),
		ReasonCode.COLUMN_EMPTY: _("Column {0} ({1}) has no criterion."),
		ReasonCode.COLUMN_EMPTY_OTHER_FACTOR_USED: _(
			"Column {0} ({1}) has no criterion; Other Factor is already used for column {2}."
		),
		ReasonCode.OTHER_FACTOR_TO_SPARE: _(
			"Column {0} ({1}) has no criterion; Other Factor is used for column {2}, which has a criterion of its own."
		),
		ReasonCode.CRITERION_IN_EACH_COLUMN: _("Each of the three columns has a criterion."),
		ReasonCode.OTHER_FACTOR_STANDS_IN: _(
			"Other Factor stands for column {0} ({1}); the other two columns have a criterion."
		),
	}
	text = texts[reason.code]
	if reason.code is ReasonCode.STATUS_NOT_ELIGIBLE:
		return text.format(_(document.legal_status))
	column = reason.column or reason.other_factor_column
	return text.format(column, titles.get(column), reason.other_factor_column)
