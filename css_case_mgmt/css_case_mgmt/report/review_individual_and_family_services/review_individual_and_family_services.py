"""Review Individual and Family Services: each person and each family at a glance (R-286, R-397, R-411)."""

from dataclasses import dataclass
from datetime import date
from functools import cache

import frappe
from frappe import _
from frappe.utils import add_months

from css_case_mgmt import report_filters
from css_case_mgmt.contact_counts import ALL_ATTEMPTS, counted
from css_case_mgmt.css_case_mgmt.report.review_individual_and_family_services.figures import (
	Figures,
	count_goals,
	count_problems,
	count_referrals,
	count_services,
	count_support_services,
)
from css_case_mgmt.css_case_mgmt.report.review_individual_and_family_services.members import members_of
from css_case_mgmt.people import NAME_FIELDS, full_name
from css_case_mgmt.permissions.case_names import readable_case_names
from css_case_mgmt.permissions.scope import Scope, scope_of
from css_case_mgmt.report_columns import column
from css_case_mgmt.report_export import made_safe
from css_case_mgmt.rules.contact_targets import contact_of_episode, days_without_contact, is_without_contact
from css_case_mgmt.settings import get_setting

MONTHS = 3


@dataclass(frozen=True)
class Question:
	"""What is asked.

	Args:
		first, last: the days whose contacts and services are counted.
		site, caseworker, client, css_case: None where all are meant.
	"""

	first: date
	last: date
	site: str | None
	caseworker: str | None
	client: str | None
	css_case: str | None


@frappe.read_only()
def execute(filters: dict | None = None):
	"""Columns, rows, message, chart and summary: of every family whose file is open to the reader one row, and below it
	one for each of its members, in the programme or not.

	What was done with several members at once counts once for each of them and once for the family (R-234).

	Args:
		filters: `from_date` and `to_date` (by default three months up to today), `site`, `caseworker`, `client`,
			`css_case`.

	Raises:
		FilterRefused: a filter that nothing can be answered to.
	"""
	reader = scope_of(frappe.session.user)
	question = as_question(frappe._dict(filters or {}), reader)
	cases = readable_case_names(reader)
	members = members_of(cases, question, reader.today) if reader.today else []
	shown = list({row.css_case for row in members}) or [""]
	figures = Figures()
	count_services(figures, shown, question.first, question.last, sites_of_all_attempts(reader))
	count_support_services(figures, shown, question.first, question.last)
	count_problems(figures, shown)
	count_referrals(figures, shown)
	count_goals(figures, shown)
	rows = rows_of(members, figures, reader)
	return columns(), made_safe(rows), message(question), None, summary(rows)


def as_question(filters: frappe._dict, reader: Scope) -> Question:
	last = report_filters.day(filters, "to_date") or max(
		reader.today.values(), default=frappe.utils.getdate()
	)
	first = report_filters.day(filters, "from_date") or add_months(last, -MONTHS)
	if first > last:
		report_filters.refuse(_("From Date lies after To Date."))
	names = (report_filters.text(filters, name) for name in ("site", "caseworker", "client", "css_case"))
	return Question(first, last, *names)


def sites_of_all_attempts(reader: Scope) -> list[str]:
	"""Where every attempt counts as a contact (D-10)."""
	return [site for site in reader.today if counted(site) == ALL_ATTEMPTS]


def rows_of(members: list[frappe._dict], figures: Figures, reader: Scope) -> list[frappe._dict]:
	"""A family's own row stands above those of its members."""
	attempts_at, limit_at = cache(counted), cache(lambda site: get_setting("without_contact_days", site))
	families: dict[str, list[frappe._dict]] = {}
	for member in members:
		member.today = reader.today[member.site]
		set_last_contact(member, attempts_at(member.site), limit_at(member.site))
		member.update(figures.of_person(member.css_case, member.client))
		member.who = full_name(member)
		for fieldname in NAME_FIELDS:
			member.pop(fieldname, None)
		families.setdefault(member.css_case, []).append(member)
	return [row for family in families.values() for row in (family_row(family, figures), *family)]


def set_last_contact(member: frappe._dict, attempts: tuple[int, ...], limit: int) -> None:
	"""Whoever is in the programme and never had a contact waits from the enrolment on (R-411)."""
	days = [member.last_reached, member.last_attempt if attempts == ALL_ATTEMPTS else None]
	last = max(filter(None, days), default=None)
	last = member.last_contact = contact_of_episode(last, member.enrolment_date, member.pop("episode"))
	member.days = days_without_contact(last, last, member.today) if last else None
	enrolled = member.enrolment_date
	member.is_long_ago = int(bool(enrolled) and is_without_contact(last, enrolled, member.today, limit))


def family_row(family: list[frappe._dict], figures: Figures) -> frappe._dict:
	"""The family is known by its head, who comes first; it was seen when one of its members was."""
	first = family[0]
	in_programme = [member for member in family if member.enrolment_date]
	last_contact = max((member.last_contact for member in family if member.last_contact), default=None)
	days = [member.days for member in family if member.days is not None]
	return frappe._dict(
		is_family=1,
		css_case=first.css_case,
		case_number=first.case_number,
		who=_("Family of {0}").format(first.who),
		site=first.site,
		caseworker=first.caseworker,
		enrolment_date=min((member.enrolment_date for member in in_programme), default=None),
		last_contact=last_contact,
		days=min(days, default=None),
		is_long_ago=int(bool(in_programme) and all(member.is_long_ago for member in in_programme)),
		**figures.of_family(first.css_case, [member.client for member in family]),
	)


def columns() -> list[dict]:
	"""File numbers, not record names, so that an export can be read; the desk makes them links."""
	return [
		column("case_number", _("Case"), "Data", 145),
		column("who", _("Family or person"), "Data", 210),
		column("relationship", _("Relationship"), "Select", 130),
		column("needs_level", _("Level of need"), "Select", 110),
		column("enrolment_date", _("Enrolled since"), "Date", 115),
		column("contacts", _("Contacts"), "Int", 90),
		column("services", _("Services"), "Int", 90),
		column("support_services", _("Support services"), "Int", 130),
		column("last_contact", _("Last contact"), "Date", 115),
		column("days", _("Days since"), "Int", 95),
		column("referrals", _("Open referrals"), "Int", 115),
		column("problems", _("Open problems"), "Int", 115),
		column("goals", _("Open goals"), "Int", 100),
		column("caseworker", _("Caseworker"), "Data", 150),
		column("site", _("Site"), "Link", 130, options="CSS Site"),
	]


def message(question: Question) -> str:
	return _(
		"Contacts and services from {0} to {1}; everything else as it stands today. A service is a final activity: one with several people counts once for each of them and once for the family."
	).format(frappe.format(question.first, "Date"), frappe.format(question.last, "Date"))


def summary(rows: list[frappe._dict]) -> list[dict]:
	families = [row for row in rows if row.is_family]
	people = [row for row in rows if not row.is_family]
	long_ago = sum(row.is_long_ago for row in people)
	return [
		{"label": _("Families"), "value": len(families), "datatype": "Int"},
		{"label": _("People"), "value": len(people), "datatype": "Int"},
		{"label": _("Services"), "value": sum(row.services for row in families), "datatype": "Int"},
		{"label": _("Contacts"), "value": sum(row.contacts for row in people), "datatype": "Int"},
		{
			"label": _("Participants without contact"),
			"value": long_ago,
			"datatype": "Int",
			"indicator": "Red" if long_ago else "Green",
		},
	]
