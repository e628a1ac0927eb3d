"""Search keys of clients: what the duplicate search looks up in an index instead of comparing everybody (R-073).

The keys follow from names, birth date, UCI and telephones (`rules/search_keys.py`). They are rows of a child table
that no form shows and no version keeps.
"""

from collections.abc import Iterable

import frappe
from frappe.utils import cint, getdate, now

from css_case_mgmt.rules.duplicates import Person
from css_case_mgmt.rules.search_keys import keys_of

CLIENT = "CSS Client"
SEARCH_KEY = "CSS Client Search Key"
PARENTFIELD = "search_keys"
COLUMNS = ("given_names", "family_name", "patronymic", "preferred_name", "uci")
PERSON_FIELDS = (*COLUMNS, "name_in_own_script", "date_of_birth", "birth_date_is_estimated")
AT_ONCE = 500


def person_of(values, other_names: Iterable[str] = (), phones: Iterable[str] = ()) -> Person:
	"""What is compared of somebody.

	Args:
		values: a client or its columns.
		other_names: names beside the columns.
		phones: telephone numbers.
	"""
	born = values.get("date_of_birth")
	names = (values.get("name_in_own_script"), *other_names)
	return Person(
		**{column: str(values.get(column) or "") for column in COLUMNS},
		other_names=tuple(filter(None, names)),
		phones=tuple(filter(None, phones)),
		date_of_birth=getdate(born) if born else None,
		birth_date_is_estimated=bool(cint(values.get("birth_date_is_estimated"))),
	)


def person_of_form(values) -> Person:
	"""The same of a document, or of the values of a form with its tables."""
	return person_of(
		values,
		[row.get("written_name") for row in values.get("other_names") or ()],
		[row.get("phone") for row in values.get("phones") or ()],
	)


def keep_search_keys(client) -> None:
	"""Write the keys of a saved client anew if they have changed."""
	before = client.get_doc_before_save()
	keys = keys_of(person_of_form(client))
	if before and keys_of(person_of_form(before)) == keys:
		return
	if before:
		frappe.db.delete(SEARCH_KEY, {"parent": client.name, "parenttype": CLIENT})
	write_keys({client.name: (client.owner, keys)})


def write_keys(keys_by_client: dict[str, tuple[str, Iterable[str]]]) -> None:
	"""Add the keys of clients, given each with the owner of the file."""
	moment = now()
	fields = ("name", "creation", "modified", "owner", "modified_by", "docstatus", "idx")
	fields += ("parent", "parenttype", "parentfield", "search_key")
	rows = [
		(
			frappe.generate_hash(length=20),
			moment,
			moment,
			owner,
			owner,
			0,
			idx,
			client,
			CLIENT,
			PARENTFIELD,
			key,
		)
		for client, (owner, keys) in keys_by_client.items()
		for idx, key in enumerate(sorted(keys), start=1)
	]
	if rows:
		frappe.db.bulk_insert(SEARCH_KEY, fields, rows)


def write_missing_keys() -> int:
	"""Add the keys of clients that have none, such as those entered before there were keys.

	Returns:
		How many clients have keys now that had none.
	"""
	last, written = "", 0
	while clients := clients_without_keys(after=last):
		last = clients[-1].name
		names = [client.name for client in clients]
		phones, other_names = phones_of(names), other_names_of(names)
		found = {
			client.name: (
				client.owner,
				keys_of(person_of(client, other_names.get(client.name, ()), phones.get(client.name, ()))),
			)
			for client in clients
		}
		write_keys(found)
		written += sum(bool(keys) for _owner, keys in found.values())
	return written


def clients_without_keys(after: str) -> list[frappe._dict]:
	client, key = frappe.qb.DocType(CLIENT), frappe.qb.DocType(SEARCH_KEY)
	return (
		frappe.qb.from_(client)
		.left_join(key)
		.on(key.parent == client.name)
		.select(client.name, client.owner, *(client[field] for field in PERSON_FIELDS))
		.where(key.name.isnull())
		.where(client.name > after)
		.orderby(client.name)
		.limit(AT_ONCE)
		.run(as_dict=True)
	)


def phones_of(clients: list[str]) -> dict[str, list[str]]:
	return column_by_parent("CSS Client Phone", "phone", clients)


def other_names_of(clients: list[str]) -> dict[str, list[str]]:
	return column_by_parent("CSS Client Name", "written_name", clients)


def column_by_parent(doctype: str, column: str, clients: list[str]) -> dict[str, list[str]]:
	"""A column of a client's child table; the caller has checked that the clients may be read."""
	table = frappe.qb.DocType(doctype)
	query = frappe.qb.from_(table).select(table.parent, table[column])
	found: dict[str, list[str]] = {}
	for parent, value in query.where(table.parent.isin(clients)).where(table.parenttype == CLIENT).run():
		found.setdefault(parent, []).append(value)
	return found
