"""What a user keeps out of, because of a conflict of interest in force (R-501)."""

import frappe
from pypika import Query

from css_case_mgmt.permissions.registry import CLIENT, CONFLICT, MEMBER


def conflicted_cases(user: str) -> Query:
	conflict = frappe.qb.DocType(CONFLICT)
	return (
		frappe.qb.from_(conflict)
		.select(conflict.css_case)
		.where(conflict.user == user)
		.where(conflict.active == 1)
		.where(conflict.css_case.isnotnull())
	)


def conflicted_clients(user: str) -> Query:
	conflict = frappe.qb.DocType(CONFLICT)
	return (
		frappe.qb.from_(conflict)
		.select(conflict.client)
		.where(conflict.user == user)
		.where(conflict.active == 1)
		.where(conflict.client.isnotnull())
	)


def cases_of_conflicted_clients(user: str) -> Query:
	"""Every case that a person in conflict is or was a member of."""
	conflict = frappe.qb.DocType(CONFLICT)
	member = frappe.qb.DocType(MEMBER)
	return (
		frappe.qb.from_(conflict)
		.join(member)
		.on(member.client == conflict.client)
		.select(member.css_case)
		.where(conflict.user == user)
		.where(conflict.active == 1)
	)


def cases_of_files_merged(user: str) -> Query:
	"""The same of files that were merged into a conflicted person's: they keep their memberships (D-23)."""
	conflict, client = frappe.qb.DocType(CONFLICT), frappe.qb.DocType(CLIENT)
	member = frappe.qb.DocType(MEMBER)
	return (
		frappe.qb.from_(conflict)
		.join(client)
		.on(client.merged_into == conflict.client)
		.join(member)
		.on(member.client == client.name)
		.select(member.css_case)
		.where(conflict.user == user)
		.where(conflict.active == 1)
	)
