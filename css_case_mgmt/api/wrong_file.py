"""Marking what was entered in the wrong file, and moving it to the right one (R-503)."""

import frappe

from css_case_mgmt import wrong_file
from css_case_mgmt.api.activity import members_today, names_of
from css_case_mgmt.api.permission import require
from css_case_mgmt.people import full_name
from css_case_mgmt.settings import case_today

CASE, CORRECTION = "CSS Case", "CSS Wrong File Correction"


@frappe.whitelist(methods=["GET", "POST"])
def get_members(css_case: str) -> list[dict]:
	"""The members of the right case, of whom the user chooses whom the record is about.

	Args:
		css_case: a CSS Case that the user may write in.
	"""
	require(CORRECTION, "create")
	frappe.get_doc(CASE, css_case).check_permission("write")
	people = members_today(css_case, case_today(css_case))
	return [{"client": client, "full_name": full_name(person)} for client, person in people.items()]


@frappe.whitelist(methods=["POST"])
def mark(
	doctype: str,
	name: str,
	reason: str,
	found_on: str,
	breach_considered: str,
	breach_reason: str,
	right_case: str | None = None,
	clients: list | str | None = None,
) -> dict:
	"""Mark a record as entered in the wrong file, and copy it to the right one if that is known (R-503).

	Args:
		doctype: an activity, a completed assessment, a client document or a restricted note.
		name: of one that the user may write.
		reason: what happened.
		found_on: the day on which it was found.
		breach_considered: as in the correction.
		breach_reason: why.
		right_case: a CSS Case that the user may write in.
		clients: names of CSS Clients of that case.

	Raises:
		frappe.PermissionError: the user may not write one of the files.
		frappe.ValidationError: it is not final, marked already, or would not be accepted in the right case.
	"""
	require(CORRECTION, "create")
	if doctype not in wrong_file.CORRECTED:
		wrong_file.refuse_kind()
	record = frappe.get_doc(doctype, name)
	record.check_permission("write")
	correction = wrong_file.mark_in_error(
		record,
		reason=reason,
		found_on=found_on,
		breach_considered=breach_considered,
		breach_reason=breach_reason,
		right_case=right_case or None,
		clients=names_of(clients) if right_case else None,
	)
	return {"correction": correction.name, "moved_to": correction.moved_to_name}


@frappe.whitelist(methods=["POST"])
def move(correction: str, right_case: str, clients: list | str) -> str | None:
	"""Copy what was marked before to the case where it belongs, and return the name of the copy (R-503): None if no
	draft of an assessment can be begun there, of which the user is told.

	Args:
		correction: a CSS Wrong File Correction that the user may write.
		right_case: a CSS Case that the user may write in.
		clients: names of CSS Clients of that case.
	"""
	document = frappe.get_doc(CORRECTION, correction)
	document.check_permission("write")
	return wrong_file.move(document, right_case, names_of(clients))
