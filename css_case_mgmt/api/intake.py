"""The intake of a family: what is done and what is next, for the family and for each person (R-110, R-126)."""

from datetime import date

import frappe

from css_case_mgmt import intake_facts
from css_case_mgmt.api.permission import require
from css_case_mgmt.people import age, full_name
from css_case_mgmt.rules.age import has_own_file
from css_case_mgmt.rules.intake import FAMILY_STEPS, PERSON_STEPS, State, Step, states
from css_case_mgmt.settings import get_setting, site_today

DONE = (State.DONE.value, State.NOT_NEEDED.value)


@frappe.whitelist(methods=["GET", "POST"])
def get_intake(css_case: str) -> dict:
	"""The steps of the intake, in the guide's order, each with its state and where to take it.

	Args:
		css_case: a case that the user may read; its records are then read by its name.
	"""
	case = frappe.get_doc("CSS Case", css_case)
	may_write = frappe.has_permission("CSS Case", "write") and case.may_be_changed()
	if not may_write:
		case.check_permission("read")
	today = site_today(case.site)
	own_file_age = get_setting("own_file_age", case.site)
	file = intake_facts.read_file(case, today)
	grown_up = [person for person in file.people if needs_own_file(person, today, own_file_age)]
	return {
		"today": today,
		"family": steps_of(file.family_findings(), FAMILY_STEPS),
		"people": [person_summary(person, file, today) for person in grown_up],
		"children": [
			{"full_name": full_name(person), "age": age(person, today)}
			for person in file.people
			if person not in grown_up
		],
		"may_write": may_write,
		"may_assign": may_write and bool(frappe.has_permission("CSS Case Access", "create")),
		"may_enrol": may_write and bool(frappe.has_permission("CSS Enrolment", "create")),
		"may_assess": may_write and bool(frappe.has_permission("CSS NAM Assessment", "create")),
	}


@frappe.whitelist(methods=["GET", "POST"])
def good_practice() -> list[str]:
	"""The guide's advice for an intake, as the agency has it (R-126)."""
	require("CSS Checklist Item", "read")
	return frappe.get_list(
		"CSS Checklist Item",
		filters={"checklist": "Intake Practice", "enabled": 1},
		order_by="position asc",
		pluck="item",
		limit=0,
	)


def needs_own_file(person: frappe._dict, today: date, own_file_age: int) -> bool:
	"""Whose birth date is not known is asked for it first, as an adult (R-045, D-27)."""
	if person.enrolment:
		return True
	return not person.date_of_birth or has_own_file(person.date_of_birth, today, own_file_age)


def person_summary(person: frappe._dict, file: intake_facts.IntakeFile, today: date) -> dict:
	steps = steps_of(file.findings_of(person), PERSON_STEPS)
	return {
		"client": person.name,
		"full_name": full_name(person),
		"age": age(person, today),
		"enrolment": person.enrolment,
		"has_own_file": True,
		"steps": steps,
		"is_complete": all(step["state"] in DONE for step in steps),
	}


def steps_of(found: dict[Step, intake_facts.Place], order: tuple[Step, ...]) -> list[dict]:
	state_of = states({step: place.finding for step, place in found.items()}, order)
	return [
		{
			"step": step.value,
			"state": state_of[step].value,
			"missing": list(found[step].finding.missing) if step in found else [],
			"doctype": found[step].doctype if step in found else None,
			"name": found[step].name if step in found else None,
			"since": found[step].since if step in found else None,
		}
		for step in order
	]
