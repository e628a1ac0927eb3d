"""Languages by ISO 639-3, because Dari and others have no shorter code (R-058)."""

import frappe
import pycountry


def iso_639_3(frappe_language: str | None = None) -> str:
	"""The three-letter code of a language of Frappe's, by default the reader's: "fr-CA" gives "fra"."""
	short = (frappe_language or frappe.local.lang or "en").split("-")[0].lower()
	language = pycountry.languages.get(alpha_2=short) or pycountry.languages.get(alpha_3=short)
	return language.alpha_3 if language else "eng"
