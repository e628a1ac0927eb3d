"""Open referrals with the day to follow them up: one query (R-300, R-307).

Open is what has not ended, a draft and a missed appointment too: somebody has still to do something. With the
enrolment that it belongs to a referral has ended as well.
"""

from datetime import date

import frappe
from frappe.query_builder import Criterion

from css_case_mgmt.family_page.family import Family
from css_case_mgmt.lines import Line, referral_line
from css_case_mgmt.rules.referral import ENDINGS

REFERRAL = "CSS Referral"
ENROLMENT = "CSS Enrolment"
ENDED = tuple(status.value for status in ENDINGS)


def open_referrals(family: Family) -> list[Line] | None:
	"""None for whoever may not read referrals."""
	if not family.may_read(REFERRAL):
		return None
	rows = rows_of_open_referrals(family.readable(REFERRAL), family.clients)
	return [{**referral_line(row, family.today), "who": family.by_name[row.client].full_name} for row in rows]


def referral_lines(clients: list[str], readable: Criterion, today: date) -> list[Line]:
	"""The open referrals of some people, for the card before a meeting (R-164)."""
	return [referral_line(row, today) for row in rows_of_open_referrals(readable, clients)]


def rows_of_open_referrals(readable: Criterion, clients: list[str]) -> list[frappe._dict]:
	"""Those to follow up first come first; without a day they come last.

	Args:
		readable: the criterion of the referrals that may be read.
		clients: whose they are.
	"""
	referral, provider = frappe.qb.DocType(REFERRAL), frappe.qb.DocType("CSS Service Provider")
	enrolment = frappe.qb.DocType(ENROLMENT)
	return (
		frappe.qb.from_(referral)
		.left_join(provider)
		.on(provider.name == referral.provider)
		.left_join(enrolment)
		.on(enrolment.name == referral.enrolment)
		.select(
			referral.name,
			referral.client,
			referral.status,
			referral.service,
			referral.internal_to,
			referral.referred_on,
			referral.follow_up_due,
			referral.followed_up_on,
			provider.provider_name,
		)
		.where(readable)
		.where(referral.client.isin(clients))
		.where(is_open(referral, enrolment))
		.orderby(referral.follow_up_due.isnull())
		.orderby(referral.follow_up_due)
		.orderby(referral.name)
		.run(as_dict=True)
	)


def is_open(referral, enrolment) -> Criterion:
	"""The criterion of an open referral, whose enrolment, if it has one, is joined to it."""
	return referral.status.notin(ENDED) & (enrolment.name.isnull() | (enrolment.status != "Exited"))
