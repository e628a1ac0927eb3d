"""A death in the family: dated, the family keeps a head, and nothing reminds of the one who died (D-20)."""

from datetime import date

import frappe
from frappe import _
from frappe.utils import add_days

from css_case_mgmt.asking import ask, managers_of
from css_case_mgmt.css_case_mgmt.doctype.css_case_member.css_case_member import require_head
from css_case_mgmt.family_changes import (
	all_or_nothing,
	end_membership,
	leavers,
	lock,
	open_memberships,
	refuse,
	settle_those_who_stay,
)
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
		ask_for_exit(css_case, client)


def ask_for_exit(css_case: str, client: str) -> None:
	"""A manager ends the enrolment; until then it stays open (R-358)."""
	enrolment = frappe.db.get_value(
		"CSS Enrolment", {"client": client, "status": "Active"}, ["name", "title"]
	)
	if not enrolment:
		return
	name, title = enrolment
	text = _("End the enrolment {0} with the reason Died.").format(title)
	for manager in managers_of(frappe.db.get_value("CSS Case", css_case, "site")):
		ask(manager, text, doctype="CSS Enrolment", name=name, due=case_today(css_case))


def exit_after_death(enrolment: str) -> None:
	"""The site's manager ends the enrolment of somebody who died, on the day of the death (R-371)."""
	document = frappe.get_doc("CSS Enrolment", enrolment)
	document.check_permission("write")
	died_on = frappe.db.get_value("CSS Client", document.client, "died_on")
	if not died_on:
		refuse(_("No death is recorded for this person."))
	if not frappe.db.exists("CSS Exit Reason", DIED):
		refuse(_("The exit reason Died is not in the list. End the enrolment there with another reason."))
	document.update({"status": "Exited", "exit_date": died_on, "exit_reason": DIED})
	document.save()
