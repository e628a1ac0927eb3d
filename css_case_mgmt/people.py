"""What is shown of a person: a name and an age; and which case the person belongs to now."""

from datetime import date

import frappe

from css_case_mgmt.rules.age import NotYetBorn, age_on
from css_case_mgmt.rules.identifiers import name_in_order

# What `full_name` needs of a CSS Client.
NAME_FIELDS = ("given_names", "patronymic", "family_name", "family_name_first")


def full_name(person) -> str:
	"""Names in the order of the person's culture; any but the given names may be missing (R-043)."""
	return name_in_order(*(person.get(fieldname) for fieldname in NAME_FIELDS))


def age(person, today: date) -> int | None:
	"""Completed years, or None where no date of birth is known (R-044); of the dead, those they reached."""
	if not person.date_of_birth:
		return None
	try:
		return age_on(person.date_of_birth, person.get("died_on") or today)
	except NotYetBorn:
		return None


def case_of_client(client: str) -> str | None:
	"""The case of the latest membership, which alone opens a client's file (D-19, D-20)."""
	return frappe.db.get_value(
		"CSS Case Member", {"client": client}, "css_case", order_by="member_from desc, creation desc"
	)
