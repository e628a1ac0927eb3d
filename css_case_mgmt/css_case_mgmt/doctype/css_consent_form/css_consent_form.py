import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import cint

from css_case_mgmt.case_document import refuse_markup

NEXT_STATUS = {
	"Draft": ("Draft", "Published"),
	"Published": ("Published", "Retired"),
	"Retired": ("Retired",),
}
LOCKED = ("title", "body", "is_sample")


class ConsentFormRefused(frappe.ValidationError):
	"""A form that cannot be used."""


class ConsentFormLocked(frappe.ValidationError):
	"""What somebody may have signed does not change (R-111)."""


class CSSConsentForm(Document):
	"""One version of a text to be signed, in one language (R-111, R-113, R-115, D-25)."""

	def autoname(self) -> None:
		self.form_code = "-".join((self.form_code or "").upper().split())
		self.name = f"{self.form_code}-v{self.version}-{self.language}"

	def validate(self) -> None:
		refuse_markup(self)
		if cint(self.version) < 1:
			frappe.throw(_("Versions count from 1."), ConsentFormRefused, title=_("Form"))
		before = self.get_doc_before_save()
		self.validate_status(before.status if before else "Draft")
		if before and before.status != "Draft":
			self.validate_unchanged()

	def on_trash(self) -> None:
		if self.status != "Draft":
			frappe.throw(_("A published form is retired, not deleted."), ConsentFormLocked, title=_("Form"))

	def validate_status(self, status_before: str) -> None:
		if self.status not in NEXT_STATUS[status_before]:
			frappe.throw(
				_(
					"A form goes from Draft to Published to Retired, and not back. Make a new version instead."
				),
				ConsentFormLocked,
				title=_("Form"),
			)

	def validate_unchanged(self) -> None:
		changed = [fieldname for fieldname in LOCKED if self.has_value_changed(fieldname)]
		if changed:
			frappe.throw(
				_("{0} is published: its text does not change any more. Make a new version ({1}).").format(
					self.name, ", ".join(_(self.meta.get_label(fieldname)) for fieldname in changed)
				),
				ConsentFormLocked,
				title=_("Form"),
			)

	@frappe.whitelist()
	def make_new_version(self) -> str:
		"""Copy this form into a draft with the next version number, and return its name."""
		self.check_permission("write")
		versions = frappe.get_all(
			"CSS Consent Form",
			filters={"form_code": self.form_code, "language": self.language},
			pluck="version",
		)
		copy = frappe.copy_doc(self)
		copy.update({"version": max(versions) + 1, "status": "Draft"})
		return copy.insert().name


def published_form(name: str, kind: str) -> "CSSConsentForm":
	"""The form that is being signed.

	Raises:
		ConsentFormRefused: it is a draft, retired, or of the other kind.
	"""
	form = frappe.get_cached_doc("CSS Consent Form", name)
	if form.status != "Published" or form.kind != kind:
		frappe.throw(
			_("{0} cannot be signed. Choose a published form of the kind {1}.").format(form.name, _(kind)),
			ConsentFormRefused,
			title=_("Form"),
		)
	return form


def on_doctype_update() -> None:
	frappe.db.add_unique(
		"CSS Consent Form", ["form_code", "version", "language"], constraint_name="unique_version"
	)
