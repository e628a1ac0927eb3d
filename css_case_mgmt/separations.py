"""Households that are kept apart: who may have access to one, and not to the other (R-502)."""

from collections.abc import Iterable
from datetime import date
from itertools import pairwise

import frappe
from frappe.query_builder import Criterion
from frappe.query_builder.functions import Min

from css_case_mgmt.permissions.conditions import reachable_cases
from css_case_mgmt.permissions.scope import scope_of
from css_case_mgmt.rules.separation import Move, Separation, kept_apart
from css_case_mgmt.settings import site_today

MEMBER = "CSS Case Member"
ACCESS = "CSS Case Access"


def cases_kept_apart(css_case: str) -> set[str]:
	"""The cases of which this one must learn nothing; nearly always none, and then one light query."""
	site = frappe.db.get_value("CSS Case", css_case, "site")
	separated = separated_cases(site)
	if not any(row.is_protected for row in separated):
		return set()
	separations = [
		Separation(row.name, row.separated_from, bool(row.is_protected), row.separated_on)
		for row in separated
		if row.separated_on
	]
	first_day = min(each.on for each in separations if each.is_protected)
	return kept_apart(css_case, separations, moves_since(site, first_day))


def separated_cases(site: str) -> list[frappe._dict]:
	"""Cases that came out of another one; the first membership says when."""
	case, member = frappe.qb.DocType("CSS Case"), frappe.qb.DocType(MEMBER)
	return (
		frappe.qb.from_(case)
		.left_join(member)
		.on(member.css_case == case.name)
		.select(
			case.name, case.separated_from, case.is_protected, Min(member.member_from).as_("separated_on")
		)
		.where(case.site == site)
		.where(case.separated_from.isnotnull())
		.groupby(case.name, case.separated_from, case.is_protected)
		.run(as_dict=True)
	)


def moves_since(site: str, day: date) -> list[Move]:
	"""Who left one case of a site and joined another, from a day on."""
	member, joined, earlier = (
		frappe.qb.DocType(MEMBER),
		frappe.qb.DocType(MEMBER).as_("joined"),
		frappe.qb.DocType(MEMBER).as_("earlier"),
	)
	case = frappe.qb.DocType("CSS Case")
	movers = (
		frappe.qb.from_(joined)
		.join(case)
		.on(case.name == joined.css_case)
		.join(earlier)
		.on((earlier.client == joined.client) & (earlier.css_case != joined.css_case))
		.select(joined.client)
		.where(case.site == site)
		.where(joined.member_from >= day)
		.where(earlier.member_from <= joined.member_from)
	)
	rows = (
		frappe.qb.from_(member)
		.select(member.client, member.css_case, member.member_from)
		.where(member.client.isin(movers))
		.orderby(member.client)
		.orderby(member.member_from)
		.run()
	)
	return [
		Move(before[1], after[1], after[2])
		for before, after in pairwise(rows)
		if before[0] == after[0] and before[1] != after[1] and after[2] >= day
	]


def users_with_open_access(cases: Iterable[str], users: Iterable[str] | None = None) -> set[str]:
	"""Who holds access to any of these cases, today or from a day to come, whatever its kind."""
	cases = list(cases)
	if not cases:
		return set()
	access, case = frappe.qb.DocType(ACCESS), frappe.qb.DocType("CSS Case")
	site = frappe.db.get_value("CSS Case", cases[0], "site")
	query = (
		frappe.qb.from_(access)
		.join(case)
		.on(case.name == access.css_case)
		.select(access.user)
		.distinct()
		.where(access.css_case.isin(cases))
		.where(access.access_until.isnull() | (access.access_until >= site_today(site)))
	)
	if users is not None:
		query = query.where(access.user.isin(list(users) or [""]))
	return set(query.run(pluck=True))


def reaches_any(user: str, cases: Iterable[str]) -> bool:
	"""Whether a user holds access to one of these cases, or reaches it otherwise, as intake does."""
	cases = list(cases)
	if users_with_open_access(cases, [user]):
		return True
	case = frappe.qb.DocType("CSS Case")
	query = frappe.qb.from_(case).select(case.name).where(case.name.isin(cases or [""]))
	return bool(query.where(case.name.isin(reachable_cases(scope_of(user)))).limit(1).run())


def manages(user: str, site: str) -> bool:
	return site in scope_of(user).managed_sites


def users_of_both(css_case: str) -> set[str]:
	"""Who has access to a case and to one that is kept apart from it, the site's managers aside."""
	apart = cases_kept_apart(css_case)
	if not apart:
		return set()
	site = frappe.db.get_value("CSS Case", css_case, "site")
	here = users_with_open_access([css_case])
	return {user for user in here if not manages(user, site) and reaches_any(user, apart)}


def end_ties_between(some: Iterable[str], others: Iterable[str], on: date) -> None:
	"""End what is recorded as related between two groups of people."""
	some, others = list(some), list(others)
	if not some or not others:
		return
	tie = frappe.qb.DocType("CSS Family Tie")
	between = Criterion.any(
		[
			tie.client.isin(some) & tie.related_client.isin(others),
			tie.client.isin(others) & tie.related_client.isin(some),
		]
	)
	frappe.qb.update(tie).set(tie.ended_on, on).where(tie.ended_on.isnull()).where(between).run()
	frappe.clear_document_cache("CSS Family Tie")
