import frappe
from frappe import _

from css_case_mgmt.case_document import CaseDocument
from css_case_mgmt.permissions.kept_answers import forget_answers


class CSSConflictofInterest(CaseDocument):
	"""A staff member related to somebody in a case is kept out of it (R-501)."""

	def before_insert(self) -> None:
		self.declared_by = frappe.session.user
		self.active = 1

	def validate(self) -> None:
		if not self.css_case and not self.client:
			frappe.throw(_("Name the case or the client concerned."), title=_("Conflict of interest"))

	def on_update(self) -> None:
		forget_answers()


def on_doctype_update() -> None:
	frappe.db.add_index("CSS Conflict of Interest", ["user", "active"])
