"""What was entered in the wrong file: kept there, marked, and copied to the right one (R-503).

The record that joins the two is CSS Wrong File Correction, which only they read who read both families' files; the
records themselves do not name each other.
"""

import frappe
from frappe import _
from frappe.model.document import Document

from css_case_mgmt.asking import ask, managers_of
from css_case_mgmt.assessment_rhythm import RHYTHMS
from css_case_mgmt.closed_files import last_lines
from css_case_mgmt.css_case_mgmt.doctype.css_activity.problems import reopen_problem
from css_case_mgmt.css_case_mgmt.doctype.css_wrong_file_correction.css_wrong_file_correction import (
	CORRECTED,
)
from css_case_mgmt.family_changes import all_or_nothing
from css_case_mgmt.permissions.conditions import may_add_to_case
from css_case_mgmt.settings import site_today
from css_case_mgmt.wrong_file_assessments import (
	abandon_correction,
	copy_assessment,
	highest_revision,
	is_assessment,
	meetings_of,
	revisions_of,
	undo_consequences,
)
from css_case_mgmt.wrong_file_copies import copy_activity, copy_document, copy_restricted_note

ACTIVITY, DOCUMENT, RESTRICTED = "CSS Activity", "CSS Client Document", "CSS Restricted Note"
CORRECTION = "CSS Wrong File Correction"
COPIERS = {
	ACTIVITY: copy_activity,
	DOCUMENT: copy_document,
	RESTRICTED: copy_restricted_note,
	**dict.fromkeys(RHYTHMS, copy_assessment),
}


class CorrectionRefused(frappe.ValidationError):
	"""Nothing that can be marked as entered in the wrong file."""


def mark_in_error(
	record: Document,
	*,
	reason: str,
	found_on: str,
	breach_considered: str,
	breach_reason: str,
	right_case: str | None = None,
	clients: list[str] | None = None,
) -> Document:
	"""Mark a record as entered in the wrong file, and copy it to the right one: all of it, or nothing (R-503).

	Args:
		record: one that the user may write; an activity or a restricted note is final, an assessment completed, and
			whichever of its revisions it is, all are marked.
		reason: what happened.
		found_on: the day on which it was found.
		breach_considered: as in the correction.
		breach_reason: why it is a privacy breach, or none.
		right_case: where it belongs, if the user may write there; otherwise somebody who may moves it later.
		clients: whom it is about there: of an activity who took part, of anything else the one person.

	Returns:
		The correction.
	"""
	require_markable(record)
	if is_assessment(record.doctype):
		record = highest_revision(record)
	with all_or_nothing(), last_lines():
		correction = frappe.get_doc(
			doctype=CORRECTION,
			css_case=record.css_case,
			reference_doctype=record.doctype,
			reference_name=record.name,
			reason=reason,
			found_on=found_on,
			breach_considered=breach_considered,
			breach_reason=breach_reason,
		)
		correction.flags.is_marking = True
		correction.insert()
		put_mark(record)
		if right_case:
			move(correction, right_case, clients or [])
		ask_for_consideration(record)
	return correction


def move(correction: Document, right_case: str, clients: list[str]) -> str | None:
	"""Copy what a correction is about to the case where it belongs, and return the name of the copy; None where an
	assessment goes there by reference alone."""
	if correction.moved_to_name:
		refuse(_("This was moved before."))
	if right_case == correction.css_case:
		refuse(_("Choose another case: in this one it was entered by mistake."))
	if not clients:
		refuse(_("Choose whom it is about in the right case."))
	record = frappe.get_doc(correction.reference_doctype, correction.reference_name)
	if is_assessment(record.doctype) and len(clients) > 1:
		refuse(_("An assessment is about one person: choose one."))
	if not may_add_to_case(record.doctype, right_case, frappe.session.user):
		# The words of a missing link: a refusal would reveal that the file exists.
		place = f"{_(correction.meta.get_label('right_case'))}: {right_case}"
		frappe.throw(_("Could not find {0}").format(place), frappe.LinkValidationError)
	with all_or_nothing(), last_lines():
		copy = COPIERS[record.doctype](record, right_case, clients)
		correction.flags.is_moving = True
		correction.update({"right_case": right_case, "moved_to_name": copy.name if copy else None})
		correction.save()
	return correction.moved_to_name


def require_markable(record: Document) -> None:
	if record.marked_in_error_on:
		refuse(_("This is marked already."))
	if record.meta.is_submittable and record.docstatus != 1:
		refuse(_("This is not final: correct the draft, or put it aside."))


def put_mark(record: Document) -> None:
	"""The mark, on the record and on what stands and falls with it; nothing of it counts any more."""
	if is_assessment(record.doctype):
		abandon_correction(record)
		revisions = revisions_of(record)
		activities = meetings_of(revisions)
		mark_all(record, [*revisions, *activities, *papers_of(activities)])
		undo_consequences(revisions)
	else:
		activities = [record] if record.doctype == ACTIVITY else []
		mark_all(record, [record, *papers_of(activities)])
	for activity in activities:
		uncount(activity)
		reopen_problem(activity)


def papers_of(activities: list[Document]) -> list[Document]:
	names = frappe.get_all(
		DOCUMENT,
		filters={
			"activity": ("in", [activity.name for activity in activities]),
			"marked_in_error_on": ("is", "not set"),
		},
		pluck="name",
	)
	return [frappe.get_doc(DOCUMENT, name) for name in names] if activities else []


def mark_all(record: Document, documents: list[Document]) -> None:
	"""The history of each shows the mark as a change."""
	today = site_today(record.site_of_case())
	for document in documents:
		record_version(document, "marked_in_error_on", today)
		document.db_set("marked_in_error_on", today)


def uncount(activity: Document) -> None:
	row = frappe.qb.DocType("CSS Activity Participant")
	(
		frappe.qb.update(row)
		.set(row.contact_on, None)
		.set(row.successful, 0)
		.where(row.parent == activity.name)
		.where(row.parenttype == ACTIVITY)
		.run()
	)
	if activity.problem_status == "Open":
		activity.db_set("problem_status", None)


def record_version(document: Document, fieldname: str, value) -> None:
	"""What Frappe would write into the history, had the record been saved; a final one cannot be."""
	version = frappe.new_doc("Version")
	version.ref_doctype, version.docname = document.doctype, document.name
	version.data = frappe.as_json({"changed": [[fieldname, document.get(fieldname), str(value)]]})
	version.insert(ignore_permissions=True)


def ask_for_consideration(record: Document) -> None:
	"""The site's manager considers whether privacy was breached, unless it is the manager who marked it."""
	managers = managers_of(record.site_of_case())
	if frappe.session.user in managers:
		return
	file_number = frappe.db.get_value("CSS Case", record.css_case, "file_number")
	for manager in managers:
		ask(
			manager,
			_("Consider whether this is a privacy breach: entered in the wrong file {0}").format(file_number),
			doctype=record.doctype,
			name=record.name,
		)


def refuse_kind() -> None:
	refuse(_("Only activities, assessments, notes and documents are marked as entered in the wrong file."))


def refuse(text: str) -> None:
	frappe.throw(text, CorrectionRefused, title=_("Entered in the wrong file"))
