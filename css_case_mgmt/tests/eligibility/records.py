"""Eligibility assessments for tests."""

import frappe

from css_case_mgmt.tests.factories import make_eligible, today


def make_ineligible(css_case: str, client: str, assessment_date=None, **values):
	"""Nothing in column 3."""
	values = {"criteria": rows_of("1.1", "2.1"), "needs_level": None, **values}
	return make_eligible(css_case, client, assessment_date, **values)


def rows_of(*criteria: str) -> list[dict]:
	return [{"criterion": criterion} for criterion in criteria]


def other_factor(column: str | None, reason: str | None = "Seen over three visits") -> dict:
	return {
		"other_factor": "Lost the whole family network at once",
		"other_factor_column": column,
		"other_factor_reason": reason,
	}


def stored(assessment) -> "frappe.model.document.Document":
	return frappe.get_doc("CSS Eligibility Assessment", assessment.name)
