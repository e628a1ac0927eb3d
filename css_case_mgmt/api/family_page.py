"""The page of a family, to be read in one minute (R-286, R-459)."""

import frappe

from css_case_mgmt.api.permission import require
from css_case_mgmt.family_page.page import page_of


@frappe.whitelist(methods=["GET", "POST"])
def get_page(css_case: str) -> dict:
	"""Who is who, consent, strengths, needs and trend, plan, referrals, problems, last contacts and what is due.

	Args:
		css_case: a CSS Case that the reader may read.

	Returns:
		case, today, and a key for each section of which the reader may read anything at all.

	Raises:
		frappe.PermissionError: the reader does not reach the case.
	"""
	require("CSS Case")
	return page_of(css_case)
