import frappe
from frappe import _

from css_case_mgmt.calendar_feed import keep_feed
from css_case_mgmt.case_document import CaseDocument


class NotYourOwn(frappe.PermissionError):
	"""A preference that belongs to somebody else."""


class CSSReminderPreference(CaseDocument):
	"""What somebody wants to be sent, and the key of her calendar feed: one's own record alone (R-458)."""

	def validate(self) -> None:
		self.validate_user()
		self.keep_day_of_digest()
		keep_feed(self)

	def validate_user(self) -> None:
		is_own = self.user == frappe.session.user or self.flags.ignore_permissions
		if not is_own or (not self.is_new() and self.has_value_changed("user")):
			frappe.throw(
				_("Everybody chooses this for themselves alone."), NotYourOwn, title=_("Reminder preference")
			)

	def keep_day_of_digest(self) -> None:
		"""A form that was open meanwhile would have the day's digest sent once more."""
		self.digest_sent_on = (
			None
			if self.is_new()
			else frappe.db.get_value(self.doctype, self.name, "digest_sent_on", for_update=True)
		)
