"""Contact Frequency Against Targets: how often each client was contacted in each week or month, against the
target of the level of need then (R-223 to R-225, R-227, R-414, D-10, D-28, T-12)."""

from collections.abc import Iterator
from datetime import date
from functools import cache

import frappe
from frappe import _
from frappe.utils import add_days, add_months, cint, getdate

from css_case_mgmt.contact_counts import LONGEST_PERIOD, targets_of
from css_case_mgmt.css_case_mgmt.report.contact_frequency_against_targets import facts, services
from css_case_mgmt.permissions.scope import Scope, scope_of
from css_case_mgmt.report_columns import column
from css_case_mgmt.report_people import add_names
from css_case_mgmt.rules.contact_targets import Period, Standing, contacts_within, periods, target
from css_case_mgmt.rules.enrolment_level import LevelPeriod, level_on
from css_case_mgmt.target_words import target_in_words

LONGEST_RANGE_DAYS = 366
ON_TARGET = "On Target"
SHOWN = {Standing.BELOW: "Below", Standing.ON: ON_TARGET, Standing.ABOVE: "Above"}
one_level_throughout = cache(periods)


class RangeRefused(frappe.ValidationError):
	"""A range of dates that is not reported on."""


@frappe.read_only()
def execute(filters: dict | None = None):
	"""Columns, rows, message, chart and summary: one row for each client and each week of high needs or month
	of low needs.

	Periods cut off by the dates asked for, an enrolment's beginning or end, or a change of level have a prorated
	target and say so; days after today are left out.

	Args:
		filters: `from_date` and `to_date`, a year at most; `site`, `caseworker`, `needs_level`;
			`only_deviations`; `not_discussed`: deviations not yet discussed with the Program Officer.
	"""
	filters = frappe._dict(filters or {})
	reader = scope_of(frappe.session.user)
	first, last = date_range(filters, reader)
	enrolments = facts.enrolments(first, last, filters, reader)
	add_names(enrolments, reader)
	rows = [row for row in rows_of(enrolments, first, last, reader) if matches(row, filters)]
	return columns(), rows, message(), None, summary(rows)


def date_range(filters: frappe._dict, reader: Scope) -> tuple[date, date]:
	"""By default a month up to today."""
	last = getdate(filters.to_date) if filters.to_date else max(reader.today.values())
	first = getdate(filters.from_date) if filters.from_date else getdate(add_days(add_months(last, -1), 1))
	if first > last:
		frappe.throw(_("From Date lies after To Date."), RangeRefused, title=_("Dates"))
	if (last - first).days >= LONGEST_RANGE_DAYS:
		frappe.throw(_("Choose a year at most."), RangeRefused, title=_("Dates"))
	return first, last


def rows_of(enrolments: list[frappe._dict], first: date, last: date, reader: Scope) -> Iterator[frappe._dict]:
	histories = facts.histories(enrolments)
	months = services.month_ends(first, last)
	since = min([first, *(each.replace(day=1) for each in months)])
	reached = facts.reached_days_of(enrolments, since, last)
	days_of = facts.counted_days_of(enrolments, reached, first, last)
	deviation_of = facts.deviations(first, last, reader)
	service_of = services.Services([each.client for each in enrolments], reached, months, reader)
	targets_at, in_words = cache(targets_of), cache(target_in_words)
	for enrolment in enrolments:
		targets = targets_at(enrolment.site)
		days = days_of.get(enrolment.client)
		last_here = min(last, reader.today[enrolment.site])
		for period in periods_of(
			enrolment, histories[enrolment.enrolment], first, last_here, targets.week_starts_on
		):
			aim = target(period, targets)
			contacts = contacts_within(days, period.first, period.last) if days else 0
			services_then = service_of.in_month_ending(enrolment, period)
			yield frappe._dict(
				enrolment,
				period_from=period.first,
				period_to=period.last,
				own_from=period.own_first,
				own_to=period.own_last,
				is_partial=int(period.is_partial),
				needs_level=period.level.value,
				contacts=contacts,
				target=in_words(period.level, period.days, period.full_days, targets),
				standing=SHOWN[aim.standing(contacts)],
				services=services_then,
				service_missing=int(service_of.is_missing(enrolment, services_then)),
				**deviation_of.get((enrolment.enrolment, period.own_first), {}),
			)


def periods_of(
	enrolment: frappe._dict,
	history: tuple[LevelPeriod, ...],
	first: date,
	last: date,
	week_starts_on: str,
) -> tuple[Period, ...]:
	"""The same for all who were enrolled long before and after, at the same level: computed once."""
	if first > last:
		return ()
	ended = min(filter(None, (enrolment.exit_date, enrolment.died_on)), default=None)
	early, late = first - LONGEST_PERIOD, last + LONGEST_PERIOD
	is_steady = (
		enrolment.enrolment_date <= early
		and (ended is None or ended >= late)
		and history
		and history[-1].level_from <= early
	)
	if is_steady:
		steady = (LevelPeriod(level_on(history, early), early),)
		return one_level_throughout(steady, early, None, first, last, week_starts_on)
	return periods(history, enrolment.enrolment_date, ended, first, last, week_starts_on)


def matches(row: frappe._dict, filters: frappe._dict) -> bool:
	if filters.needs_level and row.needs_level != filters.needs_level:
		return False
	if cint(filters.not_discussed):
		return row.standing != ON_TARGET and not row.discussed_on
	return not cint(filters.only_deviations) or row.standing != ON_TARGET


def columns() -> list[dict]:
	"""File numbers, not record names, so that an export can be read; the desk makes them links."""
	return [
		column("case_number", _("Case"), "Data", 145),
		column("client_number", _("Client"), "Data", 155),
		column("client_name", _("Name"), "Data", 170),
		column("period_from", _("From"), "Date", 105),
		column("period_to", _("Until"), "Date", 105),
		column("needs_level", _("Level of need then"), "Select", 130),
		column("contacts", _("Contacts"), "Int", 90),
		column("target", _("Target"), "Data", 200),
		column("standing", _("Against the target"), "Select", 140),
		column("reason", _("Reason"), "Data", 220),
		column("discussed_on", _("Discussed with the Program Officer on"), "Date", 170),
		column("services", _("Services in the month that ended"), "Int", 160),
		column("caseworker", _("Caseworker"), "Data", 160),
		column("site", _("Site"), "Link", 130, options="CSS Site"),
	]


def message() -> str:
	return _(
		"Weeks for high needs, calendar months for low needs. The target of a part of a week or month is prorated by days."
	)


def standing_labels() -> dict[str, str]:
	"""Rows hold the English words, which the desk shows in the reader's language."""
	return {"Below": _("Below"), ON_TARGET: _("On Target"), "Above": _("Above")}


def summary(rows: list[frappe._dict]) -> list[dict]:
	indicators = {"Below": "Red", ON_TARGET: "Green", "Above": "Orange"}
	counts = [
		{
			"label": label,
			"value": sum(row.standing == standing for row in rows),
			"datatype": "Int",
			"indicator": indicators[standing],
		}
		for standing, label in standing_labels().items()
	]
	waiting = sum(row.standing != ON_TARGET and not row.discussed_on for row in rows)
	missing = sum(row.service_missing for row in rows)
	return [
		*counts,
		{"label": _("Not yet discussed"), "value": waiting, "datatype": "Int"},
		{
			"label": _("Months without enough services"),
			"value": missing,
			"datatype": "Int",
			"indicator": "Red" if missing else "Green",
		},
	]
