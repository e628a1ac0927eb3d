"""Whether each active client had a service in each month (R-227)."""

from calendar import monthrange
from collections import Counter
from datetime import date
from functools import cache

import frappe

from css_case_mgmt.contact_counts import PARTICIPANT
from css_case_mgmt.permissions.scope import Scope
from css_case_mgmt.rules.contact_targets import Period, contacts_within
from css_case_mgmt.settings import get_setting

ACTIVITY = "CSS Activity"


class Services:
	"""The services of the months that end within some dates.

	A service is a final activity with or for the client, other than an attempt that reached nobody. A month is
	looked at if it is over and the client was in the programme on all of its days.

	Args:
		clients: those of the report.
		reached: the days on which each of them was reached, in these months or more.
		months: the last day of each month.
		reader: whose site's day it is.
	"""

	def __init__(
		self, clients: list[str], reached: dict[str, list[date]], months: list[date], reader: Scope
	) -> None:
		self.today = reader.today
		self.months = months
		self.reached = reached
		self.minimum = cache(lambda site: get_setting("services_min_per_month", site))
		self.month_end_within = cache(self.find_month_end)
		self.others = self.count_others(clients) if months and clients else Counter()

	def count_others(self, clients: list[str]) -> Counter:
		"""Activities that are no contacts, by client and month: far fewer than contacts."""
		activity, row = frappe.qb.DocType(ACTIVITY), frappe.qb.DocType(PARTICIPANT)
		found = (
			frappe.qb.from_(row)
			.join(activity)
			.on(activity.name == row.parent)
			.select(row.client, activity.activity_date)
			.where(row.client.isin(clients))
			.where(row.docstatus == 1)
			.where(row.successful == 1)
			.where(row.contact_on.isnull())
			.where(activity.activity_date[self.months[0].replace(day=1) : self.months[-1]])
			.run()
		)
		return Counter((client, day.year, day.month) for client, day in found)

	def in_month_ending(self, enrolment: frappe._dict, period: Period) -> int | None:
		"""How many there were in the month that ends within a period; None where none ends or it is not looked at."""
		month_end = self.month_end_within(period)
		if month_end is None or not self.is_looked_at(enrolment, month_end):
			return None
		reached = self.reached.get(enrolment.client, [])
		others = self.others[(enrolment.client, month_end.year, month_end.month)]
		return contacts_within(reached, month_end.replace(day=1), month_end) + others

	def is_missing(self, enrolment: frappe._dict, number: int | None) -> bool:
		return number is not None and number < self.minimum(enrolment.site)

	def find_month_end(self, period: Period) -> date | None:
		return next((day for day in self.months if period.first <= day <= period.last), None)

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
