"""The end of an enrolment: all that an approved exit closes, in one transaction (R-378, R-380, D-24).

Whoever calls has asked the gate (`exit_readiness`) and holds the lock on the exit; a process that is killed on the way
leaves everything as it was.
"""

from datetime import date

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.query_builder import Criterion
from frappe.utils import add_days, getdate

from css_case_mgmt.appointments_left import planned_with, take_out
from css_case_mgmt.asking import close_tasks
from css_case_mgmt.assessment_rhythm import RHYTHMS
from css_case_mgmt.closed_files import last_lines
from css_case_mgmt.css_case_mgmt.doctype.css_case_access.css_case_access import write_caseworker
from css_case_mgmt.local_time import on_clock_of
from css_case_mgmt.moving_site import hand_over_to_site
from css_case_mgmt.settings import get_setting, site_today
from css_case_mgmt.settlement_plans import close_plan

CASE, ENROLMENT, ACCESS, DISCLOSURE = "CSS Case", "CSS Enrolment", "CSS Case Access", "CSS Disclosure"
HAND_OVER = "Hand Over"
ENDING_WITH_CASE = ("Assigned", "Covering", "Shared")


class ExitNotPossible(frappe.ValidationError):
	"""An enrolment that cannot be ended as it was approved."""


def close_enrolment(css_exit: Document) -> None:
	"""End the enrolment of an approved exit, and all that goes on with it.

	Args:
		css_exit: approved, with its day at or before today at the site.

	Raises:
		ExitNotPossible: the enrolment has ended already.
	"""
	lock_open_enrolment(css_exit.enrolment)
	on = getdate(css_exit.exit_date)
	with last_lines():
		abandon_drafts(css_exit.enrolment)
		close_plan(css_exit.enrolment, on)
		cancel_appointments(css_exit.client, on)
		hand_over(css_exit)
		hand_over_to_site(css_exit)
		end(css_exit, on)
		close_tasks_of(css_exit)
		if not is_anybody_enrolled(css_exit.css_case):
			close_case(css_exit.css_case)
			end_access(css_exit.css_case, last_day_of_access(css_exit))


def lock_open_enrolment(enrolment: str) -> None:
	"""Of two who end it at once, the second waits here."""
	status = frappe.db.get_value(ENROLMENT, enrolment, "status", for_update=True)
	if status != "Active":
		frappe.throw(_("This enrolment has ended already."), ExitNotPossible, title=_("Exit"))


def abandon_drafts(enrolment: str) -> None:
	"""Drafts keep their numbers (D-21)."""
	for doctype in RHYTHMS:
		draft = {"enrolment": enrolment, "docstatus": 0, "draft_status": "Open"}
		for name in frappe.get_all(doctype, filters=draft, pluck="name"):
			document = frappe.get_doc(doctype, name)
			document.draft_status = "Abandoned"
			document.abandoned_reason = _("The enrolment ended.")
			document.save(ignore_permissions=True)
			close_tasks(doctype, name)


def cancel_appointments(client: str, on: date) -> None:
	"""Nobody is expected after her last day."""
	for row in planned_with(client):
		if on_clock_of(row.site, row.starts_on).date() > on:
			take_out(row, client, _("The programme ended."))


def hand_over(css_exit: Document) -> None:
	"""What is told to the settlement services is a disclosure like any other (R-368, R-374)."""
	if css_exit.handover != HAND_OVER or not css_exit.handover_provider:
		return
	today = site_today(css_exit.site_of_case())
	recipient = frappe.db.get_value("CSS Service Provider", css_exit.handover_provider, "provider_name")
	disclosure = frappe.get_doc(
		doctype=DISCLOSURE,
		client=css_exit.client,
		css_case=css_exit.css_case,
		recipient=recipient,
		ground=ground_of_consent(),
		consent=css_exit.handover_consent,
		disclosed_on=today,
		information=_("Handover summary: areas of concern, and what to follow up."),
		reason=_("Transition to Settlement Services at the exit."),
	)
	disclosure.insert(ignore_permissions=True)
	css_exit.db_set("handed_over_on", today)


def ground_of_consent() -> str:
	"""The first ground of the agency's list that rests on consent."""
	grounds = frappe.get_all(
		"CSS Disclosure Ground",
		filters={"without_consent": 0, "for_override": 0},
		pluck="name",
		order_by="position asc",
		limit=1,
	)
	if not grounds:
		frappe.throw(
			_("The list of grounds for a disclosure has none that rests on consent. Ask the administrator."),
			ExitNotPossible,
			title=_("Hand-over"),
		)
	return grounds[0]


def end(css_exit: Document, on: date) -> None:
	enrolment = frappe.get_doc(ENROLMENT, css_exit.enrolment)
	enrolment.update({"status": "Exited", "exit_date": on, "exit_reason": css_exit.exit_reason})
	enrolment.flags.is_closing = True
	enrolment.save(ignore_permissions=True)


def close_tasks_of(css_exit: Document) -> None:
	"""What was asked for about the enrolment and its plan is done, or not needed any more."""
	close_tasks(ENROLMENT, css_exit.enrolment)
	close_tasks(css_exit.doctype, css_exit.name)
	for doctype in ("CSS Settlement Plan", *RHYTHMS):
		for name in frappe.get_all(doctype, filters={"enrolment": css_exit.enrolment}, pluck="name"):
			close_tasks(doctype, name)


def is_anybody_enrolled(css_case: str) -> bool:
	return bool(frappe.db.exists(ENROLMENT, {"css_case": css_case, "status": "Active"}))


def close_case(css_case: str) -> None:
	case = frappe.get_doc(CASE, css_case)
	if case.status != "Closed":
		case.status = "Closed"
		case.save(ignore_permissions=True)


def last_day_of_access(css_exit: Document) -> date:
	"""For the hand-over; never a day that has gone by."""
	site = css_exit.site_of_case()
	until = css_exit.access_until or add_days(css_exit.exit_date, get_setting("handover_days", site))
	return max(getdate(until), site_today(site))


def end_access(css_case: str, until: date) -> None:
	"""Nobody but the site's managers reads the file after the hand-over, nor by what was granted for later (R-378)."""
	access = frappe.qb.DocType(ACCESS)
	is_longer: Criterion = access.access_until.isnull() | (access.access_until > until)
	(
		frappe.qb.update(access)
		.set(access.access_until, until)
		.where(access.css_case == css_case)
		.where(access.kind.isin(ENDING_WITH_CASE))
		.where(is_longer)
		.run()
	)
	frappe.clear_document_cache(ACCESS)
	write_caseworker(css_case)
