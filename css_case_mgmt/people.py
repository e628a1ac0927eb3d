"""What is shown of a person: a name and an age."""

from datetime import date

import frappe

from css_case_mgmt.rules.age import NotYetBorn, age_on


def full_name(person: frappe._dict) -> str:
	"""Given names and family name, either of which may be missing (R-043)."""
	return " ".join(filter(None, (person.given_names, person.family_name)))


def age(person: frappe._dict, today: date) -> int | None:
	"""Completed years, or None where no date of birth is known (R-044)."""
	try:
		return age_on(person.date_of_birth, today) if person.date_of_birth else None
	except NotYetBorn:
		return None
