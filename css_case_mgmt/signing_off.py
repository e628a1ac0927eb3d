"""Completing a note: when, on which day at the site, and whose it is (R-264, R-282, R-283)."""

import frappe
from frappe.model.document import Document

from css_case_mgmt.local_time import now_stored
from css_case_mgmt.rules.case_notes import initials, is_late
from css_case_mgmt.settings import get_setting, site_today


def sign_off(document: Document, author: str) -> None:
	"""Put down when a note became final and who wrote it.

	Args:
		document: a record with `final_on`, `entered_on` and `author_initials`.
		author: the User who wrote it.
	"""
	document.final_on = now_stored()
	document.entered_on = site_today(document.site_of_case())
	document.author_initials = initials_of(author)


def initials_of(user: str) -> str:
	"""The initials of somebody of the staff."""
	return initials(frappe.get_cached_value("User", user, "full_name") or "")


def is_entered_late(document: Document, happened_on) -> bool:
	"""Whether a note that was signed off now came later than its site allows."""
	site = document.site_of_case()
	return is_late(happened_on, document.entered_on, get_setting("late_entry_days", site))
