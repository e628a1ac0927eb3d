"""My Service Outputs: what was done, how, where and with how many (R-233, R-234, R-334, R-392).

Somebody who takes part in several activities is one person, and a family one case, in every line and in the summary.
"""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date

import frappe
from frappe import _
from frappe.query_builder import Case, Criterion
from frappe.query_builder.functions import Sum
from frappe.utils import add_months, cint, getdate
from pypika import CustomFunction
from pypika.queries import QueryBuilder
from pypika.terms import Term

from css_case_mgmt.contact_counts import ALL_ATTEMPTS, REACHED, counted
from css_case_mgmt.permissions.conditions import condition, names
from css_case_mgmt.permissions.scope import Scope, scope_of
from css_case_mgmt.report_columns import column

ACTIVITY, PARTICIPANT, CASE = "CSS Activity", "CSS Activity Participant", "CSS Case"
KINDS = ("activity_type", "method", "location_kind")
month_of = CustomFunction("date_format", ["day", "format"])


class RangeRefused(frappe.ValidationError):
	"""A range of dates that contains no day."""


@frappe.read_only()
def execute(filters: dict | None = None):
	"""Columns, rows, message, chart and summary of the final activities in files open to the reader: a worker's own,
	for a manager those of everybody at the sites.

	Args:
		filters: `from_date` and `to_date`; `site` and `caseworker`, for managers; `by_caseworker`, `by_month`.
	"""
	filters = frappe._dict(filters or {})
	reader = scope_of(frappe.session.user)
	first, last = date_range(filters, reader)
	breakdown = breakdown_of(filters, reader)
	lines, total = add_up(counted_by_person(first, last, breakdown, filters, reader), breakdown)
	rows = [frappe._dict(zip(breakdown, line, strict=True), **figures.shown()) for line, figures in lines]
	return columns(breakdown), rows, message(reader), chart(rows), summary(total.shown())


def date_range(filters: frappe._dict, reader: Scope) -> tuple[date, date]:
	"""By default a month up to today."""
	last = getdate(filters.to_date) if filters.to_date else max(reader.today.values())
	first = getdate(filters.from_date) if filters.from_date else getdate(add_months(last, -1))
	if first > last:
		frappe.throw(_("From Date lies after To Date."), RangeRefused, title=_("Dates"))
	return first, last


def sees_colleagues(reader: Scope) -> bool:
	return bool(reader.managed_sites) or reader.user == "Administrator"


def breakdown_of(filters: frappe._dict, reader: Scope) -> tuple[str, ...]:
	by_caseworker = cint(filters.by_caseworker) and sees_colleagues(reader)
	return (
		*(("caseworker",) if by_caseworker else ()),
		*(("month",) if cint(filters.by_month) else ()),
		*KINDS,
	)


def readable_activities(first: date, last: date, filters: frappe._dict, reader: Scope) -> QueryBuilder:
	"""The rows of participants of these activities, to be counted."""
	# Two steps: MariaDB would otherwise ask for each activity whether its case can be reached.
	cases = names(CASE, condition(CASE, reader.user, scope=reader)).run(pluck=True) or [""]
	activity, row = frappe.qb.DocType(ACTIVITY), frappe.qb.DocType(PARTICIPANT)
	query = (
		frappe.qb.from_(activity)
		.join(row)
		.on(row.parent == activity.name)
		.where(activity.docstatus == 1)
		.where(activity.marked_in_error_on.isnull())
		.where(activity.activity_date[first:last])
		.where(row.parenttype == ACTIVITY)
		.where(activity.css_case.isin(cases))
	)
	if not sees_colleagues(reader):
		return query.where(activity.caseworker == reader.user)
	if filters.site:
		query = query.where(activity.site == filters.site)
	if filters.caseworker:
		query = query.where(activity.caseworker == filters.caseworker)
	if reader.user != "Administrator":
		query = query.where(activity.site.isin(reader.managed_sites))
	return query


def counted_by_person(
	first: date, last: date, breakdown: tuple[str, ...], filters: frappe._dict, reader: Scope
) -> list[tuple]:
	"""For each line, client and case: the columns of the line, the two, and activities, contacts and minutes.

	People and cases are then counted once in every line and once in the total, without going through the
	activities again. Each activity has exactly one row number 1, so that it is counted once."""
	activity, row = frappe.qb.DocType(ACTIVITY), frappe.qb.DocType(PARTICIPANT)
	terms = {fieldname: activity[fieldname] for fieldname in (*KINDS, "caseworker")}
	terms["month"] = month_of(activity.activity_date, "%Y-%m")
	once = Case().when(row.idx == 1, 1).else_(0)
	keys = [*(terms[fieldname] for fieldname in breakdown), row.client, activity.css_case]
	query = readable_activities(first, last, filters, reader).select(
		*keys,
		Sum(once),
		Sum(Case().when(is_contact(activity, row, reader), 1).else_(0)),
		Sum(once * activity.duration_minutes),
	)
	for key in keys:
		query = query.groupby(key)
	return query.run()


@dataclass
class Figures:
	"""What a line says."""

	activities: int = 0
	contacts: int = 0
	minutes: int = 0
	people: set[str] = field(default_factory=set)
	cases: set[str] = field(default_factory=set)

	def add(self, client: str, css_case: str, numbers: tuple) -> None:
		self.activities += int(numbers[0])
		self.contacts += int(numbers[1])
		self.minutes += int(numbers[2])
		self.people.add(client)
		self.cases.add(css_case)

	def shown(self) -> dict[str, int]:
		return {
			"activities": self.activities,
			"contacts": self.contacts,
			"people": len(self.people),
			"cases": len(self.cases),
			"minutes": self.minutes,
		}


def add_up(
	counted_rows: list[tuple], breakdown: tuple[str, ...]
) -> tuple[list[tuple[tuple, Figures]], Figures]:
	"""The lines in order, and the total, in which everybody counts once (R-234)."""
	lines: dict[tuple, Figures] = defaultdict(Figures)
	total = Figures()
	depth = len(breakdown)
	for row in counted_rows:
		line, (client, css_case), numbers = row[:depth], row[depth : depth + 2], row[depth + 2 :]
		lines[line].add(client, css_case, numbers)
		total.add(client, css_case, numbers)
	return sorted(lines.items(), key=lambda each: [text or "" for text in each[0]]), total


def is_contact(activity, row, reader: Scope) -> Term:
	"""As each site counts (D-10)."""
	every_attempt = [site for site in reader.today if counted(site) == ALL_ATTEMPTS]
	counts: Criterion = row.successful.isin(REACHED)
	if every_attempt:
		counts |= activity.site.isin(every_attempt)
	return row.contact_on.isnotnull() & counts


def columns(breakdown: tuple[str, ...]) -> list[dict]:
	labels = {
		"caseworker": column("caseworker", _("Caseworker"), "Link", 180, options="User"),
		"month": column("month", _("Month"), "Data", 90),
		"activity_type": column("activity_type", _("Kind of activity"), "Select", 220),
		"method": column("method", _("Method"), "Select", 120),
		"location_kind": column("location_kind", _("Place"), "Select", 130),
	}
	return [
		*(labels[fieldname] for fieldname in breakdown),
		column("activities", _("Activities"), "Int", 100),
		column("contacts", _("Contacts with a person"), "Int", 160),
		column("people", _("People"), "Int", 90),
		column("cases", _("Cases"), "Int", 90),
		column("minutes", _("Minutes"), "Int", 100),
	]


def message(reader: Scope) -> str:
	if sees_colleagues(reader):
		return _("Final activities at your sites. Who appears in several lines is one person in the total.")
	return _(
		"Your final activities in the files that are open to you now. Who appears in several lines is one person in the total."
	)


def chart(rows: list[frappe._dict]) -> dict | None:
	if not rows:
		return None
	numbers: dict[str, int] = {}
	for row in rows:
		kind = _(row.activity_type)
		numbers[kind] = numbers.get(kind, 0) + row.activities
	return {
		"data": {
			"labels": list(numbers),
			"datasets": [{"name": _("Activities"), "values": list(numbers.values())}],
		},
		"type": "bar",
		"colors": ["#3b6fb6"],
		"height": 180,
	}


def summary(total: dict[str, int]) -> list[dict]:
	labels = {
		"activities": _("Activities"),
		"contacts": _("Contacts with a person"),
		"people": _("People"),
		"cases": _("Cases"),
		"minutes": _("Minutes"),
	}
	return [
		{"label": label, "value": total[fieldname], "datatype": "Int"} for fieldname, label in labels.items()
	]
