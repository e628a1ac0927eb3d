"""Figures for charts and cards of the workspaces: numbers and staff, never a client; each within what the reader may
see (D-19, R-412)."""

from collections import Counter
from collections.abc import Iterable
from datetime import date, timedelta
from functools import cache

import frappe
from frappe import _
from frappe.query_builder import Case
from frappe.query_builder.functions import Coalesce, Count
from frappe.utils import formatdate

from css_case_mgmt.contact_counts import PARTICIPANT, is_counted
from css_case_mgmt.css_case_mgmt.report.caseload_against_targets.caseload_against_targets import (
	caseworkers_at,
)
from css_case_mgmt.permissions.conditions import condition
from css_case_mgmt.permissions.scope import Scope
from css_case_mgmt.rules.contact_targets import week_start
from css_case_mgmt.rules.dates import add_months
from css_case_mgmt.settings import get_setting
from css_case_mgmt.staff_load import loads_of

ACTIVITY, ENROLMENT = "CSS Activity", "CSS Enrolment"
WEEKS, MONTHS, WORKERS = 12, 12, 20


def today_of(reader: Scope) -> date:
	"""The latest day at the reader's sites."""
	return max((reader.today[site] for site in reader.staff_sites), default=date.min)


def active_enrolments(reader: Scope):
	"""Of living people whose file the reader may see."""
	enrolment, client = frappe.qb.DocType(ENROLMENT), frappe.qb.DocType("CSS Client")
	query = (
		frappe.qb.from_(enrolment)
		.join(client)
		.on(client.name == enrolment.client)
		.where(enrolment.status == "Active")
		.where(client.died_on.isnull())
		.where(condition(ENROLMENT, reader.user, scope=reader))
	)
	return query, enrolment


def beyond_typical_length(reader: Scope) -> int:
	"""How many reached the number of months that their site calls typical (D-02)."""
	query, enrolment = active_enrolments(reader)
	case = frappe.qb.DocType("CSS Case")
	rows = (
		query.join(case)
		.on(case.name == enrolment.css_case)
		.select(case.site, enrolment.enrolment_date, Count("*"))
		.groupby(case.site, enrolment.enrolment_date)
		.run()
	)
	months = cache(lambda site: get_setting("programme_typical_max_months", site))
	return sum(
		number for site, enrolled, number in rows if add_months(enrolled, months(site)) <= reader.today[site]
	)


def enrolments_by_level(reader: Scope) -> dict | None:
	query, enrolment = active_enrolments(reader)
	found = dict(query.select(enrolment.needs_level, Count("*")).groupby(enrolment.needs_level).run())
	labels = {"High": _("High needs"), "Low": _("Low needs"), "": _("Level not decided")}
	found = Counter({level or "": number for level, number in found.items()})
	shown = {label: found[level] for level, label in labels.items() if level or found[level]}
	return chart(shown, {_("Clients"): shown.values()})


def contacts_by_week(reader: Scope) -> dict | None:
	"""By the weeks of the reader's first site; the running one is the last."""
	if not reader.staff_sites:
		return None
	starts_on, today = get_setting("week_starts_on", reader.staff_sites[0]), today_of(reader)
	weeks = [week_start(today, starts_on) - timedelta(weeks=back) for back in reversed(range(WEEKS))]
	activity, row = frappe.qb.DocType(ACTIVITY), frappe.qb.DocType(PARTICIPANT)
	days = (
		frappe.qb.from_(activity)
		.join(row)
		.on((row.parent == activity.name) & (row.parenttype == ACTIVITY))
		.select(row.contact_on, Count("*"))
		.where(condition(ACTIVITY, reader.user, scope=reader))
		.where(is_counted(row))
		.where(row.contact_on[weeks[0] : today])
		.groupby(row.contact_on)
		.run()
	)
	reached: Counter[date] = Counter()
	for day, number in days:
		reached[week_start(day, starts_on)] += number
	return chart(
		[formatdate(week, "d MMM") for week in weeks],
		{_("People reached"): [reached[week] for week in weeks]},
	)


def caseload_by_worker(reader: Scope) -> dict | None:
	"""Cases by the highest level of need in each; the fullest caseload first."""
	rows = []
	for site in reader.managed_sites:
		staff = caseworkers_at(site, reader)
		loads = loads_of([row.caseworker for row in staff], site)
		rows += [(row.caseworker_name, loads[row.caseworker]) for row in staff]
	rows.sort(key=lambda row: (-row[1].from_load, row[0] or ""))
	rows = rows[:WORKERS]
	return chart(
		[name for name, _carried in rows],
		{
			_("High needs"): [carried.high for _name, carried in rows],
			_("Low needs"): [carried.low for _name, carried in rows],
		},
	)


def exits_by_month(reader: Scope) -> dict | None:
	"""Planned is what the exit says, or the reason where there is none."""
	if not reader.staff_sites:
		return None
	this_month = today_of(reader).replace(day=1)
	months = [add_months(this_month, -back) for back in reversed(range(MONTHS))]
	enrolment, reason, css_exit = (
		frappe.qb.DocType(doctype) for doctype in (ENROLMENT, "CSS Exit Reason", "CSS Exit")
	)
	is_planned = Case().when(Coalesce(css_exit.planned, reason.is_planned, 0) == 1, 1).else_(0)
	rows = (
		frappe.qb.from_(enrolment)
		.left_join(reason)
		.on(reason.name == enrolment.exit_reason)
		.left_join(css_exit)
		.on(css_exit.enrolment == enrolment.name)
		.select(enrolment.exit_date, is_planned, Count("*"))
		.where(enrolment.status == "Exited")
		.where(enrolment.exit_date >= months[0])
		.where(condition(ENROLMENT, reader.user, scope=reader))
		.groupby(enrolment.exit_date, is_planned)
		.run()
	)
	left: Counter[tuple[date, int]] = Counter()
	for day, planned, number in rows:
		left[day.replace(day=1), planned] += number
	return chart(
		[formatdate(month, "MMM y") for month in months],
		{
			_("Planned"): [left[month, 1] for month in months],
			_("Unplanned"): [left[month, 0] for month in months],
		},
	)


def chart(labels: Iterable[str], series: dict[str, Iterable[int]]) -> dict | None:
	"""As Frappe's charts want it; None where there is nothing to show."""
	datasets = [{"name": name, "values": list(values)} for name, values in series.items()]
	if not any(value for dataset in datasets for value in dataset["values"]):
		return None
	return {"labels": list(labels), "datasets": datasets}
