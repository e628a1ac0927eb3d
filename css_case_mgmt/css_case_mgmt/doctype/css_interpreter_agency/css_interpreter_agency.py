import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import getdate

from css_case_mgmt.case_document import DateRefused, refuse_markup


class CSSInterpreterAgency(Document):
	"""An agency whose agreement covers its telephone interpreters (D-15, R-250)."""

	def validate(self) -> None:
		refuse_markup(self)
		if (
			self.confidentiality_agreed_on
			and self.agreement_until
			and getdate(self.agreement_until) < getdate(self.confidentiality_agreed_on)
		):
			frappe.throw(_("The agreement ends before it begins."), DateRefused, title=_("Agreement until"))
