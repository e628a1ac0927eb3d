import frappe
from frappe.model.document import Document

from css_case_mgmt.case_document import refuse_markup
from css_case_mgmt.languages import iso_639_3


class CSSFactorofSettlement(Document):
	"""An area of life that a question bank scores (R-140)."""

	def validate(self) -> None:
		refuse_markup(self)


def factor_titles(language: str | None = None) -> dict[str, str]:
	"""Title of every factor in the reader's language, in the order of their positions.

	Args:
		language: ISO 639-3; by default the reader's.
	"""
	language = language or iso_639_3()
	translations = frappe.get_all(
		"CSS Factor of Settlement Translation", filters={"language": language}, fields=["parent", "title"]
	)
	translated = {row.parent: row.title for row in translations}
	factors = frappe.get_all(
		"CSS Factor of Settlement", fields=["name", "title"], order_by="position asc, name asc"
	)
	return {factor.name: translated.get(factor.name, factor.title) for factor in factors}
