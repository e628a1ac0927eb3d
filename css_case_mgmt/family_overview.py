"""What the family panel says beside who is who: relatives elsewhere, who comes of age, who died."""

from collections.abc import Iterable

import frappe

from css_case_mgmt.coming_of_age import Ages, missing_labels, missing_of_own_file
from css_case_mgmt.people import NAME_FIELDS, full_name


def relatives_elsewhere(css_case: str) -> list[dict]:
	"""Open ties of a case, as far as the reader may read the related people; of others no trace (R-502)."""
	ties = frappe.get_list(
		"CSS Family Tie",
		filters={"css_case": css_case, "ended_on": ("is", "not set")},
		fields=["name", "client", "related_client", "relationship"],
		order_by="creation",
		limit=0,
	)
	if not ties:
		return []
	people = {
		person.name: person
		for person in frappe.get_list(
			"CSS Client",
			filters={"name": ("in", [tie.related_client for tie in ties])},
			fields=["name", *NAME_FIELDS],
			limit=0,
		)
	}
	return [
		{**tie, "full_name": full_name(people[tie.related_client])}
		for tie in ties
		if tie.related_client in people
	]


def own_files(people: Iterable[frappe._dict], enrolments: dict[str, frappe._dict], ages: Ages) -> dict:
	"""Who of a family reaches the age of an own file soon or has lately, and what is missing."""
	young = []
	for person in people:
		birthday = ages.birthday(person)
		if birthday:
			enrolment = enrolments.get(person.name)
			is_active = enrolment and enrolment.status == "Active"
			young.append(
				frappe._dict(person, birthday=birthday, enrolment=enrolment.name if is_active else None)
			)
	missing = missing_of_own_file(young, ages.site, ages.today)
	labels = missing_labels()
	return {
		person.name: {
			"age": ages.own_file_age,
			"birthday": person.birthday,
			"is_reached": person.birthday <= ages.today,
			"missing": [labels[what] for what in missing[person.name]],
		}
		for person in young
		if missing[person.name]
	}


def former_member(row, person, enrolments: dict[str, frappe._dict]) -> dict:
	"""Somebody who left; of one who died also the enrolment whose exit a manager has still to approve."""
	enrolment = enrolments.get(person.name)
	is_open = person.died_on and enrolment and enrolment.status == "Active"
	return {
		"client": person.name,
		"file_number": person.file_number,
		"member_to": row.member_to,
		"died_on": person.died_on,
		"open_enrolment": enrolment.name if is_open else None,
	}


def exits_of_family(css_case: str) -> dict[str, dict]:
	"""Enrolment -> the exit that was begun, as far as the reader may read it (R-360)."""
	if not frappe.has_permission("CSS Exit", "read"):
		return {}
	rows = frappe.get_list(
		"CSS Exit",
		filters={"css_case": css_case},
		fields=["name", "enrolment", "workflow_state", "exit_date"],
		limit=0,
	)
	return {row.enrolment: row for row in rows}
