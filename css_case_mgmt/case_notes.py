"""The notes of a case in the order of the events, as its print and reports show them (R-277, R-278, R-285)."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

import frappe
from frappe import _

from css_case_mgmt.rules.case_notes import initials

ACTIVITY, ADDENDUM, DOCUMENT = "CSS Activity", "CSS Note Addendum", "CSS Client Document"
ASSESSMENTS = ("CSS NAM Assessment", "CSS Periodic Assessment")
EARLIEST, LATEST = date(1900, 1, 1), date(9999, 12, 31)


@dataclass(frozen=True, slots=True)
class Addendum:
	"""What was added to a final note: when, by whom, and what."""

	date: date
	text: str
	initials: str
	name: str


@dataclass(frozen=True, slots=True)
class CaseNote:
	"""One note of a case.

	Args:
		date: the day of the event (R-263).
		kind: what it was, translated.
		text: exactly as typed; escape it wherever it is shown as HTML.
		initials: of whoever wrote it (R-264).
		doctype: of the record that holds it.
		name: of the record that holds it.
		author: the User.
		clients: CSS Clients whom it is about.
		entered_on: the day on which it was completed, where that is known.
		is_late: whether that was later than the agency allows (R-283).
		addenda: in the order in which they were written.
		scans: addresses of uploaded notes, typed or written by hand (R-277).
	"""

	date: date
	kind: str
	text: str
	initials: str
	doctype: str
	name: str
	author: str
	clients: tuple[str, ...]
	entered_on: date | None = None
	is_late: bool = False
	addenda: tuple[Addendum, ...] = field(default=())
	scans: tuple[str, ...] = field(default=())


def notes_of_case(
	css_case: str,
	*,
	client: str | None = None,
	from_date: date | None = None,
	to_date: date | None = None,
) -> list[CaseNote]:
	"""The final notes of a case that the reader may read, the first event first, in eight queries.

	Restricted notes and their addenda are never among them, nor what was entered in the wrong file (R-288, R-503).
	Of an assessment that was corrected only the correction is (D-21).

	Args:
		css_case: a CSS Case; of one that the reader may not read there are none.
		client: only what concerns this member, be it documented under her (D-09).
		from_date: the first day.
		to_date: the last day.
	"""
	days = (from_date or EARLIEST, to_date or LATEST)
	rows = [*activities(css_case, days), *assessments(css_case, days)]
	people = participants([row.name for row in rows if row.doctype == ACTIVITY])
	for row in rows:
		row.clients = people[row.name] if row.doctype == ACTIVITY else ({row.client}, {row.client})
	rows = [row for row in rows if not client or client in row.clients[1]]
	names = [row.name for row in rows]
	scans = scans_of(names)
	rows = [row for row in rows if (row.text or "").strip() or scans.get(row.name)]
	added = addenda_of(row.name for row in rows)
	names_of_staff = full_names(
		{row.author for row in rows} | {each.written_by for found in added.values() for each in found}
	)
	notes = [
		CaseNote(
			date=row.date,
			kind=row.kind,
			text=row.text or "",
			initials=row.initials or initials(names_of_staff.get(row.author, "")),
			doctype=row.doctype,
			name=row.name,
			author=row.author,
			clients=tuple(sorted(row.clients[0])),
			entered_on=row.entered_on,
			is_late=bool(row.is_late),
			addenda=tuple(
				Addendum(
					each.written_on,
					each.text,
					each.author_initials or initials(names_of_staff.get(each.written_by, "")),
					each.name,
				)
				for each in added.get(row.name, ())
			),
			scans=tuple(scans.get(row.name, ())),
		)
		for row in rows
	]
	return sorted(notes, key=lambda note: (note.date, note.name))


def activities(css_case: str, days: tuple[date, date]) -> list[frappe._dict]:
	rows = readable(
		ACTIVITY,
		{
			"css_case": css_case,
			"docstatus": 1,
			"activity_date": ("between", days),
			"marked_in_error_on": ("is", "not set"),
			# Their notes are in the assessments.
			"nam_assessment": ("is", "not set"),
			"periodic_assessment": ("is", "not set"),
		},
		[
			"name",
			"activity_date as date",
			"activity_type",
			"note as text",
			"author_initials as initials",
			"caseworker as author",
			"entered_on",
			"is_late",
		],
	)
	return [frappe._dict(row, doctype=ACTIVITY, kind=_(row.activity_type)) for row in rows]


def assessments(css_case: str, days: tuple[date, date]) -> list[frappe._dict]:
	kinds = {"CSS NAM Assessment": _("Needs assessment"), "CSS Periodic Assessment": _("Periodic assessment")}
	return [
		frappe._dict(row, doctype=doctype, kind=kinds[doctype])
		for doctype in ASSESSMENTS
		for row in readable(
			doctype,
			{
				"css_case": css_case,
				"docstatus": 1,
				"assessment_date": ("between", days),
				"superseded_by": ("is", "not set"),
			},
			["name", "client", "assessment_date as date", "case_note as text", "owner as author"],
		)
	]


def participants(activities_found: list[str]) -> dict[str, tuple[set[str], set[str]]]:
	"""Of each activity who took part, and whoever it concerns: children are documented under somebody."""
	found: dict[str, tuple[set[str], set[str]]] = defaultdict(lambda: (set(), set()))
	if not activities_found:
		return found
	row = frappe.qb.DocType("CSS Activity Participant")
	query = (
		frappe.qb.from_(row)
		.select(row.parent, row.client, row.documented_under)
		.where(row.parent.isin(activities_found))
		.where(row.parenttype == ACTIVITY)
	)
	for parent, client, documented_under in query.run():
		found[parent][0].add(client)
		found[parent][1].update(filter(None, (client, documented_under)))
	return found


def scans_of(activities_found: list[str]) -> dict[str, list[str]]:
	"""The papers that hold the notes of activities."""
	found = defaultdict(list)
	filters = {"activity": ("in", activities_found), "marked_in_error_on": ("is", "not set")}
	for row in readable(DOCUMENT, filters, ["activity", "attachment"]) if activities_found else ():
		found[row.activity].append(row.attachment)
	return found


def addenda_of(records: Iterable[str]) -> dict[str, list[frappe._dict]]:
	"""What was added to records that the reader may read, in the order in which it was written."""
	found = defaultdict(list)
	records = list(records)
	fields = ["name", "reference_name", "written_on", "written_by", "author_initials", "text"]
	for row in readable(ADDENDUM, {"reference_name": ("in", records)}, fields) if records else ():
		found[row.reference_name].append(row)
	return found


def full_names(users: Iterable[str]) -> dict[str, str]:
	"""The names of staff, whose records hardly anybody may read."""
	rows = frappe.get_all("User", filters={"name": ("in", list(users))}, fields=["name", "full_name"])
	return {row.name: row.full_name or "" for row in rows}


def readable(doctype: str, filters: dict, fields: list[str]) -> list[frappe._dict]:
	"""Rows of a DocType as far as the reader may read them; none for whoever may read none at all."""
	if not frappe.has_permission(doctype, "read"):
		return []
	return frappe.get_list(doctype, filters=filters, fields=fields, order_by="creation asc", limit=0)
