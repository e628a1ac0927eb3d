"""What the notes of a case are: one definition for its print and for reports over many cases, in a few queries
(R-263, R-264, R-277, R-278, R-285)."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

import frappe
from frappe.query_builder import Field, Table
from frappe.query_builder.functions import Cast, Coalesce, Concat, Function, GroupConcat
from pypika.queries import QueryBuilder

from css_case_mgmt.named_rows import IsNamed
from css_case_mgmt.permissions.conditions import may_read_any
from css_case_mgmt.permissions.scope import scope_of
from css_case_mgmt.report_asked import ALWAYS, Asked, cases_asked_about
from css_case_mgmt.report_services import ACTIVITY, PARTICIPANT, final_activities, latest_assessments
from css_case_mgmt.rules.case_notes import initials

ADDENDUM, DOCUMENT = "CSS Note Addendum", "CSS Client Document"
ASSESSMENTS = {"CSS NAM Assessment": "Needs Assessment", "CSS Periodic Assessment": "Periodic Assessment"}


@dataclass(slots=True)
class Addendum:
	"""What was added to a final note: when, by whom, and what."""

	date: date
	text: str
	author: str
	initials: str
	name: str


@dataclass(slots=True)
class CaseNote:
	"""One event of a case, with what was written of it.

	Args:
		css_case: the case in which it stands.
		doctype: of the record that holds it.
		name: of the record that holds it.
		date: the day of the event (R-263).
		begun_at: when the record was begun, as a text.
		kind: what it was, in English.
		text: exactly as typed; escape it wherever it becomes HTML.
		author: the User.
		initials: of whoever wrote it (R-264).
		entered_on: the day on which it was completed, where that is known.
		is_late: whether that was later than the agency allows (R-283).
		minutes: how long it took.
		clients: CSS Clients who took part, or whom it is about.
		concerns: these, and whoever a child among them is documented under (D-09).
		is_on_paper: an uploaded paper holds the note, or part of it (R-277).
		addenda: in the order in which they were written.
	"""

	css_case: str
	doctype: str
	name: str
	date: date
	begun_at: str
	kind: str
	text: str
	author: str
	initials: str = ""
	entered_on: date | None = None
	is_late: int = 0
	minutes: int = 0
	clients: tuple[str, ...] = ()
	concerns: frozenset[str] = frozenset()
	is_on_paper: bool = False
	addenda: list[Addendum] = field(default_factory=list)


def notes_of_case(
	css_case: str,
	*,
	client: str | None = None,
	from_date: date | None = None,
	to_date: date | None = None,
) -> list[CaseNote]:
	"""The notes of a case that the reader may read, the first event first.

	Args:
		css_case: a CSS Case; of one that the reader may not read there are none.
		client: only what concerns this member, be it documented under her (D-09).
		from_date: the first day.
		to_date: the last day.
	"""
	reader = scope_of(frappe.session.user)
	cases = cases_asked_about(frappe._dict(css_case=css_case), reader)
	question = Asked(reader, from_date or ALWAYS[0], to_date or ALWAYS[1], cases)
	return sorted(notes_of(question, client), key=lambda note: (note.date, note.begun_at, note.name))


def notes_of(question: Asked, client: str | None, *, without_note: bool = False) -> list[CaseNote]:
	"""The final activities and assessments of the cases asked about, in no order.

	Restricted notes and their addenda are never among them, nor what was entered in the wrong file (R-288, R-503).
	Of an assessment that was corrected only the correction is (D-21). An activity that stands for an assessment is
	left out where nothing was written in it: its note is the assessment's.

	Args:
		question: days and cases.
		client: only what concerns this person; None for everybody's.
		without_note: also what nothing was written of.
	"""
	notes = activity_notes(question, without_note=without_note) if may_read(ACTIVITY, question) else []
	for doctype in ASSESSMENTS:
		notes += assessment_notes(doctype, question) if may_read(doctype, question) else []
	notes = [
		note
		for note in notes
		if client in (None, *note.concerns) and (without_note or note.is_on_paper or note.text.strip())
	]
	if may_read(ADDENDUM, question):
		add_addenda(notes)
	add_initials([*notes, *(addendum for note in notes for addendum in note.addenda)])
	return notes


def may_read(doctype: str, question: Asked) -> bool:
	user = question.reader.user
	return user == "Administrator" or may_read_any(doctype, user)


def activity_notes(question: Asked, *, without_note: bool) -> list[CaseNote]:
	activity = frappe.qb.DocType(ACTIVITY)
	papers = on_paper(question) if may_read(DOCUMENT, question) else set()
	found = final_activities(question)
	if not without_note:
		found = found.where((activity.note != "") | activity.name.isin(list(papers) or [""]))
	rows = found.select(
		activity.nam_assessment,
		activity.periodic_assessment,
		participants_in_one_text(activity),
		activity.css_case,
		activity.name,
		activity.activity_date,
		as_text(activity.creation),
		activity.activity_type,
		activity.note,
		activity.caseworker,
		activity.author_initials,
		activity.entered_on,
		activity.is_late,
		activity.duration_minutes,
	).run()
	notes = []
	for nam, periodic, participants, css_case, name, on, begun_at, kind, note, author, by, *others in rows:
		if not (note or "").strip() and (nam or periodic):
			continue
		people = participants_of(participants)
		notes.append(
			CaseNote(
				css_case,
				ACTIVITY,
				name,
				on,
				begun_at,
				kind,
				note or "",
				author,
				by or "",
				*others,
				tuple(client for client, *_under in people),
				frozenset(each for pair in people for each in pair),
				name in papers,
			)
		)
	return notes


def as_text(moment: Field) -> Function:
	"""To be ordered by: to make a datetime of each takes longer than to read the row."""
	return Cast(moment, "char")


def participants_in_one_text(activity: Table) -> QueryBuilder:
	"""Who took part, and whom a child is documented under (D-09), with the activity: rows of their own would take
	as long as all the rest."""
	row = frappe.qb.DocType(PARTICIPANT)
	each = Concat(row.idx, " ", row.client, " ", Coalesce(row.documented_under, ""))
	query = frappe.qb.from_(row).select(GroupConcat(each))
	return query.where(row.parent == activity.name).where(row.parenttype == ACTIVITY)


def participants_of(text: str | None) -> list[list[str]]:
	"""What `participants_in_one_text` selected: a client, or a client and whom she is documented under."""
	rows = [each.split() for each in text.split(",")] if text else []
	return [row[1:] for row in sorted(rows, key=lambda row: int(row[0]))]


def on_paper(question: Asked) -> set[str]:
	"""The activities of these cases whose notes were uploaded, as far as the papers are still in these files."""
	paper = frappe.qb.DocType(DOCUMENT)
	query = frappe.qb.from_(paper).select(paper.activity).where(IsNamed(paper.css_case, question.cases))
	query = query.where(paper.activity.isnotnull()).where(paper.marked_in_error_on.isnull())
	return set(query.run(pluck=True))


def assessment_notes(doctype: str, question: Asked) -> list[CaseNote]:
	table = frappe.qb.DocType(doctype)
	rows = (
		latest_assessments(doctype, question)
		.select(
			table.css_case,
			table.name,
			table.assessment_date,
			as_text(table.creation),
			table.case_note,
			table.owner,
			table.duration_minutes,
			table.client,
		)
		.run()
	)
	return [
		CaseNote(
			css_case,
			doctype,
			name,
			on,
			begun_at,
			ASSESSMENTS[doctype],
			note or "",
			owner,
			minutes=minutes,
			clients=(client,),
			concerns=frozenset((client,)),
		)
		for css_case, name, on, begun_at, note, owner, minutes, client in rows
	]


def add_addenda(notes: list[CaseNote]) -> None:
	"""Whatever was added, whenever it was, below the note that it is about."""
	of_record = {(note.doctype, note.name): note for note in notes}
	if not of_record:
		return
	table = frappe.qb.DocType(ADDENDUM)
	rows = (
		frappe.qb.from_(table)
		.select(
			table.name,
			table.reference_doctype,
			table.reference_name,
			table.written_on,
			table.written_by,
			table.author_initials,
			table.text,
		)
		.where(IsNamed(table.css_case, {note.css_case for note in notes}))
		.where(table.reference_doctype.isin([ACTIVITY, *ASSESSMENTS]))
		.orderby(table.written_on)
		.orderby(table.creation)
		.run(as_dict=True)
	)
	for row in rows:
		if note := of_record.get((row.reference_doctype, row.reference_name)):
			addendum = Addendum(
				row.written_on, row.text or "", row.written_by, row.author_initials or "", row.name
			)
			note.addenda.append(addendum)


def add_initials(written: list[CaseNote | Addendum]) -> None:
	"""Where the record does not hold them."""
	names = full_names({each.author for each in written if not each.initials})
	for each in written:
		each.initials = each.initials or initials(names.get(each.author, ""))


def full_names(users: Iterable[str]) -> dict[str, str]:
	"""The names of staff, whose records hardly anybody may read."""
	users = list(users)
	if not users:
		return {}
	rows = frappe.get_all("User", filters={"name": ("in", users)}, fields=["name", "full_name"])
	return {row.name: row.full_name or "" for row in rows}
