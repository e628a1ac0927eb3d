"""Cover for an absence: a colleague's open cases for a period, in one go (R-070)."""

from datetime import date

import frappe
from frappe import _

from css_case_mgmt.css_case_mgmt.doctype.css_case_access.css_case_access import (
	AccessRefused,
	HouseholdsKeptApart,
	in_conflict,
)
from css_case_mgmt.family_changes import all_or_nothing


def cover(user: str, covered_by: str, sites: list[str], first_day: date, last_day: date, reason: str) -> dict:
	"""Give Covering access to every open case of a caseworker at some sites.

	A case that cannot be covered by this person is skipped and named by its file number, so that the manager
	finds somebody else for it.
	"""
	cases = frappe.get_list(
		"CSS Case",
		filters={"caseworker": user, "status": "Open", "site": ("in", sites)},
		fields=["name", "file_number"],
		order_by="file_number",
		limit=0,
	)
	covered_before = covered_already(covered_by, [case.name for case in cases], first_day, last_day)
	covered, skipped = 0, []
	for case in cases:
		if case.name in covered_before:
			covered += 1
			continue
		hindrance = hindrance_of(case.name, covered_by)
		if not hindrance:
			try:
				with all_or_nothing():
					give_cover(case.name, covered_by, first_day, last_day, reason)
			except HouseholdsKeptApart:
				hindrance = _("Kept apart from a household that this person has access to")
		if hindrance:
			frappe.clear_messages()
			skipped.append({"file_number": case.file_number, "css_case": case.name, "why": hindrance})
		else:
			covered += 1
	return {"covered": covered, "skipped": skipped}


def hindrance_of(css_case: str, covered_by: str) -> str | None:
	return _("Declared conflict of interest") if in_conflict(covered_by, css_case) else None


def covered_already(user: str, cases: list[str], first_day: date, last_day: date) -> set[str]:
	return set(
		frappe.get_all(
			"CSS Case Access",
			filters={
				"user": user,
				"kind": "Covering",
				"css_case": ("in", cases),
				"access_from": ("<=", first_day),
				"access_until": (">=", last_day),
			},
			pluck="css_case",
		)
	)


def give_cover(css_case: str, covered_by: str, first_day: date, last_day: date, reason: str) -> None:
	frappe.get_doc(
		doctype="CSS Case Access",
		css_case=css_case,
		user=covered_by,
		kind="Covering",
		access_from=first_day,
		access_until=last_day,
		reason=reason,
	).insert()
