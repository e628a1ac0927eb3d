"""Referrals to services: those to be followed up, and those that wait for the consent or to be sent: one query."""

from collections.abc import Iterator

import frappe

from css_case_mgmt.rules.referral import TO_FOLLOW_UP, Status, is_overdue
from css_case_mgmt.rules.today import Item, Kind, State, Task, state_of
from css_case_mgmt.today.files import Files
from css_case_mgmt.today.making import about
from css_case_mgmt.today.whose import Whose

REFERRAL, ENROLMENT = "CSS Referral", "CSS Enrolment"
SENT = tuple(status.value for status in TO_FOLLOW_UP)
# What somebody has to do before it goes on at all, with no day on which it is due.
WAITING = {
	Status.DRAFT.value: Task.PREPARE_REFERRAL,
	Status.CONSENTED.value: Task.SEND_REFERRAL,
	Status.MISSED.value: Task.ASK_ABOUT_MISSED,
}


def outgoing_referral_items(files: Files, whose: Whose) -> Iterator[Item]:
	"""A follow-up from so many days before on; what is not sent yet, or was missed, waits, the latter until its
	follow-up is overdue (R-307, R-309, R-313)."""
	for row in open_referrals(files):
		found = what_to_do(row, whose)
		if found:
			state, task, due = found
			yield about(
				row,
				whose,
				Kind.SERVICE_REFERRAL,
				state,
				task,
				due=due,
				since=None if due else row.since,
				detail=row.service,
				record=(REFERRAL, row.name),
			)


def what_to_do(row: frappe._dict, whose: Whose):
	due, today = row.follow_up_due, whose.today_at(row.site)
	if row.status in WAITING:
		if is_overdue(Status(row.status), due, row.followed_up_on, today):
			return State.OVERDUE, WAITING[row.status], due
		return State.WAITING, WAITING[row.status], None
	if not due or (row.followed_up_on and row.followed_up_on >= due):
		return None
	state = state_of(due, today, whose.soon_days(row.site))
	return state and (state, Task.FOLLOW_UP_REFERRAL, due)


def open_referrals(files: Files) -> list[frappe._dict]:
	"""With the enrolment that it belongs to a referral has ended as well."""
	referral, client = frappe.qb.DocType(REFERRAL), frappe.qb.DocType("CSS Client")
	case, enrolment = frappe.qb.DocType("CSS Case"), frappe.qb.DocType(ENROLMENT)
	rows = (
		frappe.qb.from_(referral)
		.join(case)
		.on(case.name == referral.css_case)
		.join(client)
		.on(client.name == referral.client)
		.left_join(enrolment)
		.on(enrolment.name == referral.enrolment)
		.select(
			referral.name,
			referral.status,
			referral.service,
			referral.follow_up_due,
			referral.followed_up_on,
			referral.outcome_on,
			referral.creation,
			referral.client,
			referral.css_case,
			client.file_number,
			case.site,
			case.caseworker,
			case.file_number.as_("case_number"),
		)
		.where(referral.css_case.isin(list(files.cases) or [""]))
		.where(referral.status.isin([*WAITING, *SENT]))
		.where(client.died_on.isnull())
		.where(enrolment.name.isnull() | (enrolment.status != "Exited"))
		.run(as_dict=True)
	)
	for row in rows:
		row.since = row.outcome_on or row.creation.date()
	return rows
