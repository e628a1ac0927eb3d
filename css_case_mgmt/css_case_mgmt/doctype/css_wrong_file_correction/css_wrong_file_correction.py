import frappe
from frappe import _

from css_case_mgmt.case_document import CaseDocument, dated_title
from css_case_mgmt.permissions.conditions import is_reachable

CORRECTED = (
	"CSS Activity",
	"CSS Client Document",
	"CSS NAM Assessment",
	"CSS Periodic Assessment",
	"CSS Restricted Note",
)
KEPT = ("found_by", "title")


class WrongFileRefused(frappe.ValidationError):
	"""A correction that cannot be recorded like this."""


class CSSWrongFileCorrection(CaseDocument):
	"""That a record was entered in the wrong file, where it belongs, and whether privacy was breached (R-503).

	It is made and moved by `wrong_file.py` alone: the record that it is about is marked with it."""

	def check_links(self) -> None:
		super().check_links()
		if self.is_new() and not self.is_record_reachable():
			place = f"{_(self.meta.get_label('reference_name'))}: {self.reference_name}"
			frappe.throw(_("Could not find {0}").format(place), frappe.LinkValidationError)

	def before_insert(self) -> None:
		if not self.flags.is_marking:
			self.refuse(_("Open the record, and choose “Entered in the Wrong File” there."))
		self.found_by = frappe.session.user
		self.update({"right_case": None, "moved_to_name": None})
		self.title = dated_title(frappe.db.get_value("CSS Case", self.css_case, "file_number"), self.found_on)

	def validate(self) -> None:
		self.refuse_future("found_on")
		before = self.get_doc_before_save()
		if not before:
			return
		for fieldname in KEPT:
			self.set(fieldname, before.get(fieldname))
		if not self.flags.is_moving:
			self.update({"right_case": before.right_case, "moved_to_name": before.moved_to_name})

	def is_record_reachable(self) -> bool:
		user = frappe.session.user
		return self.reference_doctype in CORRECTED and (
			self.flags.ignore_permissions
			or user == "Administrator"
			or is_reachable(self.reference_doctype, self.reference_name, user, write=True)
		)

	def refuse(self, text: str) -> None:
		frappe.throw(text, WrongFileRefused, title=_("Entered in the wrong file"))


def on_doctype_update() -> None:
	# Whether and how a record was corrected.
	frappe.db.add_index("CSS Wrong File Correction", ["reference_doctype", "reference_name"])
