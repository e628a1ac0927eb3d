"""The notes of many cases at once, in seven queries (R-263, R-264, R-285)."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date, datetime

import frappe

from css_case_mgmt.report_asked import Asked
from css_case_mgmt.report_services import ACTIVITY, PARTICIPANT, final_activities, latest_assessments

ADDENDUM = "CSS Note Addendum"
ASSESSMENTS = {"CSS NAM Assessment": "Needs Assessment", "CSS Periodic Assessment": "Periodic Assessment"}


@dataclass(frozen=True, slots=True)
class Addendum:
	"""What was added to a final note."""

	written_on: date
	text: str
	initials: str


@dataclass(slots=True)
class Note:
	"""One event of a file, with what was written of it.

	Args:
		css_case: the case in which it stands.
		doctype: of the record that holds it.
		name: of the record that holds it.
		note_date: the day of the event.
		entered_on: when the record was begun.
		kind: what it was, in English.
		text: exactly as typed; escape it wherever it becomes HTML.
		initials: of whoever wrote it.
		is_late: whether it was written later than the agency allows.
		minutes: how long it took.
		clients: whom it is about.
		addenda: in the order in which they were written.
	"""

	css_case: str
	doctype: str
	name: str
	note_date: date
	entered_on: datetime
	kind: str
	text: str
	initials: str
	is_late: int = 0
	minutes: int = 0
	clients: tuple[str, ...] = ()
	addenda: list[Addendum] = field(default_factory=list)


def notes_of(question: Asked) -> list[Note]:
	"""The final activities and assessments of the cases asked about, in no order.

	An activity that stands for an assessment is left out where nothing was written in it: its note is the
	assessment's."""
	initials_of = initials_of_staff()
	notes = activity_notes(question, initials_of)
	for doctype in ASSESSMENTS:
		notes += assessment_notes(doctype, question, initials_of)
	add_addenda(notes, initials_of)
	return notes


def activity_notes(question: Asked, initials_of: dict[str, str]) -> list[Note]:
	activity = frappe.qb.DocType(ACTIVITY)
	rows = (
		final_activities(question)
		.select(
			activity.name,
			activity.css_case,
			activity.activity_date,
			activity.creation,
			activity.activity_type,
			activity.note,
			activity.caseworker,
			activity.author_initials,
			activity.is_late,
			activity.duration_minutes,
			activity.nam_assessment,
			activity.periodic_assessment,
		)
		.run(as_dict=True)
	)
	clients_of = participants(question)
	return [
		Note(
			row.css_case,
			ACTIVITY,
			row.name,
			row.activity_date,
			row.creation,
			row.activity_type,
			row.note or "",
			row.author_initials or initials_of.get(row.caseworker, ""),
			row.is_late,
			row.duration_minutes,
			tuple(clients_of[row.name]),
		)
		for row in rows
		if (row.note or "").strip() or not (row.nam_assessment or row.periodic_assessment)
	]


def participants(question: Asked) -> dict[str, list[str]]:
	activity, row = frappe.qb.DocType(ACTIVITY), frappe.qb.DocType(PARTICIPANT)
	found = defaultdict(list)
	query = final_activities(question).join(row).on(row.parent == activity.name)
	query = query.where(row.parenttype == ACTIVITY).select(row.parent, row.client)
	for parent, client in query.orderby(row.parent).orderby(row.idx).run():
		found[parent].append(client)
	return found


def assessment_notes(doctype: str, question: Asked, initials_of: dict[str, str]) -> list[Note]:
	table = frappe.qb.DocType(doctype)
	rows = (
		latest_assessments(doctype, question)
		.select(
			table.name,
			table.css_case,
			table.assessment_date,
			table.creation,
			table.case_note,
			table.owner,
			table.duration_minutes,
			table.client,
		)
		.run(as_dict=True)
	)
	return [
		Note(
			row.css_case,
			doctype,
			row.name,
			row.assessment_date,
			row.creation,
			ASSESSMENTS[doctype],
			row.case_note or "",
			initials_of.get(row.owner, ""),
			minutes=row.duration_minutes,
			clients=(row.client,),
		)
		for row in rows
	]


def add_addenda(notes: list[Note], initials_of: dict[str, str]) -> None:
	"""Whatever was added, whenever it was, below the note that it is about."""
	of_record = {(note.doctype, note.name): note for note in notes}
	if not of_record:
		return
	table = frappe.qb.DocType(ADDENDUM)
	rows = (
		frappe.qb.from_(table)
		.select(table.reference_doctype, table.reference_name, table.written_on, table.written_by, table.text)
		.where(table.css_case.isin(list({note.css_case for note in notes})))
		.where(table.reference_doctype.isin([ACTIVITY, *ASSESSMENTS]))
		.orderby(table.written_on)
		.orderby(table.creation)
		.run(as_dict=True)
	)
	for row in rows:
		if note := of_record.get((row.reference_doctype, row.reference_name)):
			note.addenda.append(Addendum(row.written_on, row.text or "", initials_of.get(row.written_by, "")))


def initials_of_staff() -> dict[str, str]:
	"""Of everybody who ever had a posting, and of nobody else's users."""
	staff, user = frappe.qb.DocType("CSS Staff"), frappe.qb.DocType("User")
	query = frappe.qb.from_(staff).join(user).on(user.name == staff.user)
	rows = query.select(user.name, user.full_name).distinct().run()
	return {name: initials(full_name or "") for name, full_name in rows}


def initials(full_name: str) -> str:
	return "".join(part[0] for part in full_name.replace("-", " ").split()).upper()
