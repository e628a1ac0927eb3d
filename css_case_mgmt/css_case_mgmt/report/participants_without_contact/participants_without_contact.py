"""Participants Without Contact: whom nobody has reached for so many days (R-226, R-400, R-411, T-13, T-14)."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta

import frappe
from frappe import _
from frappe.query_builder import Criterion
from frappe.utils import cint, getdate
from pypika import Order, Query
from pypika.functions import Max
from pypika.terms import ExistsCriterion, Term, ValueWrapper

from css_case_mgmt.contact_counts import ALL_ATTEMPTS, ATTEMPTED, PARTICIPANT, REACHED, counted, is_counted
from css_case_mgmt.people import NAME_FIELDS
from css_case_mgmt.permissions.conditions import condition
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
	cases_at = cases_by_site(filters, reader)
	rows = []
	for question, sites in questions(list(cases_at), filters, reader).items():
		rows.extend(rows_for(question, [name for site in sites for name in cases_at[site]]))
	rows.sort(key=lambda row: -row.days)
	add_names(rows, reader)
	return columns(), rows, message(filters), None, summary(rows)


def cases_by_site(filters: frappe._dict, reader: Scope) -> dict[str, list[str]]:
	"""The cases that are asked about. A query of its own: in one, MariaDB would go through the enrolments of all
	sites before it looks at whose they are."""
	case = frappe.qb.DocType(CASE)
	query = (
		frappe.qb.from_(case).select(case.site, case.name).where(condition(CASE, reader.user, scope=reader))
	)
	if filters.caseworker:
		query = query.where(case.caseworker == filters.caseworker)
	found = defaultdict(list)
	for site, name in query.run():
		if not filters.site or site == filters.site:
			found[site].append(name)
	return found


def questions(sites: list[str], filters: frappe._dict, reader: Scope) -> dict[Question, list[str]]:
	"""The sites grouped by what is asked of them: one group, but for sites with settings of their own."""
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


def rows_for(question: Question, cases: list[str]) -> list[frappe._dict]:
	enrolment, client, case = (frappe.qb.DocType(doctype) for doctype in (ENROLMENT, CLIENT, CASE))
	user = frappe.qb.DocType("User")
	query = (
		frappe.qb.from_(enrolment)
		.join(case)
		.on(case.name == enrolment.css_case)
		.join(client)
		.on(client.name == enrolment.client)
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
			last_day(enrolment, question, REACHED).as_("last_reached"),
			last_day(enrolment, question, ATTEMPTED).as_("last_attempt"),
		)
		.where(enrolment.css_case.isin(cases))
		.where(was_in_programme(enrolment, client, question.as_of))
		.where(ExistsCriterion(recent_contacts(enrolment, question)).negate())
		.where(
			(enrolment.enrolment_date < question.since)
			| ExistsCriterion(contacts(enrolment, question, question.attempts))
		)
		.orderby(case.file_number, order=Order.asc)
		.orderby(client.file_number, order=Order.asc)
	)
	rows = query.run(as_dict=True)
	for row in rows:
		row.last_contact = latest(row, question)
		row.days = days_without_contact(row.last_contact, row.enrolment_date, question.as_of)
		row.never = int(row.last_contact is None)
	return rows


def was_in_programme(enrolment, client, as_of: date) -> Criterion:
	"""On that day; from the day of the exit on nobody is (T-14)."""
	return (
		(enrolment.enrolment_date <= as_of)
		& (enrolment.exit_date.isnull() | (enrolment.exit_date > as_of))
		& (client.died_on.isnull() | (client.died_on > as_of))
	)


def contacts(enrolment, question: Question, attempts: tuple[int, ...], *what: Term) -> Query:
	"""The contacts with the client of an enrolment until the day looked at, as a subquery for the number 1 or for something else."""
	row = frappe.qb.DocType(PARTICIPANT)
	return (
		frappe.qb.from_(row)
		.select(*(what or (ValueWrapper(1),)))
		.where(row.client == enrolment.client)
		.where(is_counted(row, attempts))
		.where(row.contact_on <= question.as_of)
	)


def last_day(enrolment, question: Question, attempts: tuple[int, ...]) -> Query:
	return contacts(enrolment, question, attempts, Max(frappe.qb.DocType(PARTICIPANT).contact_on))


def recent_contacts(enrolment, question: Question) -> Query:
	row = frappe.qb.DocType(PARTICIPANT)
	return contacts(enrolment, question, question.attempts).where(row.contact_on >= question.since)


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
