"""Referrals that wait for a decision, and settlement plans of a NAARS to be followed up: one query."""

from collections.abc import Iterator

import frappe

from css_case_mgmt.naars_follow_up import REFERRAL, STILL_CONCERNED
from css_case_mgmt.people import full_name
from css_case_mgmt.permissions.conditions import condition
from css_case_mgmt.rules.today import Item, Kind, State, Task, state_of
from css_case_mgmt.today.files import Files
from css_case_mgmt.today.making import about
from css_case_mgmt.today.whose import Whose

UNDECIDED = ("Received", "NAARS Needed", "In Triage")
URGENT = "Urgent"


def referral_items(files: Files, whose: Whose) -> Iterator[tuple[Item, str]]:
	"""Each with the name that the referral gives; once there is a file, its own name is shown."""
	for row in open_referrals(files, whose):
		row.file_number = row.referral_number
		if row.status in UNDECIDED and not row.css_case:
			item = about(
				row,
				whose,
				Kind.REFERRAL,
				State.TODAY if row.urgency == URGENT else State.WAITING,
				Task.TRIAGE,
				since=row.received_on,
				detail=row.status,
				record=(REFERRAL, row.name),
			)
			yield item, full_name(row)
		if follow_up := follow_up_item(row, whose):
			yield follow_up, full_name(row)


def follow_up_item(row: frappe._dict, whose: Whose) -> Item | None:
	"""From the day on which it opens until somebody has done it (R-506, D-30)."""
	opens, due = row.naars_follow_up_opens, row.naars_follow_up_due
	today = whose.today_at(row.site)
	if row.status not in STILL_CONCERNED or not opens or opens > today or row.naars_followed_up_on:
		return None
	state = state_of(due, today, whose.soon_days(row.site), opens)
	return state and about(
		row,
		whose,
		Kind.NAARS,
		state,
		Task.FOLLOW_UP,
		due=due,
		since=opens,
		record=(REFERRAL, row.name),
	)


def open_referrals(files: Files, whose: Whose) -> list[frappe._dict]:
	"""Of these families, and at the reader's sites those that have no case yet; once there is one, it decides."""
	referral, case = frappe.qb.DocType(REFERRAL), frappe.qb.DocType("CSS Case")
	of_family = referral.css_case.isin(list(files.cases) or [""])
	waiting_here = referral.css_case.isnull() & referral.site.isin(whose.receiving_sites or ("",))
	is_undecided = referral.status.isin(UNDECIDED)
	is_open_naars = (
		referral.status.isin(STILL_CONCERNED)
		& (referral.naars_follow_up_opens <= max(whose.scope.today.values()))
		& referral.naars_followed_up_on.isnull()
	)
	return (
		frappe.qb.from_(referral)
		.left_join(case)
		.on(case.name == referral.css_case)
		.select(
			referral.name,
			referral.referral_number,
			referral.site,
			referral.status,
			referral.urgency,
			referral.received_on,
			referral.given_names,
			referral.family_name,
			referral.naars_follow_up_opens,
			referral.naars_follow_up_due,
			referral.naars_followed_up_on,
			referral.css_case,
			referral.client,
			case.file_number.as_("case_number"),
			case.caseworker,
		)
		.where(of_family | waiting_here)
		.where(is_undecided | is_open_naars)
		.where(condition(REFERRAL, whose.scope.user, scope=whose.scope))
		.run(as_dict=True)
	)
