from datetime import datetime, timezone

import frappe
from frappe import _

from css_case_mgmt.case_document import CaseDocument, dated_title
from css_case_mgmt.permissions.conditions import NOTES_OF_CASE, is_reachable
from css_case_mgmt.permissions.registry import RESTRICTED_NOTE
from css_case_mgmt.settings import site_today
from css_case_mgmt.signing_off import initials_of

ADDS_TO = (*NOTES_OF_CASE, RESTRICTED_NOTE)


class AddendumRefused(frappe.ValidationError):
	"""Nothing can be added to this record."""


class AddendumLocked(frappe.ValidationError):
	"""An addendum stays as it was written (R-265)."""


class CSSNoteAddendum(CaseDocument):
	"""What is added to a final note: who, when, and what; never changed, never deleted (R-265, R-282)."""

	def check_links(self) -> None:
		super().check_links()
		if self.is_new():
			self.require_reach()

	def before_insert(self) -> None:
		site = self.site_of_case()
		if not self.flags.is_moved:
			self.written_by = frappe.session.user
			self.written_on = site_today(site)
			self.written_at_utc = datetime.now(timezone.utc).replace(tzinfo=None, microsecond=0)
			self.author_initials = initials_of(self.written_by)
		self.title = dated_title(
			frappe.db.get_value("CSS Case", self.css_case, "file_number"), self.written_on
		)

	def validate(self) -> None:
		if not self.is_new():
			frappe.throw(
				_("An addendum stays as it was written. Add another one."),
				AddendumLocked,
				title=_("Addendum"),
			)
		if not (self.text or "").strip():
			self.refuse(_("Write what is to be added."))
		self.require_final_note()

	def require_reach(self) -> None:
		"""Frappe follows a dynamic link without asking whether its target may be read."""
		user = frappe.session.user
		if self.reference_doctype in ADDS_TO and (
			self.flags.ignore_permissions
			or user == "Administrator"
			or is_reachable(self.reference_doctype, self.reference_name, user, write=True)
		):
			return
		place = f"{_(self.meta.get_label('reference_name'))}: {self.reference_name}"
		frappe.throw(_("Could not find {0}").format(place), frappe.LinkValidationError)

	def require_final_note(self) -> None:
		columns = ["css_case", "docstatus", "marked_in_error_on"]
		note = frappe.db.get_value(self.reference_doctype, self.reference_name, columns, as_dict=True)
		if note.css_case != self.css_case:
			self.refuse(_("The note belongs to another case."))
		if note.docstatus != 1:
			self.refuse(_("The note is not final yet: write in the note itself."))
		if note.marked_in_error_on:
			self.refuse(_("The note was entered in the wrong file. Write in the right one."))

	def refuse(self, text: str) -> None:
		frappe.throw(text, AddendumRefused, title=_("Addendum"))


def on_doctype_update() -> None:
	# The addenda of a note.
	frappe.db.add_index("CSS Note Addendum", ["reference_doctype", "reference_name"])
