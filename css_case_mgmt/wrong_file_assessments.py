"""A completed assessment that was entered in the wrong file (R-503): all of its revisions are, and the contact of its
meeting; what was computed or decided from it is computed and decided without it."""

from datetime import date

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import getdate

from css_case_mgmt.activities import ACTIVITY, MEETINGS
from css_case_mgmt.assessment_rhythm import NAM, RHYTHMS
from css_case_mgmt.css_case_mgmt.doctype.css_nam_assessment.comparison import recompute_changes_without
from css_case_mgmt.css_case_mgmt.doctype.css_periodic_assessment.level_change import withdraw_level
from css_case_mgmt.family_changes import all_or_nothing
from css_case_mgmt.interpreter_use import FIELDS as INTERPRETER_FIELDS
from css_case_mgmt.settings import case_today

# Who answered, and who interpreted, is said anew: both depend on the family.
NOT_COPIED = ("assessment_date", "answered_by", "answering_client", *INTERPRETER_FIELDS)
ANSWER = ("question_code", "option_code", "unanswered_reason")


def is_assessment(doctype: str) -> bool:
	return doctype in RHYTHMS


def highest_revision(assessment: Document) -> Document:
	"""The revision that counts, whichever of them was opened (D-21)."""
	return revisions_of(assessment)[-1] if assessment.docstatus == 1 else assessment


def revisions_of(assessment: Document) -> list[Document]:
	"""All completed revisions of an assessment, the original first; a correction that is completed at this moment waits
	for the mark, and is then refused."""
	table = frappe.qb.DocType(assessment.doctype)
	names = (
		frappe.qb.from_(table)
		.select(table.name)
		.where(table.enrolment == assessment.enrolment)
		.where(table.sequence == assessment.sequence)
		.where(table.docstatus == 1)
		.orderby(table.revision)
		.for_update()
		.run(pluck=True)
	)
	return [frappe.get_doc(assessment.doctype, name, for_update=True) for name in names]


def meetings_of(revisions: list[Document]) -> list[Document]:
	"""The final activities of the same case that stand for the meeting, and are not marked yet."""
	first = revisions[0]
	fieldname, _activity_type = MEETINGS[first.doctype]
	names = frappe.get_all(
		ACTIVITY,
		filters={
			fieldname: ("in", [each.name for each in revisions]),
			"css_case": first.css_case,
			"docstatus": 1,
			"marked_in_error_on": ("is", "not set"),
		},
		pluck="name",
	)
	return [frappe.get_doc(ACTIVITY, name) for name in names]


def abandon_correction(assessment: Document) -> None:
	"""A correction that is begun goes no further: it keeps its number (D-21)."""
	draft = frappe.db.get_value(
		assessment.doctype, {"open_draft_of": assessment.enrolment, "sequence": assessment.sequence}
	)
	if draft:
		frappe.get_doc(assessment.doctype, draft).abandon(_("Entered in the wrong file"))


def undo_consequences(revisions: list[Document]) -> None:
	"""Changes of later assessments against this baseline, and the level of need that was decided here.

	Args:
		revisions: of one assessment, all marked.
	"""
	if revisions[0].doctype == NAM.doctype:
		recompute_changes_without(revisions)
	elif not withdraw_level(revisions[-1]):
		frappe.msgprint(
			_(
				"The level of need was decided again since, so its history stays as it is. Look at it in the enrolment, and put it right if it is wrong."
			),
			title=_("Level of need"),
		)


def copy_assessment(assessment: Document, css_case: str, clients: list[str]) -> Document | None:
	"""A draft with the same answers in the open enrolment of the right case, for its worker to look at and complete; an
	assessment is never copied as completed, because its number, its clock and its consent are those of a file.

	Args:
		assessment: the highest revision.
		css_case: the right case.
		clients: the one person whom it is about there.

	Returns:
		The draft, on the same day or else today; None where none can be begun, and the user is told why: no open
		enrolment, a draft that is open already, questions no longer in use, no consent or charter.
	"""
	(client,) = clients
	enrolment = frappe.db.get_value(
		"CSS Enrolment", {"client": client, "css_case": css_case, "status": "Active"}
	)
	reason = _("This person has no open enrolment in that case.")
	days = (getdate(assessment.assessment_date), case_today(css_case)) if enrolment else ()
	for day in dict.fromkeys(days):
		try:
			with all_or_nothing():
				return begin_draft(assessment, css_case, client, enrolment, day)
		except frappe.ValidationError as refused:
			frappe.clear_last_message()
			reason = str(refused)
	frappe.msgprint(
		_("No draft was begun in the right file: {0}").format(reason), title=_("Entered in the wrong file")
	)
	return None


def begin_draft(assessment: Document, css_case: str, client: str, enrolment: str, day: date) -> Document:
	draft = frappe.new_doc(assessment.doctype)
	draft.update(
		{
			fieldname: assessment.get(fieldname)
			for fieldname in assessment.kept_by_correction
			if fieldname not in NOT_COPIED
		}
	)
	draft.update(
		{"client": client, "css_case": css_case, "enrolment": enrolment, "assessment_date": str(day)}
	)
	if assessment.doctype == NAM.doctype:
		draft.bank = assessment.bank
		for row in assessment.answers:
			draft.append("answers", {fieldname: row.get(fieldname) for fieldname in ANSWER})
	draft.flags.is_moved = True
	return draft.insert()
