"""Numbers of assessments within an enrolment, and revisions of each: A1, A2 ... for the NAM, P1, P2 ... for the
periodic assessment (D-21, R-156).

Each DocType counts for itself. Its documents have enrolment, sequence, revision, draft_status, open_draft_of, revises,
superseded_by and marked_in_error_on.
"""

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.query_builder.functions import Max
from frappe.utils import escape_html, get_link_to_form

from css_case_mgmt.assessment_rhythm import RHYTHMS
from css_case_mgmt.ways_of_meeting import take_over


class OpenDraftExists(frappe.ValidationError):
	"""One draft is open per enrolment; finish or abandon it first."""


class RevisionRefused(frappe.ValidationError):
	"""Only the latest completed revision can be corrected."""


def assign_number(assessment: Document) -> None:
	"""Give a new draft its number.

	The enrolment's row is locked, so that of two drafts saved at once the second waits, then learns of the
	first. Unique columns hold the same rule in the database.

	Raises:
		OpenDraftExists: another draft of this enrolment is open.
	"""
	frappe.db.get_value("CSS Enrolment", assessment.enrolment, "name", for_update=True)
	numbered = numbered_assessments(assessment.doctype, assessment.enrolment)
	refuse_second_draft(assessment.doctype, numbered)
	if assessment.revises:
		assessment.revision = 1 + max(
			other.revision for other in numbered if other.sequence == assessment.sequence
		)
	else:
		assessment.sequence = 1 + max((other.sequence for other in numbered), default=0)
		assessment.revision = 0
	assessment.update({"superseded_by": None, "marked_in_error_on": None})
	assessment.update(draft_columns(assessment.enrolment, "Open"))
	assessment.title = title(assessment)


def numbered_assessments(doctype: str, enrolment: str) -> list[frappe._dict]:
	"""All assessments of an enrolment as committed now, not as this transaction began to see them."""
	table = frappe.qb.DocType(doctype)
	return (
		frappe.qb.from_(table)
		.select(table.name, table.title, table.sequence, table.revision, table.open_draft_of, table.owner)
		.where(table.enrolment == enrolment)
		.for_update()
		.run(as_dict=True)
	)


def next_numbers(doctype: str, enrolments: list[str]) -> dict[str, int]:
	"""What the next assessment of each enrolment will be called: no number is given twice (D-21)."""
	table = frappe.qb.DocType(doctype)
	query = (
		frappe.qb.from_(table)
		.select(table.enrolment, Max(table.sequence))
		.where(table.enrolment.isin(enrolments or [""]))
		.groupby(table.enrolment)
	)
	taken = dict(query.run())
	return {enrolment: taken.get(enrolment, 0) + 1 for enrolment in enrolments}


def refuse_second_draft(doctype: str, numbered: list[frappe._dict]) -> None:
	draft = next((other for other in numbered if other.open_draft_of), None)
	if draft:
		frappe.throw(
			_("A draft is already open: {0}, begun by {1}. Continue it, or abandon it with a reason.").format(
				get_link_to_form(doctype, draft.name, escape_html(draft.title)),
				escape_html(frappe.utils.get_fullname(draft.owner)),
			),
			OpenDraftExists,
			title=_("Open draft"),
		)


def draft_columns(enrolment: str, draft_status: str) -> dict[str, str | None]:
	"""The status, and the unique column by which an enrolment has one open draft at most."""
	return {
		"draft_status": draft_status,
		"open_draft_of": enrolment if draft_status == "Open" else None,
	}


def title(assessment: Document) -> str:
	file_number = frappe.db.get_value("CSS Client", assessment.client, "file_number")
	return numbered_title(
		file_number, assessment.sequence, assessment.revision, RHYTHMS[assessment.doctype].letter
	)


def numbered_title(file_number: str, sequence: int, revision: int, letter: str = "A") -> str:
	"""Such as "CLIENT-2026-00012 A2 r1"; it names no one."""
	return f"{file_number} {letter}{sequence}" + (f" r{revision}" if revision else "")


def assessment_to_correct(correction: Document) -> Document:
	"""The completed assessment that a correction names; the correction takes its number (D-21, R-172).

	Raises:
		RevisionRefused: the original is not completed, was corrected already, or is of another enrolment, or the
			reason is missing.
	"""
	original = frappe.get_doc(correction.doctype, correction.revises)
	if not original.docstatus.is_submitted() or original.enrolment != correction.enrolment:
		frappe.throw(
			_("Only a completed assessment of the same enrolment can be corrected."),
			RevisionRefused,
			title=_("Correction"),
		)
	if original.superseded_by:
		frappe.throw(
			_("This assessment was corrected already. Correct the latest revision."),
			RevisionRefused,
			title=_("Correction"),
		)
	refuse_marked(original.marked_in_error_on)
	if not (correction.correction_reason or "").strip():
		frappe.throw(_("Give the reason for the correction."), RevisionRefused, title=_("Correction"))
	correction.sequence = original.sequence
	take_over(correction, original.place)
	return original


def refuse_marked(marked_in_error_on) -> None:
	if marked_in_error_on:
		frappe.throw(
			_("This assessment was entered in the wrong file. Write in the right one."),
			RevisionRefused,
			title=_("Correction"),
		)


def supersede(correction: Document) -> None:
	"""From now on the correction counts instead of what it corrects.

	Raises:
		RevisionRefused: the original was marked meanwhile as entered in the wrong file.
	"""
	refuse_marked(
		frappe.db.get_value(correction.doctype, correction.revises, "marked_in_error_on", for_update=True)
	)
	frappe.db.set_value(correction.doctype, correction.revises, "superseded_by", correction.name)
