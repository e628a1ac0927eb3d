"""Whom the rows of a report are about."""

from collections.abc import Iterable, Set
from dataclasses import dataclass

import frappe

from css_case_mgmt.named_rows import IsNamed
from css_case_mgmt.people import NAME_FIELDS, full_name
from css_case_mgmt.permissions.conditions import is_latest_membership, readable_clients
from css_case_mgmt.permissions.registry import MEMBER
from css_case_mgmt.permissions.scope import Scope
from css_case_mgmt.report_asked import Asked

CASE, CLIENT = "CSS Case", "CSS Client"


def add_names(rows: list[frappe._dict], reader: Scope) -> None:
	"""Put `client_name` on rows that have the name fields. Of somebody whose enrolment ended and who belongs to
	another case by now the file is open to that case alone: the row keeps the number only (D-20, R-502)."""
	ended = list({row.client for row in rows if row.exit_date})
	out_of_reach = set(ended) - readable_clients(ended, reader)
	for row in rows:
		name = full_name(row)
		for fieldname in NAME_FIELDS:
			row.pop(fieldname, None)
		row.client_name = None if row.client in out_of_reach else name


def people_of(clients: set[str], question: Asked, *columns: str) -> dict[str, frappe._dict]:
	"""The file number and the name fields of clients, some columns, and `is_open`: whether the file is open to the
	reader. Whoever belongs to another family by now is shown by the file number alone (D-20, R-502)."""
	client, member = frappe.qb.DocType(CLIENT), frappe.qb.DocType(MEMBER)
	fields = (client.name, client.file_number, *(client[each] for each in (*NAME_FIELDS, *columns)))
	rows = (
		frappe.qb.from_(client)
		.left_join(member)
		.on((member.client == client.name) & is_latest_membership(member))
		.select(*fields, member.css_case.as_("belongs_to"))
		.where(IsNamed(client.name, clients))
		.run(as_dict=True)
	)
	cases = set(question.cases)
	open_files = {row.name for row in rows if row.belongs_to in cases}
	open_files |= readable_clients(clients - open_files, question.reader)
	for row in rows:
		row.is_open = row.name in open_files
	return {row.name: row for row in rows}


@dataclass(frozen=True, slots=True)
class Family:
	"""How a family is known in a report: its file number, and who is its head as far as the reader may know."""

	case_number: str
	head_of_family: str | None


def families_of(cases: Iterable[str], reader: Scope, open_files: Set[str] = frozenset()) -> dict[str, Family]:
	"""The families of cases that the reader may read, in two queries. Where the last head of a family belongs to
	another one by now, there is no name (D-20, R-502).

	Args:
		cases: names of the cases.
		reader: who asks.
		open_files: clients whose files the reader is known to read, not to be asked about again.
	"""
	cases = list(cases)
	if not cases:
		return {}
	case, member = frappe.qb.DocType(CASE), frappe.qb.DocType(MEMBER)
	client = frappe.qb.DocType(CLIENT)
	rows = (
		frappe.qb.from_(case)
		.left_join(member)
		.on((member.css_case == case.name) & (member.is_head == 1))
		.left_join(client)
		.on(client.name == member.client)
		.select(
			case.name.as_("css_case"),
			case.file_number,
			client.name.as_("client"),
			member.member_to,
			*(client[fieldname] for fieldname in NAME_FIELDS),
		)
		.where(IsNamed(case.name, cases))
		.orderby(member.member_from)
		.orderby(member.creation)
		.run(as_dict=True)
	)
	latest = {row.css_case: row for row in sorted(rows, key=lambda row: row.member_to is None)}
	heads = {row.client for row in latest.values() if row.client}
	open_files = open_files | readable_clients(heads - open_files, reader)
	return {
		name: Family(row.file_number, full_name(row) if row.client in open_files else None)
		for name, row in latest.items()
	}
