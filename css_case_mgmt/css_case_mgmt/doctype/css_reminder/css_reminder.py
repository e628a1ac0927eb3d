import frappe

from css_case_mgmt.case_document import CaseDocument


class CSSReminder(CaseDocument):
	"""One reminder of the ledger, read by whoever reads its case; only the daily job adds any (R-169)."""


def on_doctype_update() -> None:
	# The day's reminders of a site: who is told how many.
	frappe.db.add_index("CSS Reminder", ["site", "remind_on"])
