"""Exits and their interviews for tests, made the way the desk makes them."""

import frappe

from css_case_mgmt.exit_interviews import HOME
from css_case_mgmt.tests.factories import today

SAID = "My daughter goes to school alone. <b>Really</b> & without the bus card"


def begin_exit(enrolment, **values):
	"""A draft of a planned exit."""
	return frappe.get_doc(
		doctype="CSS Exit",
		client=enrolment.client,
		css_case=enrolment.css_case,
		enrolment=enrolment.name,
		**{"exit_reason": "Graduated", "planned": 1, **values},
	).insert()


def make_interview(css_exit, answers=(), **values):
	"""Held today at home; questions that are not answered stay open."""
	return frappe.get_doc(
		doctype="CSS Exit Interview",
		css_exit=css_exit.name,
		**{
			"client": css_exit.client,
			"css_case": css_exit.css_case,
			"interviewed_on": today(),
			"method": "In Person",
			"place": HOME,
			"answers": list(answers),
			**values,
		},
	).insert()


def answers_to_all(words: str = "As it should be", satisfaction: str = "Satisfied") -> list[dict]:
	"""An answer to every question, in the way that it asks for."""
	return [
		{"question": row.name, "satisfaction": satisfaction}
		if row.answer_kind == "Satisfaction"
		else {"question": row.name, "answer": words}
		for row in frappe.get_all(
			"CSS Exit Interview Question", filters={"enabled": 1}, fields=["name", "answer_kind"]
		)
	]
