"""Who lives in a household on a day, for whoever reads the case (D-20, R-159)."""

from datetime import date

import frappe

from css_case_mgmt.css_case_mgmt.doctype.css_case_member.css_case_member import as_membership
from css_case_mgmt.people import NAME_FIELDS, age, full_name
from css_case_mgmt.rules.age import has_own_file

AGE_OF_MAJORITY = 18


def household_on(css_case: str, on: date) -> list[frappe._dict]:
	"""The members of a case on a day whose files the user may read, the head of family first."""
	rows = frappe.get_list(
		"CSS Case Member",
		filters={"css_case": css_case},
		fields=["name", "client", "member_from", "member_to", "is_head"],
		order_by="is_head desc, member_from asc, creation asc",
		limit=0,
	)
	present = [row.client for row in rows if as_membership(row).includes(on)]
	people = {
		person.name: person
		for person in frappe.get_list(
			"CSS Client",
			filters={"name": ("in", present), "died_on": ("is", "not set")},
			fields=["name", "date_of_birth", *NAME_FIELDS],
			limit=0,
		)
	}
	return [people[client] for client in dict.fromkeys(present) if client in people]


def children_of(household: list[frappe._dict], on: date) -> list[dict]:
	"""Names and ages of the minors of a household."""
	ages = {person.name: age(person, on) for person in household}
	return [
		{"name": person.name, "full_name": full_name(person), "age": ages[person.name]}
		for person in household
		if ages[person.name] is not None and ages[person.name] < AGE_OF_MAJORITY
	]


def grown_ups_of(household: list[frappe._dict], on: date, own_file_age: int) -> list[dict]:
	"""Those who may answer for a child: they have reached the age of an own file (D-09)."""
	return [
		{"name": person.name, "full_name": full_name(person)}
		for person in household
		if not person.date_of_birth or has_own_file(person.date_of_birth, on, own_file_age)
	]
