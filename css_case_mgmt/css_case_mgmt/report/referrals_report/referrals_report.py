"""Referrals Report: to whom people were referred, and what came of it (R-062, R-311, R-398).

Workers and managers see the referrals that they may read. The national team sees whole quarters, one breakdown at a
time, with counts randomly rounded and small groups withheld (R-006, R-509).
"""

import frappe

from css_case_mgmt.css_case_mgmt.report.nam_report.nam_report import sees_figures_only
from css_case_mgmt.css_case_mgmt.report.referrals_report import national_referrals, readable_referrals
from css_case_mgmt.permissions.scope import scope_of
from css_case_mgmt.report_asked import date_range

MONTHS = 3


@frappe.read_only()
def execute(filters: dict | None = None):
	"""Columns, rows, message, chart and summary of the referrals made within some days.

	Args:
		filters: `from_date` and `to_date` of the referral; without both, those not sent yet are among them too
			(for the national team, three months by default); for those who read files `site`, `caseworker`
			(who referred), `status`, `provider`, `service`, `target_class`, `support_level`,
			`francophone`, `overdue`, and `breakdown`, without which there is one row for each referral; for
			the national team `breakdown` alone.
	"""
	filters = frappe._dict(filters or {})
	reader = scope_of(frappe.session.user)
	if sees_figures_only(reader):
		return national_referrals.report(*date_range(filters, reader, months=MONTHS), filters)
	return readable_referrals.report(filters)
