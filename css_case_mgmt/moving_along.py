"""What is about a person rather than about a day goes along to her next case (D-20, R-502)."""

import frappe

from css_case_mgmt.appointments_left import leave_appointments
from css_case_mgmt.people import case_of_client
from css_case_mgmt.permissions.registry import FOLLOWING_THE_CLIENT


def take_along(client: str) -> None:
	"""Put the records in force into the case of the latest membership: whoever stays in the case that she left
	learns nothing new. One statement for each DocType; what happened before stays where it happened, and what was
	planned there with her is off."""
	css_case = case_of_client(client)
	if not css_case:
		return
	for doctype, in_force in FOLLOWING_THE_CLIENT.items():
		table = frappe.qb.DocType(doctype)
		query = (
			frappe.qb.update(table)
			.set(table.css_case, css_case)
			.where(table.client == client)
			.where(table.css_case != css_case)
		)
		for fieldname, value in in_force.items():
			query = query.where(has_value(table[fieldname], value))
		query.run()
		frappe.clear_document_cache(doctype)
	take_interviews(client, css_case)
	leave_appointments(client)


def take_interviews(client: str, css_case: str) -> None:
	"""Exit interviews are where their exit is (R-363)."""
	css_exit, interview = frappe.qb.DocType("CSS Exit"), frappe.qb.DocType("CSS Exit Interview")
	here = (
		frappe.qb.from_(css_exit)
		.select(css_exit.name)
		.where(css_exit.client == client)
		.where(css_exit.css_case == css_case)
	)
	(
		frappe.qb.update(interview)
		.set(interview.css_case, css_case)
		.where(interview.css_exit.isin(here))
		.where(interview.css_case != css_case)
		.run()
	)
	frappe.clear_document_cache("CSS Exit Interview")


def has_value(column, value):
	if value is None:
		return column.isnull()
	return column.isin(value) if isinstance(value, tuple) else column == value
