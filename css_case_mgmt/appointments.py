"""What is planned: reading appointments, and what follows from them (R-505, R-173, R-326, R-502)."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, timedelta
from zoneinfo import ZoneInfo

import frappe
from frappe.query_builder import Criterion
from frappe.query_builder.functions import Date

from css_case_mgmt.local_time import start_of_day, stored_zone
from css_case_mgmt.permissions.conditions import condition
from css_case_mgmt.rules.local_times import at_site

APPOINTMENT = "CSS Appointment"
CLIENT_ROW = "CSS Appointment Client"
# Canada lies between these; days begin first in the one and last in the other.
FIRST_ZONE, LAST_ZONE = ZoneInfo("Etc/GMT-14"), ZoneInfo("Etc/GMT+12")
FIELDS = (
	"name",
	"title",
	"css_case",
	"kind",
	"method",
	"location_kind",
	"place",
	"caseworker",
	"interpreter",
	"outcome",
	"activity",
	"starts_on",
	"ends_on",
	"modified",
)


def appointments_between(
	reader: str,
	first: date,
	last: date,
	*,
	caseworker: str | None = None,
	sites: Iterable[str] | None = None,
	open_only: bool = False,
	css_case: str | None = None,
) -> list[frappe._dict]:
	"""Appointments of some days that a user may read now, in order, in one query (R-505, R-458).

	Args:
		reader: whose permissions count.
		first: the first day, as it is at the site of each case (D-29).
		last: the last day, included.
		caseworker: only this worker's: the own ones, and those of cases covered on that day (R-070).
		sites: only cases of these sites.
		open_only: only those of which it is not written down yet what came of them.
		css_case: only this case's.

	Returns:
		Rows with `FIELDS`, `file_number` of the case, `site`, `time_zone`, `local_start` and `local_end` on the
		clock of the site, and `local_day`.
	"""
	table, case, site = (frappe.qb.DocType(each) for each in (APPOINTMENT, "CSS Case", "CSS Site"))
	query = (
		frappe.qb.from_(table)
		.join(case)
		.on(case.name == table.css_case)
		.join(site)
		.on(site.name == case.site)
		.select(*(table[fieldname] for fieldname in FIELDS), case.file_number, case.site, site.time_zone)
		.where(table.starts_on >= start_of_day(FIRST_ZONE, first))
		.where(table.starts_on < start_of_day(LAST_ZONE, last + timedelta(days=1)))
		.where(condition(APPOINTMENT, reader))
		.orderby(table.starts_on)
		.orderby(table.name)
	)
	if caseworker:
		query = query.where(of_worker(table, caseworker))
	if sites is not None:
		query = query.where(case.site.isin(list(sites) or [""]))
	if open_only:
		query = query.where(is_open(table))
	if css_case:
		query = query.where(table.css_case == css_case)
	rows = [with_local_times(row) for row in query.run(as_dict=True)]
	return [row for row in rows if first <= row.local_day <= last]


def with_local_times(row: frappe._dict) -> frappe._dict:
	"""The times on the clock of the site, whose zone the row names."""
	zone, site_zone = stored_zone(), ZoneInfo(row.time_zone)
	row.local_start = at_site(row.starts_on, zone, site_zone)
	row.local_end = at_site(row.ends_on, zone, site_zone)
	row.local_day = row.local_start.date()
	row.outcome = row.outcome or ""
	return row


def is_open(table) -> Criterion:
	"""Nobody has said yet what came of it."""
	return table.outcome.isnull() | (table.outcome == "")


def of_worker(table, user: str) -> Criterion:
	"""With this worker, or of a case that the worker covers on that day (R-070)."""
	access = frappe.qb.DocType("CSS Case Access")
	covered = (
		frappe.qb.from_(access)
		.select(access.css_case, access.access_from, access.access_until)
		.where(access.user == user)
		.where(access.kind == "Covering")
		.run()
	)
	ways = [table.caseworker == user]
	for css_case, since, until in covered:
		way = (table.css_case == css_case) & (Date(table.starts_on) >= since)
		ways.append(way & (Date(table.starts_on) <= until) if until else way)
	return Criterion.any(ways)


def clients_of(appointments: Iterable[str]) -> dict[str, list[str]]:
	"""Who is to come to each of these appointments, in one query; the caller may read them."""
	row = frappe.qb.DocType(CLIENT_ROW)
	names = list(appointments)
	found = defaultdict(list)
	if names:
		query = frappe.qb.from_(row).select(row.parent, row.client)
		query = query.where(row.parenttype == APPOINTMENT).where(row.parent.isin(names))
		for parent, client in query.orderby(row.parent).orderby(row.idx).run():
			found[parent].append(client)
	return found
