"""The eligibility form: criteria with examples, and the decision in words while it is filled in (R-084 to R-106)."""

import frappe
from frappe import _
from frappe.utils import cint

from css_case_mgmt.api.permission import require
from css_case_mgmt.css_case_mgmt.doctype.css_eligibility_assessment.decision import (
	column_titles,
	decision_of,
	other_factor_texts,
	reason_texts,
)
from css_case_mgmt.people import age
from css_case_mgmt.rules.age import has_own_file
from css_case_mgmt.settings import case_today, get_setting

ASSESSMENT = "CSS Eligibility Assessment"
CRITERION = "CSS Eligibility Criterion"


@frappe.whitelist(methods=["GET", "POST"])
def get_lists() -> dict:
	"""The criteria by column with their examples, and the legal statuses with their rules, in the user's language."""
	require(CRITERION)
	require("CSS Legal Status")
	criteria = frappe.get_list(
		CRITERION,
		fields=["name", "criterion_column", "criterion", "examples", "asks_for_safety_steps", "enabled"],
		order_by="position asc, name asc",
		limit=0,
	)
	return {
		"columns": [
			{
				"column": str(column),
				"title": title,
				"criteria": [criterion_texts(row) for row in criteria if row.criterion_column == str(column)],
			}
			for column, title in column_titles().items()
		],
		"statuses": {
			row.name: {"standing": row.standing, "rule": _(row.rule) if row.rule else ""}
			for row in frappe.get_list("CSS Legal Status", fields=["name", "standing", "rule"], limit=0)
		},
	}


def criterion_texts(row: frappe._dict) -> dict:
	return {
		"name": row.name,
		"criterion": _(row.criterion),
		"examples": [_(line) for line in (row.examples or "").splitlines() if line.strip()],
		"asks_for_safety_steps": row.asks_for_safety_steps,
		"enabled": row.enabled,
	}


@frappe.whitelist(methods=["POST"])
def preview(
	client: str | None = None,
	assessment_date: str | None = None,
	legal_status: str | None = None,
	criteria: list | str | None = None,
	other_factor: str | None = None,
	other_factor_column: str | None = None,
	other_factor_reason: str | None = None,
) -> dict:
	"""The decision on what the form holds, in words, without saving it.

	Args:
		client: who is assessed; her citizenship counts.
		criteria: names of the criteria that are ticked.

	Returns:
		outcome (empty while something is missing or invalid), reasons, problems, missing_columns, and
		whether a criterion asks for more steps for safety.
	"""
	require(ASSESSMENT)
	if client:
		frappe.get_doc("CSS Client", client).check_permission("read")
	document = document_for_preview(
		client=client,
		assessment_date=assessment_date or frappe.utils.today(),
		legal_status=legal_status if frappe.db.exists("CSS Legal Status", legal_status or "") else None,
		other_factor=other_factor,
		other_factor_column=other_factor_column,
		other_factor_reason=other_factor_reason,
	)
	asks_for_safety_steps = take_criteria(document, frappe.parse_json(criteria) or [])
	problems = other_factor_texts(document)
	if not document.legal_status:
		problems.insert(0, _("Choose the legal status first."))
	decision = None if problems else decision_of(document)
	return {
		"outcome": decision.outcome.value if decision else "",
		"missing_columns": list(decision.missing_columns) if decision else [],
		"reasons": reason_texts(decision, document) if decision else [],
		"problems": problems,
		"asks_for_safety_steps": asks_for_safety_steps,
	}


def document_for_preview(**values):
	document = frappe.new_doc(ASSESSMENT)
	document.update(values)
	return document


def take_criteria(document, names: list[str]) -> bool:
	"""Put the ticked criteria into a document; whether one of them speaks of violence or abuse (R-106)."""
	rows = frappe.get_all(
		CRITERION,
		filters={"name": ("in", names)},
		fields=["name", "criterion_column", "asks_for_safety_steps"],
	)
	for row in rows:
		document.append("criteria", {"criterion": row.name, "criterion_column": row.criterion_column})
	return any(cint(row.asks_for_safety_steps) for row in rows)


@frappe.whitelist(methods=["GET", "POST"])
def get_standing(assessment: str) -> dict:
	"""What may follow an assessment: the enrolment of whom it is about, while nobody is enrolled on it."""
	document = frappe.get_doc(ASSESSMENT, assessment)
	document.check_permission("read")
	today = case_today(document.css_case)
	person = frappe.get_doc("CSS Client", document.client)
	own_file_age = get_setting("own_file_age", document.site_of_case())
	is_enrolled = frappe.db.exists("CSS Enrolment", {"client": document.client, "status": "Active"})
	return {
		"today": today,
		"age": age(person, today),
		"has_own_file": bool(
			person.date_of_birth and has_own_file(person.date_of_birth, today, own_file_age)
		),
		"may_enrol": bool(
			document.outcome == "Eligible"
			and not document.enrolment
			and not is_enrolled
			and person.date_of_birth
			and document.has_permission("write")
			and frappe.has_permission("CSS Enrolment", "create")
		),
	}
