"""What real data has begun to use of the demo: it is kept, and named."""

from collections.abc import Iterator

import frappe
from frappe.query_builder import Criterion

from css_case_mgmt.demo.ledger import LEDGER
from css_case_mgmt.permissions.live_reports import MODULE
from css_case_mgmt.permissions.registry import CLIENT_BEARING

CASE, CLIENT, SITE, STAFF, USER = "CSS Case", "CSS Client", "CSS Site", "CSS Staff", "User"


def of_demo(doctype: str):
	"""Names in the ledger, as a subquery."""
	ledger = frappe.qb.DocType(LEDGER)
	return frappe.qb.from_(ledger).select(ledger.reference_name).where(ledger.reference_doctype == doctype)


def ledger_names(doctype: str) -> set[str]:
	return set(of_demo(doctype).run(pluck=True))


def about_client_and_case() -> Iterator[str]:
	"""DocTypes whose rows name both a client and a case."""
	for doctype in CLIENT_BEARING:
		if frappe.get_meta(doctype).has_field("client") and frappe.get_meta(doctype).has_field("css_case"):
			yield doctype


def cases_with_real_people() -> set[str]:
	found: set[str] = set()
	for doctype in about_client_and_case():
		table = frappe.qb.DocType(doctype)
		found.update(
			frappe.qb.from_(table)
			.select(table.css_case)
			.distinct()
			.where(table.css_case.isin(of_demo(CASE)))
			.where(table.client.notin(of_demo(CLIENT)))
			.run(pluck=True)
		)
	return found


def people_in_real_cases() -> set[str]:
	found: set[str] = set()
	for doctype in about_client_and_case():
		table = frappe.qb.DocType(doctype)
		found.update(
			frappe.qb.from_(table)
			.select(table.client)
			.distinct()
			.where(table.client.isin(of_demo(CLIENT)))
			.where(table.css_case.notin(of_demo(CASE)))
			.run(pluck=True)
		)
	client = frappe.qb.DocType(CLIENT)
	found.update(
		frappe.qb.from_(client)
		.select(client.merged_into)
		.where(client.merged_into.isin(of_demo(CLIENT)))
		.where(client.name.notin(of_demo(CLIENT)))
		.run(pluck=True)
	)
	return found


def entered_by_hand(doctype: str, cases: list[str], clients: list[str]) -> list[str]:
	"""Rows about invented families that somebody has added in the desk."""
	table, meta = frappe.qb.DocType(doctype), frappe.get_meta(doctype)
	ways = []
	if meta.has_field("css_case") and cases:
		ways.append(table.css_case.isin(cases))
	if meta.has_field("client") and clients:
		ways.append(table.client.isin(clients))
	if not ways:
		return []
	query = frappe.qb.from_(table).select(table.name).where(Criterion.any(ways))
	return query.where(table.name.notin(of_demo(doctype))).run(pluck=True)


def staff_in_use() -> dict[str, set[str]]:
	"""Demo users, sites and postings that other rows of the app still need.

	A user who is needed keeps the postings, a posting its site, a site its manager.
	"""
	kept = {
		USER: ledger_names(USER) & named_in(USER),
		SITE: ledger_names(SITE) & named_in(SITE),
		STAFF: set(),
	}
	postings = frappe.get_all(
		STAFF, filters={"name": ("in", list(ledger_names(STAFF)))}, fields=["name", "user", "site"]
	)
	while True:
		before = sum(map(len, kept.values()))
		staying = [posting for posting in postings if posting.user in kept[USER]]
		kept[STAFF] = {posting.name for posting in staying}
		kept[SITE] |= {posting.site for posting in staying} & ledger_names(SITE)
		managers = frappe.get_all(SITE, filters={"name": ("in", list(kept[SITE]))}, pluck="manager")
		kept[USER] |= set(managers) & ledger_names(USER)
		if sum(map(len, kept.values())) == before:
			return kept


def named_in(target: str) -> set[str]:
	"""Names that rows of the app hold, but for the demo's own sites and postings."""
	found: set[str] = set()
	for doctype in frappe.get_all("DocType", filters={"module": MODULE, "issingle": 0}, pluck="name"):
		if doctype == LEDGER:
			continue
		columns = [
			field.fieldname for field in frappe.get_meta(doctype).get_link_fields() if field.options == target
		]
		if target == USER:
			columns += ["owner", "modified_by"]
		table = frappe.qb.DocType(doctype)
		for column in columns:
			query = frappe.qb.from_(table).select(table[column]).distinct()
			if doctype in (SITE, STAFF):
				query = query.where(table.name.notin(of_demo(doctype)))
			found.update(query.run(pluck=True))
	return found
