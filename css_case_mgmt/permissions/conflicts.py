"""What a user keeps out of, because of a conflict of interest in force (R-501)."""

import frappe
from pypika import Query

from css_case_mgmt.permissions.registry import CLIENT, CONFLICT, MEMBER


def in_force(user: str) -> Query:
	"""The conflicts of a user that count now, to be selected from."""
	conflict = frappe.qb.DocType(CONFLICT)
	return frappe.qb.from_(conflict).where(conflict.user == user).where(conflict.active == 1)


def conflicted_cases(user: str) -> Query:
	conflict = frappe.qb.DocType(CONFLICT)
	return in_force(user).select(conflict.css_case).where(conflict.css_case.isnotnull())


def conflicted_clients(user: str) -> Query:
	conflict = frappe.qb.DocType(CONFLICT)
	return in_force(user).select(conflict.client).where(conflict.client.isnotnull())


def cases_of_conflicted_clients(user: str) -> Query:
	"""Every case that a person in conflict is or was a member of."""
	conflict, member = frappe.qb.DocType(CONFLICT), frappe.qb.DocType(MEMBER)
	return in_force(user).join(member).on(member.client == conflict.client).select(member.css_case)


def cases_of_files_merged(user: str) -> Query:
	"""The same of files that were merged into a conflicted person's: they keep their memberships (D-23)."""
	conflict, client = frappe.qb.DocType(CONFLICT), frappe.qb.DocType(CLIENT)
	member = frappe.qb.DocType(MEMBER)
	merged = in_force(user).join(client).on(client.merged_into == conflict.client)
	return merged.join(member).on(member.client == client.name).select(member.css_case)
