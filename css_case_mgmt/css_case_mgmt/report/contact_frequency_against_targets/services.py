"""Whether each active client had a service in each month (R-227)."""

from calendar import monthrange
from collections import Counter
from datetime import date
from functools import cache

import frappe

from css_case_mgmt.permissions.scope import Scope
from css_case_mgmt.rules.contact_targets import Period
from css_case_mgmt.settings import get_setting

ACTIVITY, PARTICIPANT = "CSS Activity", "CSS Activity Participant"


class Services:
	"""The services of the months that end within some dates, in one query.

	A service is a final activity with or for the client, other than an attempt that reached nobody. A month is
	looked at if it is over and the client was in the programme on all of its days.

	Args:
		enrolments: rows with client, site, enrolment_date, exit_date and died_on.
		first: the first day asked for.
		last: the last one.
		reader: whose site's day it is.
	"""

	def __init__(self, enrolments: list[frappe._dict], first: date, last: date, reader: Scope) -> None:
		self.today = reader.today
		self.month_ends = tuple(month_ends(first, last))
		self.minimum = cache(lambda site: get_setting("services_min_per_month", site))
		self.counts = self.count(enrolments) if self.month_ends and enrolments else Counter()

	def count(self, enrolments: list[frappe._dict]) -> Counter:
		activity, row = frappe.qb.DocType(ACTIVITY), frappe.qb.DocType(PARTICIPANT)
		sites = list({each.site for each in enrolments})
		found = (
			frappe.qb.from_(activity)
			.join(row)
			.on(row.parent == activity.name)
			.select(row.client, activity.activity_date)
			.where(activity.site.isin(sites))
			.where(activity.activity_date[self.month_ends[0].replace(day=1) : self.month_ends[-1]])
			.where(activity.docstatus == 1)
			.where(row.parenttype == ACTIVITY)
			.where(row.successful == 1)
			.run()
		)
		return Counter((client, day.year, day.month) for client, day in found)

	def in_month_ending(self, enrolment: frappe._dict, period: Period) -> int | None:
		"""How many there were in the month that ends within a period; None where none ends or it is not looked at."""
		month_end = self.month_end_within(period)
		if month_end is None or not self.is_looked_at(enrolment, month_end):
			return None
		return self.counts[(enrolment.client, month_end.year, month_end.month)]

	def is_missing(self, enrolment: frappe._dict, period: Period) -> bool:
		number = self.in_month_ending(enrolment, period)
		return number is not None and number < self.minimum(enrolment.site)

	def month_end_within(self, period: Period) -> date | None:
		return next((day for day in self.month_ends if period.first <= day <= period.last), None)

	def is_looked_at(self, enrolment: frappe._dict, month_end: date) -> bool:
		ended = min(filter(None, (enrolment.exit_date, enrolment.died_on)), default=None)
		return (
			month_end < self.today[enrolment.site]
			and enrolment.enrolment_date <= month_end.replace(day=1)
			and (ended is None or ended >= month_end)
		)


def month_ends(first: date, last: date) -> list[date]:
	"""The last days of months within some dates, both included."""
	ends = []
	year, month = first.year, first.month
	while (year, month) <= (last.year, last.month):
		ends.append(date(year, month, monthrange(year, month)[1]))
		year, month = (year + 1, 1) if month == 12 else (year, month + 1)
	return [end for end in ends if first <= end <= last]
