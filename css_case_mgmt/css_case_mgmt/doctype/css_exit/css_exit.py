import frappe

from css_case_mgmt.case_document import CaseDocument, add_unique_source


class CSSExit(CaseDocument):
	"""How an enrolment ends: earned, approved and handed over (R-360 to R-379)."""

	def before_insert(self) -> None:
		self.set_title(self.exit_date or frappe.utils.nowdate())


def on_doctype_update() -> None:
	add_unique_source("CSS Exit")
