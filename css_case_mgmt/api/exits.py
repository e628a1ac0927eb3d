"""Leaving the programme: begin an exit, see what is missing, take the next step (R-360 to R-379, D-24)."""

import frappe

from css_case_mgmt.exit_readiness import readiness_shown

EXIT = "CSS Exit"


@frappe.whitelist(methods=["POST"])
def begin(enrolment: str) -> str:
	"""Begin the exit from an enrolment, or find the one that was begun.

	Returns:
		Name of the CSS Exit.
	"""
	if begun := frappe.db.get_value(EXIT, {"enrolment": enrolment}):
		frappe.get_doc(EXIT, begun).check_permission("read")
		return begun
	css_exit = frappe.new_doc(EXIT)
	css_exit.enrolment = enrolment
	css_exit.exit_reason = usual_reason()
	return css_exit.insert().name


def usual_reason() -> str | None:
	"""The agency's first reason for those who are ready, or else its first one."""
	reasons = frappe.get_all(
		"CSS Exit Reason",
		filters={"enabled": 1},
		pluck="name",
		order_by="is_planned desc, position asc",
		limit=1,
	)
	return reasons[0] if reasons else None


@frappe.whitelist(methods=["GET", "POST"])
def get_readiness(css_exit: str) -> dict:
	"""What is missing and where to mend it, and which steps the user may take.

	Returns:
		state: where the exit stands.
		steps: where it may go by what the user is; what is missing may still stand in the way.
		checks: each with code, label, standing, text, `go_to` (doctype, name, and for a new document its `values`).
		attempts: unsuccessful contacts since the last successful one.
	"""
	document = frappe.get_doc(EXIT, css_exit)
	document.check_permission("read")
	may_write = bool(document.has_permission("write"))
	return {
		"state": document.workflow_state,
		"today": document.today(),
		"may_write": may_write,
		"steps": [step.value for step in document.steps_of_user()] if may_write else [],
		**readiness_shown(document),
	}


@frappe.whitelist(methods=["POST"])
def take_step(css_exit: str, step: str, note: str | None = None) -> str:
	"""Take the next step; returns where the exit stands then.

	Args:
		step: a state, such as Ready for Review.
		note: what is said with it; returning it needs one.
	"""
	document = frappe.get_doc(EXIT, css_exit)
	document.move(step, note)
	return document.workflow_state
