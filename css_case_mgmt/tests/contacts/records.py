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
	activity.insert()
	if is_final:
		activity.submit()
	return activity
