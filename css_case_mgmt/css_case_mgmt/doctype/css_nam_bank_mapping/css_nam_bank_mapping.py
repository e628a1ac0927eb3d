import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import escape_html

from css_case_mgmt.case_document import refuse_markup
from css_case_mgmt.rules.nam_change import (
	AmbiguousMapping,
	MappingLine,
	QuestionRelation,
	mapped_questions,
)

RECOMPUTE = "css_case_mgmt.css_case_mgmt.doctype.css_nam_assessment.comparison.recompute_changes_between"


class MappingRefused(frappe.ValidationError):
	"""A mapping that cannot carry a comparison."""


class CSSNAMBankMapping(Document):
	"""Which question of a newer bank continues which of an older one (D-05)."""

	def autoname(self) -> None:
		self.name = f"{self.from_bank} to {self.to_bank}"

	def validate(self) -> None:
		refuse_markup(self)
		self.validate_banks()
		self.validate_status()
		self.validate_lines()

	def on_update(self) -> None:
		"""Assessments completed before the mapping get their changes; there may be many, so not while one waits."""
		if self.status == "Published" and self.has_value_changed("status"):
			frappe.enqueue(
				RECOMPUTE,
				queue="long",
				enqueue_after_commit=True,
				from_bank=self.from_bank,
				to_bank=self.to_bank,
			)

	def validate_banks(self) -> None:
		if self.from_bank == self.to_bank:
			frappe.throw(_("A bank is not mapped to itself."), MappingRefused, title=_("Mapping"))

	def validate_status(self) -> None:
		before = self.get_doc_before_save()
		if before and before.status == "Published":
			frappe.throw(
				_("A published mapping stays as it is: comparisons were made with it."),
				MappingRefused,
				title=_("Mapping"),
			)

	def validate_lines(self) -> None:
		questions_before = question_codes(self.from_bank)
		questions_now = question_codes(self.to_bank)
		found = []
		for row in self.lines:
			if row.from_question not in questions_before:
				found.append(unknown(row.idx, self.from_bank, row.from_question))
			if row.relation != "None" and row.to_question not in questions_now:
				found.append(unknown(row.idx, self.to_bank, row.to_question))
		if found:
			frappe.throw("<br>".join(found), MappingRefused, title=_("Mapping"))
		try:
			mapped_questions(
				MappingLine(row.from_question, row.to_question or "", QuestionRelation(row.relation))
				for row in self.lines
			)
		except AmbiguousMapping as ambiguous:
			frappe.throw(
				_("Question {0} is mapped twice.").format(escape_html(str(ambiguous))),
				MappingRefused,
				title=_("Mapping"),
			)


def question_codes(bank: str) -> set[str]:
	return {row.question_code for row in frappe.get_cached_doc("CSS NAM Bank", bank).questions}


def unknown(row: int, bank: str, question: str | None) -> str:
	return _("Row {0}: {1} has no question {2}.").format(row, escape_html(bank), escape_html(question or ""))


def on_doctype_update() -> None:
	frappe.db.add_unique("CSS NAM Bank Mapping", ["from_bank", "to_bank"], constraint_name="unique_banks")
