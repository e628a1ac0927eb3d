"""Appointments for tests, on the clock of the test site."""

from datetime import datetime, timedelta

import frappe

from css_case_mgmt.local_time import from_clock_of, now_stored
from css_case_mgmt.tests.factories import make_site, today


def make_appointment(css_case: str, *clients: str, on=None, at: str = "10:00", minutes: int = 60, **values):
	"""A check-in with these members of a family, today at ten unless something else is said.

	Args:
		clients: who is to come.
		on: the day at the test site, and `at` the time on its clock.
		minutes: how long.
	"""
	starts_on = values.pop("starts_on", None) or at_site(on or today(), at)
	values = {
		"kind": "Check-in",
		"ends_on": starts_on + timedelta(minutes=minutes),
		"clients": [{"client": client} for client in clients],
		**values,
	}
	return frappe.get_doc(
		doctype="CSS Appointment", css_case=css_case, starts_on=starts_on, **values
	).insert()


def at_site(on, at: str) -> datetime:
	"""A time on the test site's clock, as it is stored."""
	return from_clock_of(make_site(), on, at)


def an_hour_ago() -> datetime:
	return now_stored() - timedelta(hours=1)
