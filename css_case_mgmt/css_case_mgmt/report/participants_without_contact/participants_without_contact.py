"""Participants Without Contact: whom nobody has reached for so many days (R-226, R-400, R-411, T-13, T-14)."""

from collections import defaultdict
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
from css_case_mgmt.permissions.conditions import everything
from css_case_mgmt.permissions.scope import Scope, scope_of
from css_case_mgmt.report_columns import column
from css_case_mgmt.report_people import add_names
from css_case_mgmt.rules.contact_targets import days_without_contact
from css_case_mgmt.settings import get_setting

ENROLMENT, CLIENT, CASE = "CSS Enrolment", "CSS Client", "CSS Case"


class FilterRefused(frappe.ValidationError):
	"""A filter that nothing can be answered to."""


@dataclass(frozen=True)
class Question:
	"""What is asked of the sites at which it is the same day and the same settings hold.

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
	questions = questions_of(sites_of(filters, reader), filters, reader)
	rows = rows_for(questions, filters, reader) if questions else []
	rows.sort(key=lambda row: -row.days)
	add_names(rows, reader)
	return columns(), rows, message(filters), None, summary(rows)


def sites_of(filters: frappe._dict, reader: Scope) -> list[str]:
	return [site for site in reader.today if not filters.site or filters.site == site]


def questions_of(sites: list[str], filters: frappe._dict, reader: Scope) -> dict[Question, list[str]]:
	"""The sites grouped by what is asked of them: one group, but for sites with settings of their own and the
	hours in which it is not the same day everywhere."""
	days = asked_days(filters)
	grouped = defaultdict(list)
	for site in sites:
		today = reader.today[site]
		as_of = getdate(filters.as_of) if filters.as_of else today
		if as_of > today:
			frappe.throw(
				_("As of: this day lies in the future."),
				FilterRefused,
				title=_("Participants Without Contact"),
			)
		limit = get_setting("without_contact_days", site) if days is None else days
		grouped[Question(as_of, limit, counted(site))].append(site)
	return grouped


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


def rows_for(
	questions: dict[Question, list[str]], filters: frappe._dict, reader: Scope
) -> list[frappe._dict]:
	"""Straight: MariaDB goes from the reader's cases to their enrolments, asks each for its last contact, and looks
	up people and cases of those few who are left."""
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
			enrolment.name.as_("enrolment"),
			enrolment.enrolment_date,
			enrolment.exit_date,
			enrolment.needs_level,
			last_day(enrolment, REACHED, filters).as_("last_reached"),
			last_day(enrolment, ATTEMPTED, filters).as_("last_attempt"),
		)
		.where(
			Criterion.any(
				(case.site.isin(sites) if len(sites) < len(reader.today) else everything())
				& is_without_contact(enrolment, client, question, filters)
				for question, sites in questions.items()
			)
		)
		.orderby(case.file_number, order=Order.asc)
		.orderby(client.file_number, order=Order.asc)
	)
	if filters.caseworker:
		query = query.where(case.caseworker == filters.caseworker)
	question_of = {site: question for question, sites in questions.items() for site in sites}
	rows = query.run(as_dict=True)
	for row in rows:
		question = question_of[row.site]
		row.last_contact = latest(row, question)
		row.days = days_without_contact(row.last_contact, row.enrolment_date, question.as_of)
		row.never = int(row.last_contact is None)
	return rows


def is_without_contact(enrolment, client, question: Question, filters: frappe._dict) -> Criterion:
	"""In the programme on the day, and too long without a contact, or since the enrolment if there never was one."""
	last_contact = Coalesce(last_day(enrolment, question.attempts, filters), enrolment.enrolment_date)
	return was_in_programme(enrolment, client, question.as_of) & (last_contact < question.since)


def was_in_programme(enrolment, client, as_of: date) -> Criterion:
	"""On that day; from the day of the exit on nobody is (T-14)."""
	return (
		(enrolment.enrolment_date <= as_of)
		& (enrolment.exit_date.isnull() | (enrolment.exit_date > as_of))
		& (client.died_on.isnull() | (client.died_on > as_of))
	)


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
