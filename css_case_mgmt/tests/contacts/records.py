"""Activities for tests."""

import frappe

from css_case_mgmt.tests.factories import today


def make_activity(
	css_case: str, *clients: str, on=None, method: str | None = "Phone", is_final: bool = True, **values
):
	"""A check-in by telephone with these members, today and final unless something else is said.

	Args:
		clients: who took part; rows of participants for children: `participants=[{...}]`.
		on: the day.
		is_final: submit it.
	"""
	values = {
		"activity_type": "Check-in",
		"participants": [{"client": client} for client in clients],
		**values,
	}
	activity = frappe.get_doc(
		doctype="CSS Activity", css_case=css_case, activity_date=on or today(), method=method, **values
	)
	return activity.submit() if is_final else activity.insert()


def make_deviation(enrolment, period_from, period_to, **values):
	"""Why a client was contacted less or more often in a week or month than the target asks for."""
	values = {
		"client": enrolment.client,
		"css_case": enrolment.css_case,
		"enrolment": enrolment.name,
		"reason": "Away for a family visit",
		**values,
	}
	return frappe.get_doc(
		doctype="CSS Contact Deviation", period_from=period_from, period_to=period_to, **values
	).insert()
