"""Other clients who are named in a note: they have no place in the file unless they are related (R-066).

Only those are looked for whose own file the writer may read: a hint tells nobody who else is a client.
"""

import frappe
from frappe import _

from css_case_mgmt.api.client_file import readable
from css_case_mgmt.permissions.conditions import is_reachable
from css_case_mgmt.rules.names_in_text import folded, places_of, possible_family_names

OTHER_CLIENT = "other_client"


def others_named(text: str, css_case: str | None) -> list[dict]:
	"""A hint on each other client who is named in full, as the desk shows it; it blocks nothing.

	Args:
		text: of a note.
		css_case: whose file it belongs to; nothing is looked for where the writer may not read it.
	"""
	possible = possible_family_names(text) if css_case else set()
	if not possible or not is_reachable("CSS Case", css_case, frappe.session.user):
		return []
	known = readable(
		"CSS Client",
		{"family_name": ("in", sorted(possible))},
		["name", "given_names", "family_name"],
		"name asc",
	)
	at_home = of_the_family(css_case) if known else set()
	named_at_home = [name_of(person) for person in known if person.name in at_home]
	places = {
		place
		for person in known
		if name_of(person) not in named_at_home
		for place in places_of(text, person.given_names, person.family_name)
	}
	return [shown(text, start, end) for start, end in sorted(places)]


def of_the_family(css_case: str) -> set[str]:
	"""Who is, or was, a member of a case, and their relatives in other households, wherever that is on file."""
	members = frappe.get_all("CSS Case Member", {"css_case": css_case}, pluck="client", order_by=None)
	is_open = {"ended_on": ("is", "not set")}
	ties = frappe.get_all(
		"CSS Family Tie",
		filters=is_open,
		or_filters={"client": ("in", members), "related_client": ("in", members)},
		fields=["client", "related_client"],
		order_by=None,
	)
	return {*members, *(person for tie in ties for person in (tie.client, tie.related_client))}


def name_of(person: frappe._dict) -> tuple[list[str], str]:
	"""Somebody of the family may have the same name."""
	return folded(person.given_names).split()[:1], folded(person.family_name)


def shown(text: str, start: int, end: int) -> dict:
	return {
		"start": start,
		"end": end,
		"text": text[start:end],
		"kind": OTHER_CLIENT,
		"why": _("This is the name of another client."),
		"advice": _(
			"Other clients have no place in this file unless they are related: write “a neighbour”, or record the relationship in the family."
		),
		"instead": [],
	}
