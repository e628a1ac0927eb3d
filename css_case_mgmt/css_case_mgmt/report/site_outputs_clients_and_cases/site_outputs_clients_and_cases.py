"""Site Outputs (Clients & Cases): who was in the programme, who came and left, and what was done (R-356, R-391).

Managers see their sites. The national team sees whole quarters, one breakdown at a time, with counts randomly rounded
and small groups withheld (R-006, R-509).
"""

import frappe

from css_case_mgmt.css_case_mgmt.report.nam_report.nam_report import sees_figures_only
from css_case_mgmt.css_case_mgmt.report.site_outputs_clients_and_cases import (
	national_outputs,
	readable_outputs,
)
from css_case_mgmt.permissions.scope import scope_of
from css_case_mgmt.report_asked import date_range

MONTHS = 3
MONTHS_OF_NATIONAL = 12


@frappe.read_only()
def execute(filters: dict | None = None):
	"""Columns, rows, message, chart and summary.

	Args:
		filters: `from_date` and `to_date`; for managers `site`, `caseworker` (assigned last), `needs_level` and
			`breakdown` (Site, Month, Quarter or Caseworker); for the national team `breakdown` (Site or Level of
			need) alone.
	"""
	filters = frappe._dict(filters or {})
	reader = scope_of(frappe.session.user)
	if sees_figures_only(reader):
		days = date_range(filters, reader, months=MONTHS_OF_NATIONAL)
		return national_outputs.report(*days, filters)
	return readable_outputs.report(*date_range(filters, reader, months=MONTHS), filters, reader)
