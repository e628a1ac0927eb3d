import frappe
from frappe import _
from frappe.utils import getdate

from css_case_mgmt.case_document import DateRefused, add_unique_source
from css_case_mgmt.css_case_mgmt.doctype.css_consent_form.css_consent_form import published_form
from css_case_mgmt.signed_document import SignedDocument


class CharterRefused(frappe.ValidationError):
	"""An acknowledgement that does not hold together."""


class CSSCharterAcknowledgement(SignedDocument):
	"""The client charter, gone through together and acknowledged (R-113, R-114, R-127, R-129)."""

	MAY_CHANGE = ("copy_given_on", "withdrawn_on", "graduation_discussed_on")
	DATES = (
		"acknowledged_on",
		"client_signed_on",
		"caseworker_signed_on",
		"copy_given_on",
		"withdrawn_on",
		"graduation_discussed_on",
	)

	FORM_FIELD = "charter_form"
	KIND = "Charter"

	def before_insert(self) -> None:
		if self.charter_form:
			self.language = published_form(self.charter_form, "Charter").language
		self.set_title(self.charter_form or _("Client Charter"))

	def validate(self) -> None:
		before = self.get_doc_before_save()
		if before:
			self.title = before.title
			self.validate_withdrawal(before)
		if self.charter_form:
			self.language = frappe.get_cached_value("CSS Consent Form", self.charter_form, "language")
		self.validate_signed_document(self.acknowledged_on)
		if self.withdrawn_on and getdate(self.withdrawn_on) < getdate(self.acknowledged_on):
			frappe.throw(
				_("The charter is withdrawn before it was acknowledged."), DateRefused, title=_("Charter")
			)

	def validate_withdrawal(self, before: "CSSCharterAcknowledgement") -> None:
		withdrawn_on = getdate(self.withdrawn_on) if self.withdrawn_on else None
		if before.withdrawn_on and withdrawn_on != getdate(before.withdrawn_on):
			frappe.throw(
				_("A withdrawal is not taken back. Record a new acknowledgement instead."),
				CharterRefused,
				title=_("Charter"),
			)


def on_doctype_update() -> None:
	add_unique_source("CSS Charter Acknowledgement")
