"""The next step of a referral to case management (R-080 to R-083, R-506)."""

import frappe

from css_case_mgmt.css_case_mgmt.doctype.css_inbound_referral.css_inbound_referral import (
	BEFORE_TRIAGE,
	UNDECIDED,
)
from css_case_mgmt.naars_follow_up import state_of
from css_case_mgmt.permissions.conditions import is_reachable
from css_case_mgmt.settings import site_today


@frappe.whitelist(methods=["GET", "POST"])
def get_standing(referral: str) -> dict:
	"""Where a referral stands and what the user may do next with it.

	Nothing is looked up about the person: the answer is the same whether she is known or not.
	"""
	document = frappe.get_doc("CSS Inbound Referral", referral)
	document.check_permission("read")
	today = site_today(document.site)
	may_write = document.has_permission("write")
	may_write_case = bool(document.css_case) and is_reachable(
		"CSS Case", document.css_case, frappe.session.user, write=True
	)
	follow_up = state_of(document, today)
	return {
		"today": today,
		"status": document.status,
		"follow_up": follow_up and follow_up.value,
		"follow_up_opens": document.naars_follow_up_opens,
		"follow_up_due": document.naars_follow_up_due,
		"may_triage": may_write and document.status in BEFORE_TRIAGE and bool(document.naars_date),
		"may_accept": may_write and document.status == "In Triage",
		"may_return": may_write and document.status in UNDECIDED,
		"may_record_follow_up": bool(follow_up) and (may_write or may_write_case),
	}
