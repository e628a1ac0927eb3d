"""The notes of a case in the order of the events, as its print and reports show them (R-277, R-278, R-285)."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import frappe
from frappe import _

from css_case_mgmt.permissions.conditions import condition, may_read_any
from css_case_mgmt.permissions.scope import scope_of
from css_case_mgmt.rules.case_notes import initials

ACTIVITY, ADDENDUM, DOCUMENT = "CSS Activity", "CSS Note Addendum", "CSS Client Document"
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
	"""The final notes of a case that the reader may read, the first event first and those of a day as they were
	begun, in nine queries.

	Restricted notes and their addenda are never among them, nor what was entered in the wrong file (R-288, R-503).
	Of an assessment that was corrected only the correction is (D-21).

	Args:
		css_case: a CSS Case; of one that the reader may not read there are none.
		client: only what concerns this member, be it documented under her (D-09).
		from_date: the first day.
		to_date: the last day.
	"""
	reader = Reader()
	days = (from_date or EARLIEST, to_date or LATEST)
	rows = [*activities(reader, css_case, days), *assessments(reader, css_case, days)]
	people = participants([row.name for row in rows if row.doctype == ACTIVITY])
	for row in rows:
		row.clients = people[row.name] if row.doctype == ACTIVITY else ({row.client}, {row.client})
	rows = [row for row in rows if not client or client in row.clients[1]]
	names = [row.name for row in rows]
	scans = scans_of(names, reader)
	rows = [row for row in rows if (row.text or "").strip() or scans.get(row.name)]
	added = addenda_of([row.name for row in rows], reader)
	names_of_staff = full_names(
		{row.author for row in rows} | {each.written_by for found in added.values() for each in found}
	)
	return [
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
		for row in sorted(rows, key=lambda row: (row.date, row.creation, row.name))
	]


class Reader:
	"""Whoever asks: what may be read is looked up once for all kinds of records."""

	def __init__(self) -> None:
		self.user = frappe.session.user
		self.scope = scope_of(self.user)

	def rows(self, doctype: str, fields: dict[str, str], **where: Any) -> list[frappe._dict]:
		"""Rows of a DocType as far as the reader may read them, in the order in which they were written.

		Args:
			doctype: a restricted DocType.
			fields: column -> name in the row.
			where: column -> value, None for an empty one, a list for one of several, a tuple for a range.
		"""
		if self.user != "Administrator" and not may_read_any(doctype, self.user):
			return []
		table = frappe.qb.DocType(doctype)
		query = (
			frappe.qb.from_(table)
			.select(*(table[column].as_(name) for column, name in fields.items()))
			.where(condition(doctype, self.user, scope=self.scope))
			.orderby(table.creation, table.name)
		)
		for column, value in where.items():
			query = query.where(meets(table[column], value))
		return query.run(as_dict=True)


def meets(column, value):
	if value is None:
		return column.isnull()
	if isinstance(value, list):
		return column.isin(value)
	if isinstance(value, tuple):
		return column[value[0] : value[1]]
	return column == value


def activities(reader: Reader, css_case: str, days: tuple[date, date]) -> list[frappe._dict]:
	rows = reader.rows(
		ACTIVITY,
		{
			"name": "name",
			"activity_date": "date",
			"activity_type": "kind",
			"note": "text",
			"author_initials": "initials",
			"caseworker": "author",
			"entered_on": "entered_on",
			"is_late": "is_late",
			"creation": "creation",
		},
		css_case=css_case,
		docstatus=1,
		activity_date=days,
		marked_in_error_on=None,
		# Their notes are in the assessments.
		nam_assessment=None,
		periodic_assessment=None,
	)
	return [frappe._dict(row, doctype=ACTIVITY, kind=_(row.kind)) for row in rows]


def assessments(reader: Reader, css_case: str, days: tuple[date, date]) -> list[frappe._dict]:
	kinds = {"CSS NAM Assessment": _("Needs assessment"), "CSS Periodic Assessment": _("Periodic assessment")}
	fields = {
		"name": "name",
		"client": "client",
		"assessment_date": "date",
		"case_note": "text",
		"owner": "author",
		"creation": "creation",
	}
	return [
		frappe._dict(row, doctype=doctype, kind=kind)
		for doctype, kind in kinds.items()
		for row in reader.rows(
			doctype, fields, css_case=css_case, docstatus=1, assessment_date=days, superseded_by=None
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


def scans_of(activities_found: list[str], reader: Reader) -> dict[str, list[str]]:
	"""The papers that hold the notes of activities."""
	found = defaultdict(list)
	if activities_found:
		fields = {"activity": "activity", "attachment": "attachment"}
		for row in reader.rows(DOCUMENT, fields, activity=activities_found, marked_in_error_on=None):
			found[row.activity].append(row.attachment)
	return found


def addenda_of(records: list[str], reader: Reader | None = None) -> dict[str, list[frappe._dict]]:
	"""What was added to records, as far as the reader may read it, in the order in which it was written."""
	found = defaultdict(list)
	columns = ("name", "reference_name", "written_on", "written_by", "author_initials", "text")
	if records:
		fields = {column: column for column in columns}
		for row in (reader or Reader()).rows(ADDENDUM, fields, reference_name=records):
			found[row.reference_name].append(row)
	return found


def full_names(users: Iterable[str]) -> dict[str, str]:
	"""The names of staff, whose records hardly anybody may read."""
	rows = frappe.get_all("User", filters={"name": ("in", list(users))}, fields=["name", "full_name"])
	return {row.name: row.full_name or "" for row in rows}
