"""The people of the families that are asked about: one query from the reader's cases."""

from collections.abc import Sequence
from datetime import date

import frappe
from pypika import Order

from css_case_mgmt.contact_counts import REACHED
from css_case_mgmt.people import NAME_FIELDS
from css_case_mgmt.permissions.conditions import is_latest_membership
from css_case_mgmt.today.files import FAILED, last_contact

CASE, MEMBER, CLIENT, ENROLMENT = "CSS Case", "CSS Case Member", "CSS Client", "CSS Enrolment"


def members_of(cases: Sequence[str], question, today: dict[str, date]) -> list[frappe._dict]:
	"""Living members of today who belong to no other family since, the head of each family first (D-20, R-502).

	Closed families are among them where one is asked for by name.

	Args:
		cases: names of the cases that the reader reaches.
		question: the site, caseworker, client and case asked about.
		today: the date at every site.
	"""
	case, member, client, enrolment = (
		frappe.qb.DocType(doctype) for doctype in (CASE, MEMBER, CLIENT, ENROLMENT)
	)
	user = frappe.qb.DocType("User")
	query = (
		frappe.qb.from_(case)
		.join(member)
		.on(member.css_case == case.name)
		.join(client)
		.on(client.name == member.client)
		.left_join(enrolment)
		.on(
			(enrolment.css_case == case.name)
			& (enrolment.client == client.name)
			& (enrolment.status == "Active")
		)
		.left_join(user)
		.on(user.name == case.caseworker)
		.select(
			case.name.as_("css_case"),
			case.file_number.as_("case_number"),
			case.site,
			user.full_name.as_("caseworker"),
			client.name.as_("client"),
			*(client[fieldname] for fieldname in NAME_FIELDS),
			member.relationship,
			member.member_to,
			enrolment.needs_level,
			enrolment.enrolment_date,
			enrolment.episode,
			last_contact(member, REACHED).as_("last_reached"),
			last_contact(member, FAILED).as_("last_attempt"),
		)
		.where(case.name.isin(cases))
		.where(member.member_to.isnull() | (member.member_to > min(today.values())))
		.where(is_latest_membership(member))
		.where(client.died_on.isnull() & client.merged_into.isnull())
		.orderby(case.file_number)
		.orderby(member.is_head, order=Order.desc)
		.orderby(member.member_from)
		.orderby(member.creation)
	)
	if question.css_case:
		query = query.where(case.name == question.css_case)
	elif question.client:
		query = query.where(client.name == question.client)
	else:
		query = query.where(case.status == "Open")
	if question.site:
		query = query.where(case.site == question.site)
	if question.caseworker:
		query = query.where(case.caseworker == question.caseworker)
	return [row for row in query.run(as_dict=True) if not row.member_to or row.member_to > today[row.site]]
