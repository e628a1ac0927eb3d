import frappe
from frappe import _

from css_case_mgmt.case_document import CaseDocument
from css_case_mgmt.settings import site_today

UPLOADED = "/private/files/"


class OriginalRefused(frappe.ValidationError):
	"""An original document, which stays with the client (R-067)."""


class CopyRefused(frappe.ValidationError):
	"""An attachment that is no file of this site."""


class CSSClientDocument(CaseDocument):
	"""A copy of a client's document (R-067). The original is never kept."""

	def before_insert(self) -> None:
		self.received_on = self.received_on or site_today(self.site_of_case())

	def validate(self) -> None:
		self.require_case_of_client()
		self.refuse_original()
		self.require_uploaded_copy()
		self.refuse_future("received_on")
		self.set_title(self.received_on)

	def refuse_original(self) -> None:
		if not self.is_copy:
			frappe.throw(
				_(
					"Originals such as passports and birth certificates are never kept. Give the original back to the client, attach a copy, and tick that it is a copy."
				),
				OriginalRefused,
				title=_("Copies only"),
			)

	def require_uploaded_copy(self) -> None:
		"""A link would lead to a place that nobody here protects; a public file is open to the world."""
		if not (self.attachment or "").startswith(UPLOADED):
			frappe.throw(
				_("Upload the copy as a private file. A link or a public file is not enough."),
				CopyRefused,
				title=_("Copies only"),
			)
