import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import cint, escape_html, flt, nowdate

from css_case_mgmt.case_document import refuse_markup
from css_case_mgmt.question_bank.problems import tell_problems
from css_case_mgmt.rules.question_bank import (
	Bank,
	Factor,
	Option,
	Question,
	Translation,
	problems,
	publication_problems,
)
from css_case_mgmt.rules.question_bank_lock import locked_changes

NEXT_STATUS = {
	"Draft": ("Draft", "Published"),
	"Published": ("Published", "Retired"),
	"Retired": ("Retired",),
}


class BankRefused(frappe.ValidationError):
	"""A question bank that cannot be scored with."""


class BankLocked(frappe.ValidationError):
	"""A published bank's questions, options and weights do not change (R-148)."""


class CSSNAMBank(Document):
	"""One version of a bank of NAM questions with weighted answers (D-05, R-141 to R-149)."""

	def autoname(self) -> None:
		self.name = f"{self.bank_code}-v{self.version}"

	def validate(self) -> None:
		refuse_markup(self)
		self.validate_version()
		self.tidy_codes()
		before = self.get_doc_before_save()
		status_before = before.status if before else "Draft"
		self.validate_status(status_before)
		if status_before != "Draft":
			self.validate_unchanged(before)
		self.validate_content()

	def on_update(self) -> None:
		if self.status == "Published" and self.has_value_changed("status"):
			self.use_for_new_assessments()

	def on_trash(self) -> None:
		if self.status != "Draft" or frappe.db.exists("CSS NAM Assessment", {"bank": self.name}):
			frappe.throw(_("A published bank is retired, not deleted."), BankLocked, title=_("Question bank"))

	def validate_version(self) -> None:
		if cint(self.version) < 1:
			frappe.throw(_("Versions count from 1."), BankRefused, title=_("Question bank"))

	def tidy_codes(self) -> None:
		for row in (*self.questions, *self.options, *self.translations):
			for fieldname in ("question_code", "option_code"):
				if row.meta.has_field(fieldname):
					row.set(fieldname, (row.get(fieldname) or "").strip())

	def validate_status(self, status_before: str) -> None:
		if self.status not in NEXT_STATUS[status_before]:
			frappe.throw(
				_(
					"A bank goes from Draft to Published to Retired, and not back. Make a new version instead."
				),
				BankLocked,
				title=_("Question bank"),
			)

	def validate_unchanged(self, before: "CSSNAMBank") -> None:
		changed = locked_changes(before.as_bank(), self.as_bank())
		if changed:
			places = ", ".join(sorted({" ".join(filter(None, change.key)) for change in changed}))
			frappe.throw(
				_(
					"{0} is published: its questions, answers and weights cannot change ({1}). Make a new version. Translations may be added."
				).format(self.name, escape_html(places)),
				BankLocked,
				title=_("Question bank"),
			)

	def validate_content(self) -> None:
		bank = self.as_bank()
		publishing = self.status == "Published" and self.has_value_changed("status")
		found = publication_problems(bank) if publishing else problems(bank)
		if found:
			frappe.throw(tell_problems(found), BankRefused, title=_("Question bank"))
		if publishing:
			self.published_on = nowdate()

	def use_for_new_assessments(self) -> None:
		"""The first published bank, and each newer version of the one in use, is used from now on."""
		current = frappe.db.get_single_value("CSS Settings", "default_nam_bank")
		current_code = frappe.db.get_value("CSS NAM Bank", current, "bank_code") if current else None
		if not current or current_code == self.bank_code:
			frappe.db.set_single_value("CSS Settings", "default_nam_bank", self.name)

	def as_bank(self) -> Bank:
		"""The bank as the rules see it."""
		factors = frappe.get_all("CSS Factor of Settlement", fields=["name", "title"])
		return Bank(
			factors=tuple(Factor(factor.name, factor.title) for factor in factors),
			questions=tuple(
				Question(row.question_code, row.factor or "", row.question or "", row.help or "")
				for row in self.questions
			),
			options=tuple(
				Option(row.question_code, row.option_code, row.label or "", flt(row.weight))
				for row in self.options
			),
			translations=tuple(
				Translation(
					row.question_code, row.option_code, row.language or "", row.text or "", row.help or ""
				)
				for row in self.translations
			),
		)

	@frappe.whitelist()
	def publish(self) -> None:
		"""Publish a draft: from now on its questions, options and weights are locked."""
		self.check_permission("write")
		self.status = "Published"
		self.save()

	@frappe.whitelist()
	def retire(self) -> None:
		"""Take a published bank out of use; assessments made with it keep it."""
		self.check_permission("write")
		self.status = "Retired"
		self.save()

	@frappe.whitelist()
	def make_new_version(self) -> str:
		"""Copy this bank into a draft with the next version number, and return its name."""
		versions = frappe.get_all("CSS NAM Bank", filters={"bank_code": self.bank_code}, pluck="version")
		copy = frappe.copy_doc(self)
		copy.update({"version": max(versions) + 1, "status": "Draft", "published_on": None})
		return copy.insert().name


def on_doctype_update() -> None:
	frappe.db.add_unique("CSS NAM Bank", ["bank_code", "version"], constraint_name="unique_version")
