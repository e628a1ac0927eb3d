import frappe
from frappe import _

from css_case_mgmt.case_document import CaseDocument
from css_case_mgmt.people import case_of_client
from css_case_mgmt.separations import cases_kept_apart


class TieRefused(frappe.ValidationError):
	"""A relationship that is not one between two households."""


class CSSFamilyTie(CaseDocument):
	"""Somebody of this household is related to somebody of another (D-20); read by whoever may read both."""

	def validate(self) -> None:
		self.refuse_future("ended_on")
		if self.is_new():
			self.validate_households()
			self.validate_single()

	def validate_households(self) -> None:
		if case_of_client(self.client) != self.css_case:
			self.refuse(_("This person is not a member of the case."))
		household = case_of_client(self.related_client)
		if self.client == self.related_client or household == self.css_case:
			self.refuse(_("Both belong to this case: their relationship is in the family."))
		if household in cases_kept_apart(self.css_case):
			self.refuse(_("These two households are kept apart. Nothing connects them on file."))

	def validate_single(self) -> None:
		if frappe.db.exists(
			"CSS Family Tie",
			{"client": self.client, "related_client": self.related_client, "ended_on": ("is", "not set")},
		):
			self.refuse(_("This relationship is on file already."))

	def refuse(self, text: str) -> None:
		frappe.throw(text, TieRefused, title=_("Relative in another household"))


def on_doctype_update() -> None:
	frappe.db.add_index("CSS Family Tie", ["related_client", "ended_on"])
