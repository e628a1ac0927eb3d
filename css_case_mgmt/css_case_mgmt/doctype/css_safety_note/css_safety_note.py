import frappe
from frappe import _
from frappe.utils import getdate

from css_case_mgmt.case_document import CaseDocument, DateRefused


class CSSSafetyNote(CaseDocument):
	"""What happened before and is to be read before a visit (R-065). Few may read it."""

	def validate(self) -> None:
		self.require_case_of_client()
		self.refuse_future("noted_on")
		self.set_title(self.noted_on)
		self.validate_review()

	def validate_review(self) -> None:
		"""A warning that nobody looks at again sticks to a person for ever."""
		if self.active and not self.review_on:
			frappe.throw(
				_("Choose the day on which somebody looks whether this still holds."),
				DateRefused,
				title=_("Review"),
			)
		if self.review_on and getdate(self.review_on) < getdate(self.noted_on):
			frappe.throw(
				_("The review lies before the note. Choose a later day."), DateRefused, title=_("Review")
			)
