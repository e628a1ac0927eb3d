"""Somebody who has left the programme comes back: the file is opened again, and everything of before stays closed and
linked (R-103, R-104, R-380, T-15, D-20).

Nothing is decided here: the next step is a new eligibility assessment, which names the earlier enrolment by itself; then
the intake goes on as for anybody.
"""

from dataclasses import dataclass
from datetime import date

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import formatdate

from css_case_mgmt.asking import ask, managers_of
from css_case_mgmt.closed_files import CLOSED
from css_case_mgmt.css_case_mgmt.doctype.css_inbound_referral.acceptance import add_to_family, current_case
from css_case_mgmt.family_changes import all_or_nothing, lock
from css_case_mgmt.opening_again import open_again
from css_case_mgmt.people import case_of_client
from css_case_mgmt.permissions.document_checks import may_open_again
from css_case_mgmt.settings import case_today

ACCESS, CASE, CLIENT, ENROLMENT = "CSS Case Access", "CSS Case", "CSS Client", "CSS Enrolment"


class ReturnRefused(frappe.ValidationError):
	"""Somebody who cannot come back in this way."""


@dataclass(frozen=True, slots=True)
class Episode:
	"""The enrolment that ended last.

	Args:
		name: of the CSS Enrolment.
		exit_date: its last day.
	"""

	name: str
	exit_date: date


def last_episode(client: str) -> Episode | None:
	"""The latest enrolment of a person, if it has ended."""
	row = frappe.db.get_value(
		ENROLMENT, {"client": client}, ["name", "status", "exit_date"], order_by="episode desc", as_dict=True
	)
	return Episode(row.name, row.exit_date) if row and row.status == "Exited" else None


def may_come_back(client: Document, css_case: Document | None) -> bool:
	"""Whether the user may let a person come back: who is alive and whose file she may open again; or who has left the
	programme and whose family is still in it, with a file that she may write."""
	if client.died_on or client.merged_into or not css_case:
		return False
	if css_case.status == CLOSED:
		return may_open_again(css_case)
	return bool(last_episode(client.name)) and css_case.may_be_changed()


def come_back(
	client: Document,
	*,
	caseworker: str | None = None,
	over_target_reason: str | None = None,
	relationship: str | None = None,
) -> str:
	"""Open the file of somebody again and return the case; nothing at all is opened if a step is refused (R-380).

	A family of which somebody is still in the programme is open: then nothing is opened, and its caseworker goes on.

	Args:
		client: who comes back, whose file the user may open again.
		caseworker: who works with the family from today on; without one the intake does, and the managers are asked.
		over_target_reason: why, if that is more than the target.
		relationship: to the head of the family, of somebody who had left it.
	"""
	refuse_who_cannot(client)
	css_case = case_of_client(client.name)
	with all_or_nothing():
		lock(css_case)
		if open_again(frappe.get_doc(CASE, css_case)):
			give_to(css_case, caseworker, over_target_reason)
		if not current_case(client.name):
			add_to_family(client.name, css_case, relationship)
	return css_case


def refuse_who_cannot(client: Document) -> None:
	if client.merged_into:
		refuse(_("This file was merged into another. Choose the one that is kept."))
	if client.died_on:
		refuse(_("This person died on {0}.").format(formatdate(client.died_on)))
	is_closed = frappe.db.get_value(CASE, case_of_client(client.name), "status") == CLOSED
	if not is_closed and not last_episode(client.name):
		refuse(_("This person has not left the programme: go on with the intake or the enrolment."))


def give_to(css_case: str, caseworker: str | None, over_target_reason: str | None) -> None:
	if not caseworker:
		ask_for_caseworker(css_case)
		return
	frappe.get_doc(
		doctype=ACCESS,
		css_case=css_case,
		user=caseworker,
		kind="Assigned",
		over_target_reason=over_target_reason,
		reason=_("Comes back"),
	).insert()


def ask_for_caseworker(css_case: str) -> None:
	site, file_number = frappe.db.get_value(CASE, css_case, ["site", "file_number"])
	text = _("{0} is open again: somebody comes back. Assign a caseworker.").format(file_number)
	for manager in managers_of(site):
		if manager != frappe.session.user:
			ask(manager, text, doctype=CASE, name=css_case, due=case_today(css_case))


def refuse(text: str) -> None:
	frappe.throw(text, ReturnRefused, title=_("Comes Back"))
