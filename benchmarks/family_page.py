"""The page of the family with the longest history, and the report that opens it (R-286, R-397, R-459)."""

from collections.abc import Iterator

import frappe
from frappe.query_builder.functions import Count
from pypika import Order

from css_case_mgmt.api.family_page import get_page

from .measuring import Surface
from .reports import Asked, of_report, one_after_the_other

MOST_QUERIES = 15
REPORT = "Review Individual and Family Services"


def family_page_surfaces(people) -> Iterator[Surface]:
	asked = Asked(people.site, people.manager)
	yield review(asked)
	yield family_page(people)


def review(asked: Asked) -> Surface:
	statements = ("members", "services", "support_services", "problems", "referrals", "goals")
	return of_report(
		"Review Individual and Family Services of a site, a quarter",
		asked.manager,
		REPORT,
		asked.quarter,
		one_after_the_other(*(asked.by_hand(f"review_{name}", **asked.quarter) for name in statements)),
		baseline_rows=members_and_families,
	)


def members_and_families(rows: list) -> int:
	members = [row for row in rows if "relationship" in row]
	return len(members) + len({row.css_case for row in members})


def family_page(people) -> Surface:
	"""Its queries are limited; the statement beside it says only who is in the family."""
	css_case = longest_history(people.site)
	return Surface(
		"Family page of the longest history",
		people.manager,
		app=lambda: lambda: get_page(css_case),
		baseline=Asked(people.site, people.manager).by_hand("family_members", css_case=css_case),
		query_limit=MOST_QUERIES,
	)


def longest_history(site: str) -> str:
	activity = frappe.qb.DocType("CSS Activity")
	query = (
		frappe.qb.from_(activity)
		.select(activity.css_case)
		.where(activity.site == site)
		.groupby(activity.css_case)
		.orderby(Count(activity.name), order=Order.desc)
		.orderby(activity.css_case)
	)
	return query.limit(1).run()[0][0]
