"""Somebody comes back after an exit (R-103, R-380)."""

import frappe
from frappe import _

from css_case_mgmt import coming_back, earlier_goals
from css_case_mgmt.closed_files import CLOSED
from css_case_mgmt.people import case_of_client
from css_case_mgmt.permissions.scope import scope_of
from css_case_mgmt.settings import case_today
from css_case_mgmt.settlement_plans import DOCTYPE


@frappe.whitelist(methods=["GET", "POST"])
def get_return(client: str) -> dict | None:
	"""What coming back would mean for a person whose file the user may read; None where the user may not let her come
	back, or she has not left.

	Args:
		client: a CSS Client.
	"""
	document = frappe.get_doc("CSS Client", client)
	document.check_permission("read")
	css_case = case_of_client(client)
	case = frappe.get_doc("CSS Case", css_case) if css_case else None
	if not coming_back.may_come_back(document, case):
		return None
	last = coming_back.last_episode(client)
	is_closed = case.status == CLOSED
	return {
		"css_case": css_case,
		"today": case_today(css_case),
		"is_closed": is_closed,
		"exit_date": last and last.exit_date,
		"is_member": bool(coming_back.current_case(client)),
		"may_assign": is_closed and case.site in scope_of(frappe.session.user).managed_sites,
	}


@frappe.whitelist(methods=["POST"])
def come_back(
	client: str,
	caseworker: str | None = None,
	over_target_reason: str | None = None,
	relationship: str | None = None,
) -> dict:
	"""Open the file again; what follows is a new eligibility assessment, which the form begins.

	Args:
		client: who comes back.
		caseworker: who works with the family from today on; for managers.
		over_target_reason: why, if that is more than the target.
		relationship: to the head of the family, of somebody who had left it.

	Returns:
		css_case and the day there.
	"""
	document = frappe.get_doc("CSS Client", client)
	document.check_permission("write")
	coming_back.refuse_who_cannot(document)
	css_case = case_of_client(client)
	if not coming_back.may_come_back(document, frappe.get_doc("CSS Case", css_case)):
		refuse()
	coming_back.come_back(
		document,
		caseworker=caseworker or None,
		over_target_reason=over_target_reason,
		relationship=relationship or None,
	)
	return {"css_case": css_case, "today": case_today(css_case)}


@frappe.whitelist(methods=["GET", "POST"])
def get_goals(plan: str) -> list[dict]:
	"""The goals that were left open at the last exit, for the plan of somebody who came back.

	Args:
		plan: a CSS Settlement Plan that the user may read.
	"""
	document = frappe.get_doc(DOCTYPE, plan)
	document.check_permission("read")
	return earlier_goals.goals_to_offer(document)


@frappe.whitelist(methods=["POST"])
def take_goals(plan: str, goals: list | str) -> list[str]:
	"""Take those that the client still wants into the plan, and return their names.

	Args:
		plan: an open plan.
		goals: rows of `goal`, the name of one offered, and `target_date`.
	"""
	document = frappe.get_doc(DOCTYPE, plan, for_update=True)
	document.check_permission("write")
	return earlier_goals.take_goals(document, frappe.parse_json(goals))


def refuse() -> None:
	frappe.throw(
		_("Ask a manager of the site: only a manager opens a closed file again."),
		frappe.PermissionError,
		title=_("Comes Back"),
	)
