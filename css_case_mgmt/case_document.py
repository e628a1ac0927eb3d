"""What every client-bearing document has in common."""

import re
from datetime import date

import frappe
from frappe import _
from frappe.model import default_fields
from frappe.model.document import Document
from frappe.model.naming import set_new_name
from frappe.utils import escape_html, getdate

from css_case_mgmt.closed_files import (
	case_row,
	closed_to,
	closing_text,
	may_be_changed,
	refuse_closed_file,
)
from css_case_mgmt.merged_files import refuse_merged_file
from css_case_mgmt.people import case_of_client
from css_case_mgmt.permissions.conditions import is_reachable
from css_case_mgmt.permissions.registry import CLIENT_BEARING
from css_case_mgmt.settings import site_today

TEXT_FIELDS = ("Data", "Small Text", "Text", "Long Text")
# Frappe shows the address of an attachment as HTML.
WITHOUT_MARKUP = (*TEXT_FIELDS, "Attach", "Attach Image")
NO_DAY = "0001-01-01"
MARKUP = re.compile(r"<\s*[a-zA-Z/!?]")


class RecordKept(frappe.ValidationError):
	"""Client records are never deleted (D-14)."""


class MarkupRefused(frappe.ValidationError):
	"""A text holds HTML."""


class DateRefused(frappe.ValidationError):
	"""A date lies outside what the file allows."""


class OtherCase(frappe.ValidationError):
	"""The client does not belong to the case."""


class KeptAsTyped:
	"""Mixed into documents, and rows of them, that keep notes exactly as they were typed (R-262)."""

	def get_formatted(self, fieldname: str, *args, **kwargs) -> str:
		"""A note is kept as typed, and so is escaped wherever Frappe prints it."""
		field = self.meta.get_field(fieldname)
		if field and field.fieldtype in TEXT_FIELDS and field.ignore_xss_filter:
			text = self.get(fieldname)
			return text if self.flags.is_compared else escaped(text)
		return super().get_formatted(fieldname, *args, **kwargs)


class CaseDocument(KeptAsTyped, Document):
	"""Base of the controllers of client-bearing DocTypes: an opaque name, plain texts, links only to
	what the user may read, and no deletion (D-14, D-19)."""

	def set(self, key, value, as_value=False) -> None:
		"""A request may put anything beside the fields. What the class says of itself, such as what it keeps or lets
		change, is not for a request to say (D-24)."""
		if not hasattr(type(self), key) or key in default_fields or self.meta.has_field(key):
			super().set(key, value, as_value)

	def autoname(self) -> None:
		self.name = opaque_name()

	def check_permission(self, permtype="read", permlevel=None) -> None:
		"""Before anything else of a new document runs: what numbers it, or looks for duplicates, would answer for
		records that may not be read."""
		super().check_permission(permtype, permlevel)
		if permtype == "create":
			self.check_links()
		elif permtype == "write" and not self.flags.ignore_permissions:
			self.flags.may_be_written_by = frappe.session.user

	def onload(self) -> None:
		"""The form shows it, and offers nothing that would be refused (R-378)."""
		closing = None if self.is_new() else closed_to(self)
		if closing:
			self.set_onload("closed_file", closing_text(closing))

	def may_be_changed(self) -> bool:
		"""Whether the user may change it: by right, and because the file is open (R-378)."""
		return may_be_changed(self)

	def before_validate(self) -> None:
		self.flags.pop("may_be_written_by", None)
		refuse_closed_file(self)
		self.store_empty_source_as_null()
		self.store_empty_dates_as_null()
		refuse_markup(self)
		self.check_links()
		if self.is_new():
			refuse_merged_file(self.get("client"))
		self.leave_rows_of_other_documents()

	def before_update_after_submit(self) -> None:
		refuse_closed_file(self)

	def before_print(self, *_settings) -> None:
		"""Frappe prints for whoever may read; what was entered in the wrong file is on no paper, whichever way it is
		asked for (R-503)."""
		if self.get("marked_in_error_on"):
			self.check_permission("print")

	def save_version(self) -> None:
		"""The history takes a note as typed as well, and is itself shown as text."""
		versions = [document for document in (self, self.get_doc_before_save()) if document]
		compared = [each for version in versions for each in (version, *version.get_all_children())]
		for document in compared:
			document.flags.is_compared = True
		try:
			super().save_version()
		finally:
			for document in compared:
				document.flags.is_compared = False

	def on_trash(self) -> None:
		frappe.throw(
			_("Client records are kept, never deleted. Mark the record as ended or wrong instead."),
			RecordKept,
			title=_("Records are kept"),
		)

	def before_discard(self) -> None:
		"""Frappe 16 lets whoever may write a draft put it aside, past `validate`."""
		self.on_trash()

	def store_empty_source_as_null(self) -> None:
		"""(source_system, source_id) is unique; MariaDB lets only NULL repeat."""
		for fieldname in ("source_system", "source_id"):
			if self.meta.has_field(fieldname):
				self.set(fieldname, self.get(fieldname) or None)

	def store_empty_dates_as_null(self) -> None:
		"""Frappe reads the first day of all days as none."""
		for field in self.meta.get("fields", {"fieldtype": ("in", ("Date", "Datetime"))}):
			value = self.get(field.fieldname)
			if str(value or "").startswith(NO_DAY):
				self.set(field.fieldname, None)

	def check_links(self) -> None:
		"""Frappe follows a link without asking whether its target may be read."""
		if self.flags.ignore_permissions or frappe.session.user == "Administrator":
			return
		for field in self.meta.get_link_fields():
			target = self.get(field.fieldname)
			if (
				field.options not in CLIENT_BEARING
				or not target
				or not self.has_value_changed(field.fieldname)
			):
				continue
			if not is_reachable(field.options, target, frappe.session.user):
				# The words of a missing link: a refusal would reveal that the file exists.
				frappe.throw(
					_("Could not find {0}").format(f"{_(field.label)}: {target}"), frappe.LinkValidationError
				)

	def leave_rows_of_other_documents(self) -> None:
		"""Frappe updates a child row by the name in the request, whichever document it belongs to."""
		before = self.get_doc_before_save()
		own = {row.name for row in before.get_all_children()} if before else set()
		for row in self.get_all_children():
			if before and not row.is_new() and row.name not in own:
				row.name = None
				set_new_name(row)
				row.set("__islocal", True)

	def case_on_file(self) -> frappe._dict:
		"""Site and file number of the case, asked for once; a case never changes them (D-20)."""
		if not self.flags.case_on_file or self.flags.case_on_file.name != self.css_case:
			self.flags.case_on_file = case_row(self.css_case) or frappe._dict()
		return self.flags.case_on_file

	def site_of_case(self) -> str:
		"""The site whose date and settings count."""
		return self.case_on_file().site

	def require_case_of_client(self) -> None:
		"""What is added about a person goes to the case that she belongs to now: the one that she left
		learns nothing new of her (D-20, R-502)."""
		if self.is_new() and case_of_client(self.client) != self.css_case:
			frappe.throw(
				_("Choose the case that this person belongs to now."),
				OtherCase,
				title=_("Another case"),
			)

	def set_title(self, on: str | date) -> None:
		"""A file number and a day: nothing of what the record says (D-19)."""
		file_number = frappe.db.get_value("CSS Client", self.client, "file_number")
		self.title = dated_title(file_number, on)

	def refuse_future(self, *fieldnames: str) -> None:
		"""Refuse dates after today at the site of the case (D-29)."""
		today = site_today(self.site_of_case())
		for fieldname in fieldnames:
			if self.get(fieldname) and getdate(self.get(fieldname)) > today:
				frappe.throw(
					_("{0} lies in the future. Today at this site is {1}.").format(
						_(self.meta.get_label(fieldname)), frappe.format(today, "Date")
					),
					DateRefused,
					title=_("Date in the future"),
				)


def escaped(text: str | None) -> str:
	"""A text as HTML that shows it exactly as typed."""
	return f'<span style="white-space: pre-wrap">{escape_html(text)}</span>' if text else ""


def dated_title(file_number: str, on: str | date) -> str:
	"""The file number of somebody and a day."""
	return f"{file_number} · {getdate(on)}"


def opaque_name() -> str:
	"""A name that says nothing about the record and cannot be guessed."""
	return frappe.generate_hash(length=20)


def refuse_markup(doc: Document) -> None:
	"""Refuse HTML in plain texts, naming each field (and row), before Frappe would silently strip it."""
	found = []
	for row in (doc, *doc.get_all_children()):
		for field in row.meta.fields:
			value = row.get(field.fieldname)
			if field.fieldtype not in WITHOUT_MARKUP or field.ignore_xss_filter or not isinstance(value, str):
				continue
			if MARKUP.search(value):
				place = _(field.label)
				if row.get("parentfield"):
					table = doc.meta.get_label(row.parentfield)
					place = _("{0}, row {1}: {2}").format(_(table), row.idx, place)
				found.append(place)
	if found:
		frappe.throw(
			_("HTML is not kept in these texts. Write them without < before a letter: {0}").format(
				", ".join(found)
			),
			MarkupRefused,
			title=_("Plain text only"),
		)


def add_unique_source(doctype: str) -> None:
	"""Imported records can be found again: (source_system, source_id) is unique."""
	frappe.db.add_unique(doctype, ["source_system", "source_id"], constraint_name="unique_source")
