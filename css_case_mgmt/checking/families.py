"""Who belongs to a case, who heads it and who works on it (D-19, D-20, R-040, R-041, R-070)."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import frappe
from frappe.query_builder.functions import Coalesce, Count

from css_case_mgmt.checking.finding import Check, Finding
from css_case_mgmt.rules.membership import Membership, head_on, members_on
from css_case_mgmt.settings import dates_by_site

CASE, MEMBER, ACCESS, ENROLMENT = "CSS Case", "CSS Case Member", "CSS Case Access", "CSS Enrolment"
NEVER = date(9999, 12, 31)
HOURLY_JOB = timedelta(hours=2)

OVERLAPPING = Check(
	"two_memberships_at_once",
	"This person belongs to two cases, or to one of them twice, on the same day.",
	"End the membership that is over on the day on which the other one begins.",
)
TWO_HEADS = Check(
	"two_heads_of_family",
	"The case has two heads of family on the same day.",
	"Use Change Head of Family in the case.",
)
NO_HEAD = Check(
	"no_head_of_family",
	"The family has members, but no head of family.",
	"Use Change Head of Family in the case.",
)
OTHER_CASEWORKER = Check(
	"caseworker_without_access",
	"The caseworker on the case is not the one whom Case Access names.",
	"See whether hourly jobs are run; otherwise add an Assigned record for whoever works on the case.",
)
TWO_ENROLMENTS = Check(
	"two_enrolments_at_once",
	"This person has two active enrolments.",
	"End the one that is over, with an exit.",
)


def overlapping_memberships() -> Iterator[Finding]:
	yield from members_at_once(OVERLAPPING, "client")


def two_heads() -> Iterator[Finding]:
	yield from members_at_once(TWO_HEADS, "css_case", is_head=1)


def members_at_once(check: Check, column: str, **values: int) -> Iterator[Finding]:
	one, other = frappe.qb.DocType(MEMBER).as_("one"), frappe.qb.DocType(MEMBER).as_("other")
	query = (
		frappe.qb.from_(one)
		.join(other)
		.on((one[column] == other[column]) & (one.name < other.name))
		.select(other.name)
		.where(one.member_from < Coalesce(other.member_to, NEVER))
		.where(other.member_from < Coalesce(one.member_to, NEVER))
	)
	for fieldname, value in values.items():
		query = query.where((one[fieldname] == value) & (other[fieldname] == value))
	yield from check.found(MEMBER, query.run(pluck=True))


def families_without_head() -> Iterator[Finding]:
	"""Of open cases, from the first enrolment on."""
	case, member, enrolment = (frappe.qb.DocType(doctype) for doctype in (CASE, MEMBER, ENROLMENT))
	rows = (
		frappe.qb.from_(member)
		.join(case)
		.on(case.name == member.css_case)
		.select(case.name, case.site, member.client, member.member_from, member.member_to, member.is_head)
		.where(case.status == "Open")
		.where(case.name.isin(frappe.qb.from_(enrolment).select(enrolment.css_case)))
		.run(as_dict=True)
	)
	families: dict[tuple[str, str], list[Membership]] = defaultdict(list)
	for row in rows:
		if not row.member_to or row.member_to > row.member_from:
			families[row.name, row.site].append(
				Membership(row.client, row.member_from, row.member_to, bool(row.is_head))
			)
	today = dates_by_site()
	yield from NO_HEAD.found(
		CASE,
		[
			name
			for (name, site), family in families.items()
			if site in today and members_on(family, today[site]) and not head_on(family, today[site])
		],
	)


def caseworkers_without_access() -> Iterator[Finding]:
	"""When a day has just begun, the hourly job may be yet to come."""
	case, access = frappe.qb.DocType(CASE), frappe.qb.DocType(ACCESS)
	cases = frappe.qb.from_(case).select(case.name, case.site, case.caseworker).run()
	assigned = defaultdict(list)
	for row in (
		frappe.qb.from_(access)
		.select(access.css_case, access.user, access.access_from, access.access_until)
		.where(access.kind == "Assigned")
		.orderby(access.access_from)
		.orderby(access.creation)
		.run(as_dict=True)
	):
		assigned[row.css_case].append(row)
	today, before = dates_by_site(), dates_before_hourly_job()
	yield from OTHER_CASEWORKER.found(
		CASE,
		[
			name
			for name, site, caseworker in cases
			if site in today
			and (caseworker or None)
			not in {assigned_on(assigned[name], day) for day in (today[site], before[site])}
		],
	)


def dates_before_hourly_job() -> dict[str, date]:
	"""The date at every site when the job has run for sure."""
	at = datetime.now(timezone.utc) - HOURLY_JOB
	table = frappe.qb.DocType("CSS Site")
	zones = frappe.qb.from_(table).select(table.name, table.time_zone).run()
	return {name: at.astimezone(ZoneInfo(zone)).date() for name, zone in zones}


def assigned_on(rows: list[frappe._dict], day: date) -> str | None:
	"""Of assignments in the order in which they began."""
	in_force = [
		row.user
		for row in rows
		if row.access_from <= day and (not row.access_until or row.access_until >= day)
	]
	return in_force[-1] if in_force else None


def two_enrolments() -> Iterator[Finding]:
	table = frappe.qb.DocType(ENROLMENT)
	clients = (
		frappe.qb.from_(table)
		.select(table.client)
		.where(table.status == "Active")
		.groupby(table.client)
		.having(Count(table.name) > 1)
	)
	names = (
		frappe.qb.from_(table)
		.select(table.name)
		.where(table.status == "Active")
		.where(table.client.isin(clients))
		.run(pluck=True)
	)
	yield from TWO_ENROLMENTS.found(ENROLMENT, names)


CHECKS = (
	overlapping_memberships,
	two_heads,
	families_without_head,
	caseworkers_without_access,
	two_enrolments,
)
