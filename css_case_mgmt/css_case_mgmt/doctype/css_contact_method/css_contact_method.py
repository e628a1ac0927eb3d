import frappe
from frappe import _
from frappe.model.document import Document

from css_case_mgmt.ways_of_meeting import OWN_METHODS


class OwnMethodKept(frappe.ValidationError):
	"""The app needs this method itself."""


class CSSContactMethod(Document):
	"""By which people are reached, such as by video (R-222)."""

	def on_trash(self) -> None:
		if self.name in OWN_METHODS:
			frappe.throw(
				_(
					"The app writes {0} down itself, with assessments and messages. Switch it off instead."
				).format(_(self.name)),
				OwnMethodKept,
				title=_("Method"),
			)
