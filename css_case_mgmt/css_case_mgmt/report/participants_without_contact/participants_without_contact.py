"""Participants Without Contact: whom nobody has reached for so many days (R-226, R-400, R-411, T-13, T-14)."""

from dataclasses import dataclass
from datetime import date, timedelta

import frappe
from frappe import _
from frappe.query_builder import Criterion
from frappe.utils import cint, getdate
from pypika import Order, Query
from pypika.functions import Coalesce

from css_case_mgmt.contact_counts import ALL_ATTEMPTS, ATTEMPTED, PARTICIPANT, REACHED, counted, is_counted
from css_case_mgmt.people import NAME_FIELDS
from css_case_mgmt.permissions.case_names import readable_cases
from css_case_mgmt.permissions.scope import Scope, scope_of
from css_case_mgmt.report_columns import column
from css_case_mgmt.report_people import add_names
from css_case_mgmt.rules.contact_targets import contact_of_episode, days_without_contact
from css_case_mgmt.settings import get_setting

ENROLMENT, CLIENT, CASE = "CSS Enrolment", "CSS Client", "CSS Case"


class FilterRefused(frappe.ValidationError):
	"""A filter that nothing can be answered to."""


@dataclass(frozen=True)
class Question:
	"""What is asked of a site.

	Args:
		as_of: the day looked at.
		days: how many days without a contact are too many from the next one on.
		attempts: what counts as a contact.
	"""

	as_of: date
	days: int
	attempts: tuple[int, ...]

	@property
	def since(self) -> date:
		"""A contact on this day or later is recent enough."""
		return self.as_of - timedelta(days=self.days)


@frappe.read_only()
def execute(filters: dict | None = None):
	"""Columns, rows, message, chart and summary: those in the programme on a day, who then had been without a
	contact for more than so many days.

	Whoever never had one counts from the enrolment on. Who exited on or before the day is not among them (T-14),
	nor who had died.

	Args:
		filters: `as_of` (by default today at each site), `days` (by default the site's setting), `site`,
			`caseworker`.
	"""
	filters = frappe._dict(filters or {})
	reader = scope_of(frappe.session.user)
	question_of = questions_of_sites(filters, reader)
	rows = rows_for(question_of, filters, reader) if question_of else []
	rows.sort(key=lambda row: -row.days)
	add_names(rows, reader)
	return columns(), rows, message(filters), None, summary(rows)


def questions_of_sites(filters: frappe._dict, reader: Scope) -> dict[str, Question]:
	"""What is asked of each site: the same, but for settings of its own and hours in which it is not the same day."""
	days = asked_days(filters)
	found = {}
	for site, today in reader.today.items():
		if filters.site and filters.site != site:
			continue
		as_of = getdate(filters.as_of) if filters.as_of else today
		if as_of > today:
			frappe.throw(
				_("As of: this day lies in the future."),
				FilterRefused,
				title=_("Participants Without Contact"),
			)
		limit = get_setting("without_contact_days", site) if days is None else days
		found[site] = Question(as_of, limit, counted(site))
	return found


def asked_days(filters: frappe._dict) -> int | None:
	"""How many days; None leaves it to each site's setting."""
	if filters.days in (None, ""):
		return None
	days = cint(filters.days)
	if not 0 < days < 10_000:
		frappe.throw(
			_("Days: give a number above 0."), FilterRefused, title=_("Participants Without Contact")
		)
	return days


def rows_for(question_of: dict[str, Question], filters: frappe._dict, reader: Scope) -> list[frappe._dict]:
	"""Straight: MariaDB goes from the reader's cases to their enrolments, asks each for its last contact, and looks
	up people and cases of those few who are left. Whoever may be among them at any of the sites is read; then each
	site's own question decides."""
	enrolment, client, case = (frappe.qb.DocType(doctype) for doctype in (ENROLMENT, CLIENT, CASE))
	user, readable = frappe.qb.DocType("User"), readable_cases(reader).as_("readable")
	query = (
		frappe.qb.from_(readable)
		.modifier("STRAIGHT_JOIN")
		.join(enrolment)
		.on(enrolment.css_case == readable.name)
		.join(client)
		.on(client.name == enrolment.client)
		.join(case)
		.on(case.name == enrolment.css_case)
		.left_join(user)
		.on(user.name == case.caseworker)
		.select(
			case.name.as_("css_case"),
			case.file_number.as_("case_number"),
			case.site,
			user.full_name.as_("caseworker"),
			client.name.as_("client"),
			client.file_number.as_("client_number"),
			*(client[fieldname] for fieldname in NAME_FIELDS),
			client.died_on,
			enrolment.name.as_("enrolment"),
			enrolment.enrolment_date,
			enrolment.episode,
			enrolment.exit_date,
			enrolment.needs_level,
			last_day(enrolment, REACHED, filters).as_("last_reached"),
			last_day(enrolment, ATTEMPTED, filters).as_("last_attempt"),
		)
		.where(may_be_without_contact(enrolment, client, list(question_of.values()), filters))
		.orderby(case.file_number, order=Order.asc)
		.orderby(client.file_number, order=Order.asc)
	)
	if filters.site:
		query = query.where(case.site == filters.site)
	if filters.caseworker:
		query = query.where(case.caseworker == filters.caseworker)
	found = []
	for row in query.run(as_dict=True):
		question = question_of[row.site]
		row.last_contact = contact_of_episode(latest(row, question), row.enrolment_date, row.episode)
		row.days = days_without_contact(row.last_contact, row.enrolment_date, question.as_of)
		row.never = int(row.last_contact is None)
		if row.days > question.days and was_in_programme(row, question.as_of):
			found.append(row)
	return found


def may_be_without_contact(enrolment, client, questions: list[Question], filters: frappe._dict) -> Criterion:
	"""In the programme, and without a contact, or without one since the enrolment, for longer than at one of the
	sites is allowed."""
	attempts = min((question.attempts for question in questions), key=len)
	last_contact = Coalesce(last_day(enrolment, attempts, filters), enrolment.enrolment_date)
	last_day_of_all = max(question.as_of for question in questions)
	first_day_of_all = min(question.as_of for question in questions)
	return (
		(enrolment.enrolment_date <= last_day_of_all)
		& (enrolment.exit_date.isnull() | (enrolment.exit_date > first_day_of_all))
		& (client.died_on.isnull() | (client.died_on > first_day_of_all))
		& (last_contact < max(question.since for question in questions))
	)


def was_in_programme(row: frappe._dict, as_of: date) -> bool:
	"""On that day; from the day of the exit on nobody is (T-14)."""
	ended = min(filter(None, (row.exit_date, row.died_on)), default=None)
	return row.enrolment_date <= as_of and (ended is None or ended > as_of)


def last_day(enrolment, attempts: tuple[int, ...], filters: frappe._dict) -> Query:
	"""The last contact with the client of an enrolment until the day looked at: one step from the end of the index,
	where a maximum would go through all of the contacts."""
	row = frappe.qb.DocType(PARTICIPANT)
	query = (
		frappe.qb.from_(row)
		.select(row.contact_on)
		.where(row.client == enrolment.client)
		.where(is_counted(row, attempts))
		.orderby(row.contact_on, order=Order.desc)
		.limit(1)
	)
	return query.where(row.contact_on <= getdate(filters.as_of)) if filters.as_of else query


def latest(row: frappe._dict, question: Question) -> date | None:
	if question.attempts != ALL_ATTEMPTS:
		return row.last_reached
	return max(filter(None, (row.last_reached, row.last_attempt)), default=None)


def columns() -> list[dict]:
	"""File numbers, not record names, so that an export can be read; the desk makes them links."""
	return [
		column("case_number", _("Case"), "Data", 145),
		column("client_number", _("Client"), "Data", 155),
		column("client_name", _("Name"), "Data", 180),
		column("days", _("Days without contact"), "Int", 150),
		column("last_contact", _("Last contact"), "Date", 120),
		column("last_attempt", _("Last attempt without success"), "Date", 190),
		column("needs_level", _("Level of need today"), "Select", 110),
		column("enrolment_date", _("Enrolled on"), "Date", 110),
		column("caseworker", _("Caseworker"), "Data", 160),
		column("site", _("Site"), "Link", 130, options="CSS Site"),
	]


def message(filters: frappe._dict) -> str:
	"""Who is among them."""
	if filters.as_of:
		return _(
			"Who was in the programme on {0}. Who never had a contact counts from the enrolment on."
		).format(frappe.format(getdate(filters.as_of), "Date"))
	return _("Who is in the programme today. Who never had a contact counts from the enrolment on.")


def summary(rows: list[frappe._dict]) -> list[dict]:
	return [
		{
			"label": _("Participants without contact"),
			"value": len(rows),
			"datatype": "Int",
			"indicator": "Red" if rows else "Green",
		},
		{"label": _("Never contacted"), "value": sum(row.never for row in rows), "datatype": "Int"},
		{"label": _("Cases"), "value": len({row.css_case for row in rows}), "datatype": "Int"},
	]
