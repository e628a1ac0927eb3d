import frappe
from frappe import _

from css_case_mgmt.case_document import CaseDocument


class PreferenceRefused(frappe.ValidationError):
	"""Two statements about the same interpreter."""


class CSSClientInterpreter(CaseDocument):
	"""Whom a client wants as an interpreter, does not want, or must not have (R-254, R-255, R-173)."""

	def validate(self) -> None:
		self.require_same_site()
		if self.active and frappe.db.exists(
			"CSS Client Interpreter",
			{
				"client": self.client,
				"interpreter": self.interpreter,
				"active": 1,
				"name": ("!=", self.name or ""),
			},
		):
			frappe.throw(
				_("There is a statement about this interpreter already. Change that one, or end it first."),
				PreferenceRefused,
				title=_("Interpreter"),
			)

	def require_same_site(self) -> None:
		if frappe.db.get_value("CSS Interpreter", self.interpreter, "site") != self.site_of_case():
			frappe.throw(
				_("Could not find {0}").format(f"{_('Interpreter')}: {self.interpreter}"),
				frappe.LinkValidationError,
			)
