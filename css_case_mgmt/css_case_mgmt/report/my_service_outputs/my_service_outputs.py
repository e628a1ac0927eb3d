"""My Service Outputs: what was done, how, where and with how many (R-233, R-234, R-334, R-392).

Somebody who takes part in several activities is one person, and a family one case, in every line and in the summary.
"""

from datetime import date

import frappe
from frappe import _
from frappe.query_builder import Case, Criterion
from frappe.query_builder.functions import Count, Sum
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
	activities = readable_activities(first, last, filters, reader)
	rows = by_kind(activities, breakdown, reader)
	(total,) = figures(activities, reader).run(as_dict=True)
	return columns(breakdown), rows, message(reader), chart(rows), summary(total)


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
	# Two steps: MariaDB would otherwise go through the activities of all sites.
	cases = names(CASE, condition(CASE, reader.user, scope=reader)).run(pluck=True) or [""]
	activity, row = frappe.qb.DocType(ACTIVITY), frappe.qb.DocType(PARTICIPANT)
	query = (
		frappe.qb.from_(activity)
		.join(row)
		.on(row.parent == activity.name)
		.where(activity.docstatus == 1)
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
		# A manager's own casework elsewhere is not what she answers for here, unless it is her own.
		query = query.where(activity.site.isin(reader.managed_sites) | (activity.caseworker == reader.user))
	return query


def by_kind(activities: QueryBuilder, breakdown: tuple[str, ...], reader: Scope) -> list[frappe._dict]:
	activity = frappe.qb.DocType(ACTIVITY)
	terms = {fieldname: activity[fieldname] for fieldname in (*KINDS, "caseworker")}
	terms["month"] = month_of(activity.activity_date, "%Y-%m")
	query = figures(activities, reader)
	for fieldname in breakdown:
		query = query.select(terms[fieldname].as_(fieldname)).groupby(terms[fieldname])
	for fieldname in breakdown:
		query = query.orderby(terms[fieldname])
	return query.run(as_dict=True)


def figures(activities: QueryBuilder, reader: Scope) -> QueryBuilder:
	"""What is counted. Each activity has exactly one row number 1, so that its minutes are added up once."""
	activity, row = frappe.qb.DocType(ACTIVITY), frappe.qb.DocType(PARTICIPANT)
	once = Case().when(row.idx == 1, 1).else_(0)
	return activities.select(
		Sum(once).as_("activities"),
		Sum(Case().when(is_contact(activity, row, reader), 1).else_(0)).as_("contacts"),
		Count(row.client).distinct().as_("people"),
		Count(activity.css_case).distinct().as_("cases"),
		Sum(once * activity.duration_minutes).as_("minutes"),
	)


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
		numbers[kind] = numbers.get(kind, 0) + int(row.activities)
	return {
		"data": {
			"labels": list(numbers),
			"datasets": [{"name": _("Activities"), "values": list(numbers.values())}],
		},
		"type": "bar",
		"colors": ["#3b6fb6"],
		"height": 180,
	}


def summary(total: frappe._dict) -> list[dict]:
	labels = {
		"activities": _("Activities"),
		"contacts": _("Contacts with a person"),
		"people": _("People"),
		"cases": _("Cases"),
		"minutes": _("Minutes"),
	}
	return [
		{"label": label, "value": int(total[fieldname] or 0), "datatype": "Int"}
		for fieldname, label in labels.items()
	]
