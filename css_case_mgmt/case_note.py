"""The case note without which a formal assessment is not complete (R-170)."""

import frappe
from frappe import _
from frappe.model.document import Document


class CaseNoteMissing(frappe.ValidationError):
	"""A formal assessment is completed with its case note."""


def require_case_note(document: Document) -> None:
	"""Refuse to complete an assessment nothing is written about.

	Args:
		document: a record with the field `case_note`.

	Raises:
		CaseNoteMissing: the note is empty, or blank.
	"""
	if not str(document.case_note or "").strip():
		frappe.throw(
			_(
				"Write the case note first: what was spoken of, what was agreed and what follows. The answers are kept."
			),
			CaseNoteMissing,
			title=_("Case note"),
		)
