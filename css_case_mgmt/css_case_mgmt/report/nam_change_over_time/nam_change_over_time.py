"""NAM Change Over Time: from the baseline to the latest assessment, per client and factor (R-167, D-05); of those who
left, to the final one, with what became of them (R-379).

Workers and managers see the clients that they may read. The national team sees whole quarters, one breakdown at a
time, with counts randomly rounded and small groups withheld (R-006, R-509).
"""

import frappe
from frappe.utils import cint

from css_case_mgmt.css_case_mgmt.report.nam_change_over_time import (
	left_outcomes,
	national_changes,
	national_outcomes,
	readable_changes,
)
from css_case_mgmt.css_case_mgmt.report.nam_report.nam_report import date_range, sees_figures_only
from css_case_mgmt.permissions.scope import scope_of


@frappe.read_only()
def execute(filters: dict | None = None):
	"""Columns, rows, message, chart and summary.

	Args:
		filters: `from_date` and `to_date` of the later assessment; `month`, the slot that it counts for, any
			when left out; `site`, `caseworker`, `factor` and `needs_level` for those who read files;
			`breakdown` (Factor or Site) for the national team. With `of_those_who_left`, the dates are those of the
			exit, and `breakdown` (Factor, Exit reason; for the national team Site as well) is for everybody.
	"""
	filters = frappe._dict(filters or {})
	reader = scope_of(frappe.session.user)
	first_day, last_day = date_range(filters)
	if cint(filters.of_those_who_left):
		if sees_figures_only(reader):
			return national_outcomes.report(first_day, last_day, filters)
		return left_outcomes.report(first_day, last_day, filters, reader)
	if sees_figures_only(reader):
		return national_changes.report(first_day, last_day, filters.breakdown or "Factor")
	return readable_changes.report(first_day, last_day, filters, reader)
