"""What the tests of the reminders share."""

from datetime import date

import frappe

from css_case_mgmt.reminders.run import remind_next_day
from css_case_mgmt.tests.factories import NORTH


def remind_on(day: date, site: str = NORTH) -> date | None:
	"""Give the reminders of a day as on a site that has reminded until the day before, without a commit."""
	return remind_through(day, day, site)


def remind_through(first: date, last: date, site: str = NORTH) -> date | None:
	"""Give the reminders of some days, one after another; the last that was given."""
	frappe.db.set_value("CSS Site", site, "reminded_until", frappe.utils.add_days(first, -1))
	given = None
	while day := remind_next_day(site, last):
		given = day
	return given


def reminders_of(subject: str, *fields: str) -> list[tuple]:
	"""(clock, stage, audience) of what was reminded about a record, or other fields, in the order of the days."""
	rows = frappe.get_all(
		"CSS Reminder",
		filters={"subject": subject},
		fields=list(fields or ("clock", "stage", "audience")),
		order_by="remind_on asc, audience asc, clock asc",
		as_list=True,
	)
	return list(rows)


def stages_of(subject: str, clock: str) -> list[tuple[date, str]]:
	"""(day, stage) of the reminders of one clock about a record."""
	return sorted(
		frappe.get_all(
			"CSS Reminder",
			filters={"subject": subject, "clock": clock},
			fields=["remind_on", "stage"],
			as_list=True,
		)
	)
