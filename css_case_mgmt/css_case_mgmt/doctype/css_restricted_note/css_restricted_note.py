import frappe
from frappe import _

from css_case_mgmt.case_document import CaseDocument, add_unique_source
from css_case_mgmt.signing_off import sign_off

# What the app writes, and no request.
COMPUTED = ("author_initials", "caseworker", "entered_on", "final_on", "marked_in_error_on")


class RestrictedNoteRefused(frappe.ValidationError):
	"""A restricted note that cannot be kept like this."""


class RestrictedNoteLocked(frappe.ValidationError):
	"""A final note stays as it is (R-282)."""


class CSSRestrictedNote(CaseDocument):
	"""A note that only the caseworker, whoever covers for her, and the site's manager read; nobody else learns that
	it exists (R-288). It follows its client to the next case (R-502)."""

	def before_insert(self) -> None:
		if not self.flags.is_moved:
			self.update({**dict.fromkeys(COMPUTED), "caseworker": frappe.session.user})

	def validate(self) -> None:
		self.keep_what_is_computed()
		self.require_case_of_client()
		self.refuse_future("noted_on")
		self.validate_topic()
		self.validate_activity()
		self.set_title(self.noted_on)

	def before_submit(self) -> None:
		if not (self.note or "").strip():
			self.refuse(_("Write the note first."))
		if not self.flags.is_moved:
			sign_off(self, self.caseworker)

	def before_update_after_submit(self) -> None:
		self.refuse_change()

	def before_cancel(self) -> None:
		self.refuse_change()

	def keep_what_is_computed(self) -> None:
		before = self.get_doc_before_save()
		for fieldname in COMPUTED if before else ():
			self.set(fieldname, before.get(fieldname))

	def validate_topic(self) -> None:
		is_chosen = self.is_new() or self.has_value_changed("topic")
		if is_chosen and not frappe.get_cached_value("CSS Restricted Topic", self.topic, "enabled"):
			self.refuse(_("{0} is no longer in use. Choose another topic.").format(_(self.topic)))

	def validate_activity(self) -> None:
		if self.activity and self.has_value_changed("activity"):
			if frappe.db.get_value("CSS Activity", self.activity, "css_case") != self.css_case:
				self.refuse(_("The activity belongs to another case."))

	def refuse(self, text: str) -> None:
		frappe.throw(text, RestrictedNoteRefused, title=_("Restricted note"))

	def refuse_change(self) -> None:
		frappe.throw(
			_("A final note does not change and is not cancelled. Add an addendum."),
			RestrictedNoteLocked,
			title=_("Final"),
		)


def on_doctype_update() -> None:
	add_unique_source("CSS Restricted Note")
