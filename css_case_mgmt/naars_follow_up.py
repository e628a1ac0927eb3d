"""The settlement plan of a NAARS is followed up 3 to 6 months after it (R-506, D-30)."""

from datetime import date

import frappe
from frappe import _
from frappe.utils import formatdate

from css_case_mgmt.asking import ask, managers_of, responsible_for
from css_case_mgmt.rules.naars import FollowUp, FollowUpState, follow_up, follow_up_state
from css_case_mgmt.settings import dates_by_site, get_setting

REFERRAL = "CSS Inbound Referral"
STILL_CONCERNED = ("Received", "In Triage", "Accepted")


def planned_for(naars_date: date, site: str) -> FollowUp:
	"""From when until when, by the site's settings."""
	return follow_up(
		naars_date,
		get_setting("naars_follow_up_opens_months", site),
		get_setting("naars_follow_up_months", site),
	)


def state_of(referral, today: date) -> FollowUpState | None:
	"""Where the follow-up of a referral stands; None where there is none to do."""
	if not referral.naars_follow_up_opens or referral.status not in STILL_CONCERNED:
		return None
	planned = FollowUp(referral.naars_follow_up_opens, referral.naars_follow_up_due)
	return follow_up_state(planned, referral.naars_followed_up_on, today)


def ask_for_follow_ups() -> None:
	"""Daily: ask whoever is responsible once it opens, and again once it is overdue."""
	for site, today in dates_by_site().items():
		for referral in open_follow_ups(site, today):
			for user in people_to_ask(referral):
				ask(
					user,
					text_for(referral, today, user),
					doctype=REFERRAL,
					name=referral.name,
					due=referral.naars_follow_up_due,
				)


def open_follow_ups(site: str, today: date) -> list[frappe._dict]:
	return frappe.get_all(
		REFERRAL,
		filters={
			"site": site,
			"status": ("in", STILL_CONCERNED),
			"naars_follow_up_opens": ("<=", today),
			"naars_followed_up_on": ("is", "not set"),
		},
		fields=[
			"name",
			"referral_number",
			"site",
			"css_case",
			"status",
			"naars_follow_up_opens",
			"naars_follow_up_due",
			"naars_followed_up_on",
		],
	)


def people_to_ask(referral: frappe._dict) -> list[str]:
	"""The caseworker once there is a case; nobody for a case that is closed."""
	if not referral.css_case:
		return managers_of(referral.site)
	if frappe.db.get_value("CSS Case", referral.css_case, "status") == "Closed":
		return []
	return responsible_for(referral.css_case)


def text_for(referral: frappe._dict, today: date, user: str) -> str:
	language = frappe.db.get_value("User", user, "language") or "en"
	due = formatdate(referral.naars_follow_up_due)
	if state_of(referral, today) is FollowUpState.OVERDUE:
		return _(
			"The follow-up of the settlement plan of {0} is overdue since {1}. Do it, then enter its date there.",
			lang=language,
		).format(referral.referral_number, due)
	return _("Follow up the settlement plan of {0} by {1}, then enter the date there.", lang=language).format(
		referral.referral_number, due
	)


def close_tasks(referral: str) -> None:
	"""What was asked for is done."""
	for name in frappe.get_all(
		"ToDo",
		filters={"reference_type": REFERRAL, "reference_name": referral, "status": "Open"},
		pluck="name",
	):
		todo = frappe.get_doc("ToDo", name)
		todo.status = "Closed"
		todo.flags.asked_by_the_app = True
		todo.save(ignore_permissions=True)
