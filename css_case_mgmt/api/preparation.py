"""The card to read before a follow-up meeting (R-164)."""

import frappe

from css_case_mgmt.preparation import sections


@frappe.whitelist(methods=["GET", "POST"])
def get_preparation(enrolment: str) -> dict:
	"""What to know before meeting somebody again, strengths first.

	Args:
		enrolment: a CSS Enrolment that the user may read.

	Returns:
		sections: each with `key`, `title` and `lines`; a line has a `text` and, where there is one, a `date`,
			`detail`, `score`, `tone`, and `doctype` and `name` of the record it comes from.
	"""
	document = frappe.get_doc("CSS Enrolment", enrolment)
	document.check_permission("read")
	site = frappe.db.get_value("CSS Case", document.css_case, "site")
	return {"sections": sections(document, site)}
