import frappe
from frappe import _

from css_case_mgmt.case_document import CaseDocument
from css_case_mgmt.settings import site_today
from css_case_mgmt.signing_off import initials_of

COMPUTED = ("author_initials", "marked_in_error_on", "noted_by", "noted_on")
SENT_ELSEWHERE = "Sent Elsewhere"
UPLOADED = "/private/files/"


class OriginalRefused(frappe.ValidationError):
	"""An original document, which stays with the client (R-067)."""


class CopyRefused(frappe.ValidationError):
	"""An attachment that is no file of this site."""


class DocumentInError(frappe.ValidationError):
	"""What was entered in the wrong file stays as it is (R-503)."""


class CSSClientDocument(CaseDocument):
	"""A copy of a client's document, with who noted it and when; the original is never kept (R-067, R-280). It may
	be the note of an activity, typed or written by hand (R-277)."""

	def before_insert(self) -> None:
		today = site_today(self.site_of_case())
		self.received_on = self.received_on or today
		self.update({"noted_by": frappe.session.user, "noted_on": today, "marked_in_error_on": None})
		self.author_initials = initials_of(self.noted_by)

	def validate(self) -> None:
		self.keep_what_is_computed()
		self.require_case_of_client()
		self.require_activity_of_case()
		self.require_place_of_original()
		self.warn_of_power_to_act()
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

	def keep_what_is_computed(self) -> None:
		before = self.get_doc_before_save()
		if not before:
			return
		if before.marked_in_error_on:
			frappe.throw(
				_("This was entered in the wrong file and stays as it is."),
				DocumentInError,
				title=_("Entered in the wrong file"),
			)
		for fieldname in COMPUTED:
			self.set(fieldname, before.get(fieldname))

	def require_activity_of_case(self) -> None:
		if self.activity and self.has_value_changed("activity"):
			if frappe.db.get_value("CSS Activity", self.activity, "css_case") != self.css_case:
				frappe.throw(
					_("The activity belongs to another case."), CopyRefused, title=_("Note of an activity")
				)

	def require_place_of_original(self) -> None:
		"""Of an original that was sent elsewhere it is on file where, and why (R-280)."""
		if self.original_is != SENT_ELSEWHERE:
			self.update({"sent_to": None, "sent_reason": None})
		elif not ((self.sent_to or "").strip() and (self.sent_reason or "").strip()):
			frappe.throw(
				_("Say where the original was sent, and why."), OriginalRefused, title=_("Copies only")
			)

	def warn_of_power_to_act(self) -> None:
		"""Staff act under no power of attorney (R-014)."""
		gives_power = frappe.get_cached_value("CSS Document Kind", self.document_kind, "gives_power_to_act")
		if gives_power and self.names_staff and self.has_value_changed("names_staff"):
			frappe.msgprint(
				_(
					"Staff may not act for a client under a power of attorney or a representation agreement. Speak with your manager before anything is done with it."
				),
				title=_("Power to act"),
				indicator="orange",
			)


def on_doctype_update() -> None:
	# The papers that are the note of an activity.
	frappe.db.add_index("CSS Client Document", ["activity"])
