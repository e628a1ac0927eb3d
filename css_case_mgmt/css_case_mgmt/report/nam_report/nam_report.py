"""NAM Report: assessments completed in a range of dates (R-166, R-401).

Workers and managers see the assessments that they may read. The national team sees whole quarters, one
breakdown at a time, with counts randomly rounded and small groups withheld (R-006, R-509).
"""

from datetime import date

import frappe
from frappe import _
from frappe.utils import add_months, getdate

from css_case_mgmt.css_case_mgmt.report.nam_report import national_figures, readable_assessments
from css_case_mgmt.permissions.registry import NATIONAL_ROLES
from css_case_mgmt.permissions.scope import Scope, scope_of


class RangeRefused(frappe.ValidationError):
	"""A range of dates that contains no day."""


@frappe.read_only()
def execute(filters: dict | None = None):
	"""Columns, rows, message, chart and summary.

	Args:
		filters: `from_date`, `to_date`; `site` and `caseworker` for those who read files; `breakdown`
			(Factor or Site) for the national team.
	"""
	filters = frappe._dict(filters or {})
	reader = scope_of(frappe.session.user)
	first_day, last_day = date_range(filters)
	if sees_figures_only(reader):
		return national_figures.report(first_day, last_day, filters.breakdown or "Factor")
	return readable_assessments.report(first_day, last_day, filters, reader)


def sees_figures_only(reader: Scope) -> bool:
	"""The national team gets figures, whoever else its members are is decided by their postings."""
	reads_files = bool(reader.staff_sites) or "CSS Monitor" in reader.roles or reader.user == "Administrator"
	return not reads_files and bool(reader.roles & set(NATIONAL_ROLES))


def date_range(filters: frappe._dict) -> tuple[date, date]:
	last_day = getdate(filters.to_date)
	first_day = getdate(filters.from_date or add_months(last_day, -12))
	if first_day > last_day:
		frappe.throw(_("From Date lies after To Date."), RangeRefused, title=_("Dates"))
	return first_day, last_day
