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

ALWAYS = date(1900, 1, 1), date(9999, 12, 31)


@dataclass(frozen=True)
class Asked:
	"""A range of dates, and the cases whose records are looked at.

	Args:
		reader: who asks.
		first: the first day.
		last: the last day.
		cases: names of the cases that the reader may read and asks about, never empty, for `isin`.
		worker: whose doing is asked about; None for everybody's.
	"""

	reader: Scope
	first: date
	last: date
	cases: tuple[str, ...]
	worker: str | None = None

	@property
	def has_no_end(self) -> bool:
		"""Neither a first nor a last day was given."""
		return (self.first, self.last) == ALWAYS


def asked(filters: frappe._dict, *, months: int | None, of_worker: bool) -> Asked:
	"""What the filters `from_date`, `to_date`, `site`, `caseworker` and `css_case` ask for.

	The site is the one of the case (D-19).

	Args:
		filters: as they came.
		months: how many months up to the last day, if no first day is given; None for any day.
		of_worker: a caseworker is whoever did what is reported; otherwise, the one of the case.

	Raises:
		FilterRefused: a filter that nothing can be answered to.
	"""
	reader = scope_of(frappe.session.user)
	first, last = date_range(filters, reader, months=months)
	worker = text(filters, "caseworker") if of_worker else None
	return Asked(reader, first, last, cases_asked_about(filters, reader, of_worker=of_worker), worker)


def date_range(filters: frappe._dict, reader: Scope, *, months: int | None) -> tuple[date, date]:
	"""The first and the last day asked for; by default so many months up to today, or always."""
	first, last = day(filters, "from_date"), day(filters, "to_date")
	if months is None:
		first, last = first or ALWAYS[0], last or ALWAYS[1]
	else:
		last = last or max(reader.today.values(), default=getdate())
		first = first or getdate(add_months(last, -months))
	if first > last:
		refuse(_("From Date lies after To Date."))
	return first, last


def cases_asked_about(filters: frappe._dict, reader: Scope, *, of_worker: bool = False) -> tuple[str, ...]:
	"""In two steps: MariaDB would otherwise ask of each record whether its case can be reached."""
	case = frappe.qb.DocType(CASE)
	query = frappe.qb.from_(case).select(case.name).where(case.name.isin(readable_cases(reader)))
	columns = {"site": case.site, "css_case": case.name}
	if not of_worker:
		columns["caseworker"] = case.caseworker
	for fieldname, column in columns.items():
		if asked_for := text(filters, fieldname):
			query = query.where(column == asked_for)
	return tuple(query.run(pluck=True)) or NONE
