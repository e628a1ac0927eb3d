"""Case Note Report: what was done and written in a file, or in those of a caseload (R-278, R-285, R-396)."""

import frappe
from frappe import _
from frappe.utils import cint

from css_case_mgmt.case_notes import CaseNote, notes_of
from css_case_mgmt.people import full_name
from css_case_mgmt.report_asked import Asked, asked
from css_case_mgmt.report_columns import column
from css_case_mgmt.report_export import made_safe
from css_case_mgmt.report_filters import text
from css_case_mgmt.report_people import families_of, people_of

ADDENDUM = "Addendum"


@frappe.read_only()
def execute(filters: dict | None = None):
	"""Columns, rows, message, chart and summary: the notes of final activities and of assessments, family by
	family in the order of the events, each addendum below its note.

	What was entered in the wrong file is left out, and restricted notes are never part of it (R-288, R-503).

	Args:
		filters: `from_date` and `to_date` of the event, any when left out; `css_case`; `client`, whom it is about
			or under whom a child is documented (D-09); `site` and `caseworker` of the case; `without_note`,
			activities in which nothing was written too.
	"""
	filters = frappe._dict(filters or {})
	question = asked(filters, months=None, of_worker=False)
	notes = notes_of(question, text(filters, "client"), without_note=bool(cint(filters.without_note)))
	rows = rows_of(notes, question)
	return columns(), made_safe(rows), message(), None, summary(notes, rows)


def rows_of(notes: list[CaseNote], question: Asked) -> list[frappe._dict]:
	clients = {client for note in notes for client in note.clients}
	people = people_of(clients, question)
	open_files = {name for name, person in people.items() if person.is_open}
	families = families_of({note.css_case for note in notes}, question.reader, open_files)
	names = {
		name: full_name(person) if person.is_open else person.file_number for name, person in people.items()
	}
	notes = sorted(
		notes,
		key=lambda note: (families[note.css_case].case_number, note.date, note.begun_at, note.name),
	)
	rows = []
	for note in notes:
		family = families[note.css_case]
		of_family = {
			"css_case": note.css_case,
			"case_number": family.case_number,
			"family": family.head_of_family,
			"reference_doctype": note.doctype,
			"reference_name": note.name,
		}
		who = ", ".join(names[client] for client in note.clients)
		rows.append(
			frappe._dict(
				of_family,
				note_date=note.date,
				kind=note.kind,
				who=who,
				note=note.text or (_("On paper, kept with the documents.") if note.is_on_paper else ""),
				initials=note.initials,
				is_late=note.is_late,
				minutes=note.minutes,
			)
		)
		rows += (
			frappe._dict(
				of_family,
				note_date=addendum.date,
				kind=ADDENDUM,
				who=who,
				note=addendum.text,
				initials=addendum.initials,
				is_late=0,
				minutes=None,
			)
			for addendum in note.addenda
		)
	return rows


def columns() -> list[dict]:
	return [
		column("case_number", _("Case"), "Data", 145),
		column("family", _("Case/Family Name (HOF)"), "Data", 180),
		column("note_date", _("Date"), "Date", 105),
		column("kind", _("Kind of activity"), "Select", 170),
		column("note", _("Notes"), "Small Text", 480),
		column("initials", _("CW initials"), "Data", 100),
		column("who", _("Who took part"), "Data", 200),
		column("minutes", _("Minutes"), "Int", 80),
		column("is_late", _("Written late"), "Check", 100),
	]


def message() -> str:
	return _("Confidential. Print and hand on only what is needed.")


def summary(notes: list[CaseNote], rows: list[frappe._dict]) -> list[dict]:
	return [
		{"label": _("Notes"), "value": len(notes), "datatype": "Int"},
		{"label": _("Addenda"), "value": len(rows) - len(notes), "datatype": "Int"},
		{"label": _("Written late"), "value": sum(note.is_late for note in notes), "datatype": "Int"},
		{"label": _("Cases"), "value": len({note.css_case for note in notes}), "datatype": "Int"},
	]
