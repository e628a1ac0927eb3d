"""The duplicate search, for somebody whose names are among the commonest."""

from collections.abc import Callable

import frappe

from css_case_mgmt.api.duplicates import search
from css_case_mgmt.duplicates import COMPARED, files_sharing_keys
from css_case_mgmt.permissions.scope import scope_of
from css_case_mgmt.rules.search_keys import Lookup, lookup_of
from css_case_mgmt.search_keys import CLIENT, PERSON_FIELDS, person_of

from .baselines import baseline
from .measuring import DifferentAnswers, Surface

PAIRS_OF_NAMES = 3
LOOKED_AT = 200


def duplicate_search(role: str, values: dict) -> Surface:
	"""The file itself is looked for as if it were entered anew: it is found, with everybody who shares its keys."""
	user = values["user"]
	typed, lookup = somebody_common(user)
	statements = by_hand(role, {**values, **keys_as_values(lookup)})
	require_same_files(user, lookup, statements()()[0])
	return Surface(
		f"Duplicate search before saving ({role})",
		user,
		app=lambda: lambda: search(typed),
		baseline=statements,
		limit=3,
	)


def somebody_common(user: str) -> tuple[dict, Lookup]:
	"""Of many people with three names, the one with whom most files share a key."""
	client = frappe.qb.DocType(CLIENT)
	query = frappe.qb.from_(client).select(*(client[field] for field in PERSON_FIELDS))
	people = query.where(client.date_of_birth.isnotnull()).orderby(client.name).limit(20 * LOOKED_AT)
	candidates = [(person, lookup_of(person_of(person))) for person in people.run(as_dict=True)]
	fitting = [each for each in candidates if len(each[1].ranges) == PAIRS_OF_NAMES][:LOOKED_AT]
	scope = scope_of(user)
	return max(fitting, key=lambda each: len(files_sharing_keys(each[1], user, scope, None)))


def keys_as_values(lookup: Lookup) -> dict:
	ranges = enumerate(sorted(lookup.ranges), start=1)
	bounds = {
		f"{end}_{place}": key
		for place, pair in ranges
		for end, key in zip(("first", "last"), pair, strict=True)
	}
	return {"keys": sorted(lookup.exact), **bounds}


def by_hand(role: str, values: dict) -> Callable[[], Callable[[], tuple]]:
	"""The files, then the telephones and other names of as many as the app compares."""
	files = baseline("duplicates", role, **values)()

	def statements() -> tuple:
		found = files()
		clients = {"clients": [row.name for row in found[:COMPARED]] or [""]}
		phones = baseline("duplicates_phones", role, **clients)()()
		return found, phones, baseline("duplicates_names", role, **clients)()()

	return lambda: statements


def require_same_files(user: str, lookup: Lookup, by_sql: list[dict]) -> None:
	by_app = files_sharing_keys(lookup, user, scope_of(user), None)
	if {row.name for row in by_app} != {row.name for row in by_sql}:
		raise DifferentAnswers(f"Duplicate search: {len(by_app)} files by the app, {len(by_sql)} by SQL")
