"""A death in the family: dated, the family keeps a head, nothing reminds of the one who died, and a manager approves the exit (D-20, R-371)."""

from datetime import date

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import add_days

from css_case_mgmt.asking import ask, responsible_for
from css_case_mgmt.css_case_mgmt.doctype.css_case_member.css_case_member import require_head
from css_case_mgmt.exit_readiness import readiness_of_exit
from css_case_mgmt.family_changes import (
	all_or_nothing,
	end_membership,
	leavers,
	lock,
	open_memberships,
	refuse,
	settle_those_who_stay,
)
from css_case_mgmt.rules.approval import State
from css_case_mgmt.rules.exit_gate import AsksFor, blocking
from css_case_mgmt.settings import case_today

DIED = "Died"


def record_death(
	css_case: str, client: str, died_on: date, new_head: str | None, relationships: dict[str, str]
) -> None:
	"""The membership ends on the day of the death; who may read the file stays as it was.

	Args:
		new_head: who heads the family from that day, if the one who died did.
		relationships: of the others to the new head.
	"""
	with all_or_nothing():
		lock(css_case)
		(membership,) = leavers(css_case, [client], died_on)
		if died_on > case_today(css_case):
			refuse(_("The day of the death lies in the future."))
		person = frappe.get_doc("CSS Client", client)
		person.died_on = died_on
		person.save(ignore_permissions=True)
		# Somebody who joined on that very day belonged to the family for that day.
		last = died_on if membership.member_from < died_on else add_days(died_on, 1)
		end_membership(membership, last, DIED, with_death=True)
		settle_those_who_stay(css_case, membership.is_head, new_head, last, relationships)
		prepare_exit(client, died_on)


def prepare_exit(client: str, died_on: date) -> None:
	"""The enrolment ends on the day of the death, once a manager approves it (R-358, R-371); an exit that was begun
	before becomes this one."""
	enrolment = frappe.db.get_value(
		"CSS Enrolment", {"client": client, "status": "Active"}, ["name", "css_case"], as_dict=True
	)
	if not enrolment:
		return
	reason = reason_of_death()
	if not reason:
		ask_for_exit(enrolment)
		return
	css_exit = exit_of(enrolment.name)
	css_exit.update(
		{
			"exit_reason": reason,
			"planned": 0,
			"exit_date": died_on,
			"unplanned_reason": _("The client died."),
			"moves_to_site": None,
			"handover": None,
		}
	)
	css_exit.flags.is_made_by_the_app = True
	css_exit.save(ignore_permissions=True)
	if blocking(readiness_of_exit(css_exit)):
		ask_for_exit(enrolment)
		return
	css_exit.workflow_state = State.READY.value
	css_exit.save(ignore_permissions=True)


def exit_of(enrolment: str) -> Document:
	"""The exit from an enrolment, open for changes; begun if there is none."""
	begun = frappe.db.get_value("CSS Exit", {"enrolment": enrolment})
	if not begun:
		css_exit = frappe.new_doc("CSS Exit")
		css_exit.enrolment = enrolment
		return css_exit
	css_exit = frappe.get_doc("CSS Exit", begun)
	css_exit.open_again(_("A death was recorded."))
	return css_exit


def reason_of_death() -> str | None:
	"""The agency's word for it."""
	reasons = frappe.get_all(
		"CSS Exit Reason",
		filters={"asks_for": AsksFor.DAY_OF_DEATH.value, "enabled": 1},
		pluck="name",
		order_by="position asc",
		limit=1,
	)
	return reasons[0] if reasons else None


def ask_for_exit(enrolment: frappe._dict) -> None:
	"""Where something stands in the way, the staff of the case see to the exit."""
	file_number = frappe.db.get_value("CSS Case", enrolment.css_case, "file_number")
	text = _("{0}: a death was recorded. Complete the exit, and ask for its approval.").format(file_number)
	for user in responsible_for(enrolment.css_case):
		ask(user, text, doctype="CSS Enrolment", name=enrolment.name, due=case_today(enrolment.css_case))
