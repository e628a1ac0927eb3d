"""What a report of services is asked about: days, and the files of the reader (R-399, R-412)."""

from dataclasses import dataclass
from datetime import date

import frappe
from frappe import _
from frappe.utils import add_months, getdate

from css_case_mgmt.permissions.case_names import NONE, readable_cases
from css_case_mgmt.permissions.registry import CASE
from css_case_mgmt.permissions.scope import Scope, scope_of
from css_case_mgmt.report_filters import day, refuse, text


@dataclass(frozen=True)
class Asked:
	"""A range of dates, and the cases whose records are looked at.

	Args:
		reader: who asks.
		first: the first day.
		last: the last day.
		cases: names of the cases that the reader may read and asks about, never empty, for `isin`.
	"""

	reader: Scope
	first: date
	last: date
	cases: tuple[str, ...]


def asked(filters: frappe._dict, *, months: int) -> Asked:
	"""What the filters `from_date`, `to_date`, `site`, `caseworker` and `css_case` ask for.

	A caseworker is the one of the case, whoever did what is reported; the site is the one of the case (D-19).

	Args:
		filters: as they came.
		months: how many months up to the last day, if no first day is given.

	Raises:
		FilterRefused: a filter that nothing can be answered to.
	"""
	reader = scope_of(frappe.session.user)
	first, last = date_range(filters, reader, months=months)
	return Asked(reader, first, last, cases_asked_about(filters, reader))


def date_range(filters: frappe._dict, reader: Scope, *, months: int) -> tuple[date, date]:
	"""The first and the last day asked for; by default so many months up to today."""
	last = day(filters, "to_date") or max(reader.today.values(), default=getdate())
	first = day(filters, "from_date") or getdate(add_months(last, -months))
	if first > last:
		refuse(_("From Date lies after To Date."))
	return first, last


def cases_asked_about(filters: frappe._dict, reader: Scope) -> tuple[str, ...]:
	"""In two steps: MariaDB would otherwise ask of each record whether its case can be reached."""
	case = frappe.qb.DocType(CASE)
	query = frappe.qb.from_(case).select(case.name).where(case.name.isin(readable_cases(reader)))
	for fieldname, column in (("site", case.site), ("caseworker", case.caseworker), ("css_case", case.name)):
		if asked_for := text(filters, fieldname):
			query = query.where(column == asked_for)
	return tuple(query.run(pluck=True)) or NONE
