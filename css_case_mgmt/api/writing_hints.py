"""Hints on the wording of a note while it is written: they block nothing, and nothing of the text is kept (R-066, R-457)."""

import frappe
from frappe import _
from frappe.utils import getdate

from css_case_mgmt.api.permission import require
from css_case_mgmt.others_named import others_named
from css_case_mgmt.permissions.scope import scope_of
from css_case_mgmt.rules.writing_hints import find_hints
from css_case_mgmt.settings import get_setting
from css_case_mgmt.writing_hint_texts import shown

LONGEST_TEXT = 20_000
SHOWN = "Shown"


class NoteTooLong(frappe.ValidationError):
	"""A text that is longer than a note may be looked through at once."""


@frappe.whitelist(methods=["POST"])
def get_hints(text: str, on: str | None = None, css_case: str | None = None) -> list[dict]:
	"""Hints on a text that is being written; none where the user's site does without them.

	Args:
		text: as it stands in the field.
		on: the day of the note, from which "last Tuesday" is counted.
		css_case: whose file the note belongs to; other clients who are named in it are pointed at.

	Raises:
		frappe.PermissionError: the user writes no notes.
		NoteTooLong: the text has more than 20,000 characters.
	"""
	require("CSS Activity", "create")
	if len(text) > LONGEST_TEXT:
		frappe.throw(
			_("Hints are given on texts of up to {0} characters.").format(LONGEST_TEXT),
			NoteTooLong,
			title=_("Writing hints"),
		)
	if not are_wanted():
		return []
	day = getdate(on) if on else None
	return [*others_named(text, css_case), *(shown(hint, day) for hint in find_hints(text))]


def are_wanted() -> bool:
	"""Whether a site of the user's shows hints; for whoever is at no site, what the network says."""
	sites = scope_of(frappe.session.user).staff_sites or [None]
	return any(get_setting("writing_hints", site) == SHOWN for site in sites)
