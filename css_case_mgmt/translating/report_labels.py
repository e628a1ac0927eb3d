"""The guide's labels of reports, in English."""

import frappe
from frappe.translate import get_translation_dict_from_file

APP = "css_case_mgmt"


def english_labels_for_boot() -> dict[str, str]:
	"""Frappe before 15.0 takes English for untranslated and never opens en.csv: this puts it into the desk."""
	language = frappe.local.lang or "en"
	return read_english_labels() if language.split("-")[0] == "en" else {}


def read_english_labels() -> dict[str, str]:
	"""Stored name of a report -> the label that the guide gives it."""
	return get_translation_dict_from_file(frappe.get_app_path(APP, "translations", "en.csv"), "en", APP)
