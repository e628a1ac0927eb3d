"""Who may be the same person, among the files that a user may read (R-073, D-22)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

import frappe
from frappe.query_builder import Criterion
from frappe.query_builder.functions import Count
from pypika import Order

from css_case_mgmt.people import NAME_FIELDS, age, full_name
from css_case_mgmt.permissions.conditions import condition
from css_case_mgmt.permissions.scope import scope_of
from css_case_mgmt.rules.duplicates import Comparison, Person, ranked
from css_case_mgmt.rules.search_keys import Lookup, lookup_of
from css_case_mgmt.search_keys import (
	CLIENT,
	PERSON_FIELDS,
	SEARCH_KEY,
	other_names_of,
	person_of,
	person_of_form,
	phones_of,
)

SHOWN = 10
COMPARED = 100
FOUND = 300
SHOWN_FIELDS = ("name", "file_number", *dict.fromkeys((*NAME_FIELDS, *PERSON_FIELDS)), "died_on")


@dataclass(frozen=True)
class Duplicate:
	"""A file that may be the same person's.

	Args:
		client: the stored columns.
		comparison: how likely, and why.
		today: the date by which the age is told.
	"""

	client: frappe._dict
	comparison: Comparison
	today: date

	def shown(self) -> dict:
		"""What the desk shows of it."""
		return {
			"client": self.client.name,
			"file_number": self.client.file_number,
			"full_name": full_name(self.client),
			"name_in_own_script": self.client.name_in_own_script,
			"age": age(self.client, self.today),
			"age_is_estimated": self.client.birth_date_is_estimated,
			"verdict": self.comparison.verdict.value,
			"reasons": [reason.value for reason in self.comparison.reasons],
		}


def find_duplicates(values, user: str, without: str | None = None) -> list[Duplicate]:
	"""Files of people who may be the same as somebody, the likeliest first.

	Args:
		values: fields of CSS Client, its tables `phones` and `other_names` among them.
		user: only files that this user may read are looked at, or counted.
		without: the file of that person, if there is one.
	"""
	person = person_of_form(values)
	scope = scope_of(user)
	found = files_sharing_keys(lookup_of(person), user, scope, without)
	found = nearest_first(found, person.date_of_birth)[:COMPARED]
	compared = ranked(person, people_in(found))[:SHOWN]
	by_name = {client.name: client for client in found}
	today = max(scope.today.values(), default=date.today())
	return [Duplicate(by_name[name], comparison, today) for name, comparison in compared]


def files_sharing_keys(lookup: Lookup, user: str, scope, without: str | None) -> list[frappe._dict]:
	"""Files with any of the keys; those with the most of them first. Merged files are no file of their own."""
	if not lookup.exact and not lookup.ranges:
		return []
	client = frappe.qb.DocType(CLIENT)
	found = files_by_keys(lookup)
	return (
		frappe.qb.from_(found)
		.join(client)
		.on(client.name == found.parent)
		.select(*(client[field] for field in SHOWN_FIELDS), found.shared_keys)
		.where(client.name != (without or ""))
		.where(client.merged_into.isnull() | (client.merged_into == ""))
		.where(condition(CLIENT, user, scope=scope))
		.orderby(found.shared_keys, order=Order.desc)
		.orderby(client.name)
		.limit(FOUND)
		.run(as_dict=True)
	)


def files_by_keys(lookup: Lookup):
	"""Names of files with their number of keys, as a table of its own: it is read first, by the index."""
	table = frappe.qb.DocType(SEARCH_KEY)
	criterion = Criterion.any(ways_to_share(table.search_key, lookup))
	query = frappe.qb.from_(table).select(table.parent, Count(table.name).as_("shared_keys"))
	return query.where(criterion).groupby(table.parent).as_("found")


def ways_to_share(search_key, lookup: Lookup) -> Iterator[Criterion]:
	if lookup.exact:
		yield search_key.isin(sorted(lookup.exact))
	yield from (search_key[first:last] for first, last in sorted(lookup.ranges))


def nearest_first(found: list[frappe._dict], born: date | None) -> list[frappe._dict]:
	"""Of files that share as many keys, those with the nearest birth date first."""

	def distance(client: frappe._dict) -> tuple[int, int]:
		days = abs((client.date_of_birth - born).days) if born and client.date_of_birth else 0
		return -client.shared_keys, days

	return sorted(found, key=distance)


def people_in(clients: list[frappe._dict]) -> dict[str, Person]:
	names = [client.name for client in clients]
	if not names:
		return {}
	phones, other_names = phones_of(names), other_names_of(names)
	return {
		client.name: person_of(client, other_names.get(client.name, ()), phones.get(client.name, ()))
		for client in clients
	}
