"""The exit where it begins and where it is shown: in the enrolment, the family, and its own form (R-360, R-377)."""

import frappe

from css_case_mgmt.exit_achievements import achieved

EXIT = "CSS Exit"


@frappe.whitelist(methods=["GET", "POST"])
def get_standing(enrolment: str) -> dict:
	"""The exit of an enrolment, and whether the reader may begin one.

	Returns:
		exit: name, state and last day, or None.
		may_begin: none has been begun, and the enrolment is the reader's to end.
	"""
	document = frappe.get_doc("CSS Enrolment", enrolment)
	document.check_permission("read")
	if not frappe.has_permission(EXIT, "read"):
		return {"exit": None, "may_begin": False}
	found = frappe.get_list(
		EXIT,
		filters={"enrolment": enrolment},
		fields=["name", "workflow_state", "exit_date"],
		limit=1,
	)
	may_begin = (
		not found
		and document.status == "Active"
		and document.has_permission("write")
		and frappe.has_permission(EXIT, "create")
	)
	return {"exit": found[0] if found else None, "may_begin": bool(may_begin)}


@frappe.whitelist(methods=["GET", "POST"])
def get_achievements(css_exit: str) -> dict:
	"""What was achieved, to begin every exit with: strengths, goals reached, the client's own words (R-377)."""
	document = frappe.get_doc(EXIT, css_exit)
	document.check_permission("read")
	return achieved(document)
