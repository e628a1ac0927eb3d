import frappe
from frappe import _
from frappe.utils import getdate

from css_case_mgmt.case_document import CaseDocument, DateRefused
from css_case_mgmt.settings import site_today


class CSSInterpreter(CaseDocument):
	"""Somebody in the register of a site (R-250, R-251, R-255, D-15)."""

	def validate(self) -> None:
		today = site_today(self.site)
		if self.confidentiality_signed_on and getdate(self.confidentiality_signed_on) > today:
			frappe.throw(
				_("The confidentiality form is signed in the future. Today at this site is {0}.").format(
					frappe.format(today, "Date")
				),
				DateRefused,
				title=_("Date in the future"),
			)
		if self.signed_form and not self.signed_form.startswith("/private/files/"):
			frappe.throw(
				_("A signed form is kept as a private file. Upload it here."), title=_("Signed form")
			)
		if self.agency and self.kind == "Informal":
			frappe.throw(
				_("An interpreter of an agency is formal. Choose the kind Formal, or remove the agency."),
				title=_("Interpreter"),
			)


def on_doctype_update() -> None:
	frappe.db.add_index("CSS Interpreter", ["site", "enabled"])
