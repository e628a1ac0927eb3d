"""Revisions of the plan of an enrolment, and one open draft at a time (R-205, R-209, D-21)."""

import frappe
from frappe import _
from frappe.model.document import Document

from css_case_mgmt.assessment_numbering import refuse_second_draft
from css_case_mgmt.rules.settlement_plan import PlanStatus
from css_case_mgmt.settlement_plans import DOCTYPE, PlanRefused


class PlanExists(frappe.ValidationError):
	"""An enrolment has one plan; what changes is a revision of it."""


def assign_revision(plan: Document) -> None:
	"""Give a new draft its revision.

	The enrolment's row is locked, so that of two drafts saved at once the second waits, then learns of the first.
	Unique columns hold the same rule in the database.

	Raises:
		OpenDraftExists: another draft of this enrolment is open.
		PlanExists: there is an agreed plan, and the draft does not revise it.
	"""
	frappe.db.get_value("CSS Enrolment", plan.enrolment, "name", for_update=True)
	others = plans_of(plan.enrolment)
	refuse_second_draft(DOCTYPE, others)
	agreed = next((other for other in others if other.status == PlanStatus.AGREED.value), None)
	if plan.revises:
		continue_revised_plan(plan, agreed)
	elif agreed:
		frappe.throw(
			_("There is an agreed plan already: {0}. Make a revision of it.").format(
				frappe.utils.get_link_to_form(DOCTYPE, agreed.name, frappe.utils.escape_html(agreed.title))
			),
			PlanExists,
			title=_("Settlement plan"),
		)
	plan.revision = 1 + max((other.revision for other in others), default=0)
	plan.superseded_by = None
	file_number = frappe.db.get_value("CSS Client", plan.client, "file_number")
	plan.title = plan_title(file_number, plan.revision)


def plans_of(enrolment: str) -> list[frappe._dict]:
	"""All plans of an enrolment as committed now, not as this transaction began to see them."""
	table = frappe.qb.DocType(DOCTYPE)
	return (
		frappe.qb.from_(table)
		.select(table.name, table.title, table.revision, table.status, table.open_draft_of, table.owner)
		.where(table.enrolment == enrolment)
		.for_update()
		.run(as_dict=True)
	)


def continue_revised_plan(plan: Document, agreed: frappe._dict | None) -> None:
	"""A revision that says nothing else begins as what it revises, codes included, so that goals keep their needs."""
	if not agreed or agreed.name != plan.revises:
		refuse(_("Only the agreed plan of the same enrolment is revised."))
	if not (plan.change_reason or "").strip():
		refuse(_("Say why the plan is revised."))
	original = frappe.get_doc(DOCTYPE, plan.revises)
	for table, fields in (
		("strengths", ("category", "strength", "strength_code", "said_by")),
		("needs", ("need_code", "challenge", "need", "factor")),
	):
		if not plan.get(table):
			plan.extend(table, [{name: row.get(name) for name in fields} for row in original.get(table)])


def refuse(text: str) -> None:
	frappe.throw(text, PlanRefused, title=_("Settlement plan"))


def plan_title(file_number: str, revision: int) -> str:
	"""Such as "CLIENT-2026-00012 SP2", the second settlement plan of an enrolment; it names no one."""
	return f"{file_number} SP{revision}"
