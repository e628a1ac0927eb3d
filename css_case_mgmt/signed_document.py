"""What consent, charter and settlement plan have in common: explained, perhaps interpreted, signed, and then locked
(R-111 to R-118, R-214)."""

import base64
import binascii
import re

import frappe
from frappe import _
from frappe.utils import getdate

from css_case_mgmt.case_document import CaseDocument, DateRefused
from css_case_mgmt.consent_gate import has_signatures
from css_case_mgmt.interpreter_use import check_interpreter
from css_case_mgmt.printed_form import as_printed
from css_case_mgmt.settings import site_today

PICTURE = re.compile(r"data:image/(png|jpeg);base64,([A-Za-z0-9+/=\s]+)")
LARGEST_PICTURE = 400_000
NOT_COMPARED = ("HTML", "Section Break", "Column Break", "Tab Break")


class SignatureRefused(frappe.ValidationError):
	"""A signature that cannot be kept."""


class SignedRecordLocked(frappe.ValidationError):
	"""What both have signed does not change (R-111)."""


class SignedDocument(CaseDocument):
	"""Base of consent, charter and settlement plan.

	Attributes:
		MAY_CHANGE: fields that still change after both signatures.
		DATES: what cannot lie in the future.
		FORM_FIELD: the field that names the signed form.
		KIND: of the form.
	"""

	MAY_CHANGE: tuple[str, ...] = ()
	DATES: tuple[str, ...] = ()
	FORM_FIELD = ""
	KIND = ""

	def validate_signed_document(self, on: str | None) -> None:
		"""What both kinds are held to; `on` is the day of the conversation."""
		before = self.get_doc_before_save()
		self.keep_place_of_paper(before)
		self.refuse_future(*self.DATES)
		self.validate_order()
		if before and is_signed(before):
			self.refuse_changes(before)
			return
		if self.is_new():
			self.require_member()
		self.validate_pictures()
		self.validate_scan()
		check_interpreter(self, on)

	def keep_place_of_paper(self, before: "SignedDocument | None") -> None:
		"""Only the import says that a signed paper stays with earlier records; no form and no request does."""
		self.paper_kept_in = before.paper_kept_in if before else self.flags.paper_kept_in

	def set_title(self, form: str) -> None:
		file_number = frappe.db.get_value("CSS Client", self.client, "file_number")
		self.title = signed_title(file_number, form)

	def as_printed(self) -> dict:
		"""What its print format shows; Frappe has asked before whether it may be printed."""
		return as_printed(self, self.get(self.FORM_FIELD), self.KIND)

	@frappe.whitelist()
	def record_copy(self, given_on: str | None = None) -> None:
		"""The client has a copy of what was signed (R-117)."""
		self.reload()  # What the request says about the other fields does not count.
		self.check_permission("write")
		self.copy_given_on = given_on or site_today(self.site_of_case())
		self.save()

	def require_member(self) -> None:
		if not frappe.db.exists("CSS Case Member", {"client": self.client, "css_case": self.css_case}):
			frappe.throw(
				_(
					"This person does not belong to the case. Choose the case of which the person is a member."
				),
				SignatureRefused,
				title=_("Not a member"),
			)

	def refuse_changes(self, before: "SignedDocument") -> None:
		changed = self.changed_since(before, self.MAY_CHANGE)
		if changed:
			frappe.throw(
				_("Both have signed: this stays as it is ({0}). Record a new one instead.").format(
					", ".join(changed)
				),
				SignedRecordLocked,
				title=_("Signed"),
			)

	def changed_since(self, before: "SignedDocument", may_change: tuple[str, ...]) -> list[str]:
		"""Labels of the fields that differ, but for those that may."""
		return [
			_(field.label)
			for field in self.meta.fields
			if field.fieldname not in may_change
			and field.fieldtype not in NOT_COMPARED
			and stored(before, field) != stored(self, field)
		]

	def validate_pictures(self) -> None:
		for fieldname in ("client_signature", "caseworker_signature"):
			if self.get(fieldname) and not is_picture(self.get(fieldname)):
				frappe.throw(
					_("{0}: this is not a picture of a signature. Sign again on the screen.").format(
						_(self.meta.get_label(fieldname))
					),
					SignatureRefused,
					title=_("Signatures"),
				)

	def validate_scan(self) -> None:
		if self.scan and not self.scan.startswith("/private/files/"):
			frappe.throw(
				_("A signed form is kept as a private file. Upload it here."),
				SignatureRefused,
				title=_("Signatures"),
			)

	def validate_order(self) -> None:
		for earlier, later in (
			("explained_on", "client_signed_on"),
			("explained_on", "caseworker_signed_on"),
			("client_signed_on", "copy_given_on"),
		):
			if (
				self.get(earlier)
				and self.get(later)
				and getdate(self.get(later)) < getdate(self.get(earlier))
			):
				frappe.throw(
					_("{0} lies before: {1}.").format(
						_(self.meta.get_label(later)), _(self.meta.get_label(earlier))
					),
					DateRefused,
					title=_("Dates"),
				)


def signed_title(file_number: str, form: str) -> str:
	"""The file number and the form: nobody is named."""
	return f"{file_number} {form}"


def is_signed(doc: SignedDocument) -> bool:
	"""Both signed, and it can be seen."""
	return bool(doc.client_signed_on and doc.caseworker_signed_on and has_signatures(doc))


def stored(doc: SignedDocument, field) -> object:
	"""A value as the database holds it, so that 1 and "1" or a date and its text are the same."""
	value = doc.get(field.fieldname)
	if field.fieldtype in ("Table", "Table MultiSelect"):
		return [
			tuple(row.get(column.fieldname) or None for column in frappe.get_meta(field.options).fields)
			for row in value or []
		]
	if field.fieldtype == "Date":
		return getdate(value) if value else None
	if field.fieldtype in ("Check", "Int"):
		return int(value or 0)
	return value or None


def is_picture(value: str) -> bool:
	found = PICTURE.fullmatch(value)
	if not found or len(value) > LARGEST_PICTURE:
		return False
	try:
		base64.b64decode(found[2], validate=False)
	except (binascii.Error, ValueError):
		return False
	return True
