"""Whom the rows of a report are about."""

import frappe

from css_case_mgmt.people import NAME_FIELDS, full_name
from css_case_mgmt.permissions.conditions import condition
from css_case_mgmt.permissions.scope import Scope

CLIENT = "CSS Client"


def add_names(rows: list[frappe._dict], reader: Scope) -> None:
	"""Put `client_name` on rows that have the name fields. Of somebody whose enrolment ended and who belongs to
	another case by now the file is open to that case alone: the row keeps the number only (D-20, R-502)."""
	ended = list({row.client for row in rows if row.exit_date})
	out_of_reach = set(ended) - readable(ended, reader) if ended else set()
	for row in rows:
		name = full_name(row)
		for fieldname in NAME_FIELDS:
			row.pop(fieldname, None)
		row.client_name = None if row.client in out_of_reach else name


def readable(clients: list[str], reader: Scope) -> set[str]:
	client = frappe.qb.DocType(CLIENT)
	query = frappe.qb.from_(client).select(client.name).where(client.name.isin(clients))
	return set(query.where(condition(CLIENT, reader.user, scope=reader)).run(pluck=True))
