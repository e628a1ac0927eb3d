"""What counts at a site on a day: its settings and its working days (D-01, D-02, R-169)."""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

import frappe

from css_case_mgmt.rules.reminders import Step, steps_until_due
from css_case_mgmt.rules.today import INTERVALS_BEFORE_NOTICE, ProgrammeMonths
from css_case_mgmt.rules.working_days import add_working_days, latest_start
from css_case_mgmt.settings import settings_of


@dataclass(frozen=True)
class Policy:
	"""The day for which a site reminds, and its rules.

	Args:
		site: name of a CSS Site.
		day: the day there.
		holidays: of the site.
		settings: in force there.
	"""

	site: str
	day: date
	holidays: frozenset[date]
	settings: dict[str, int | str]

	@classmethod
	def of(cls, site: str, day: date) -> "Policy":
		holiday = frappe.qb.DocType("CSS Site Holiday")
		query = frappe.qb.from_(holiday).select(holiday.holiday_date)
		query = query.where((holiday.parenttype == "CSS Site") & (holiday.parent == site))
		return cls(site, day, frozenset(query.run(pluck=True)), settings_of(site))

	def setting(self, fieldname: str) -> int | str:
		return self.settings[fieldname]

	@property
	def days_before(self) -> int:
		return self.setting("reminder_days_before")

	@cached_property
	def programme_months(self) -> ProgrammeMonths:
		return ProgrammeMonths(
			transition=INTERVALS_BEFORE_NOTICE * self.setting("nam_interval_months"),
			minimum=self.setting("programme_min_months"),
			typical=self.setting("programme_typical_max_months"),
			maximum=self.setting("programme_max_months"),
		)

	def escalation(self, due_on: date) -> date:
		"""The day on which the managers are told."""
		return add_working_days(due_on, self.setting("escalation_working_days"), self.holidays)

	@cached_property
	def escalated_until(self) -> date:
		"""The latest due date of which the managers are told by this day."""
		count = self.setting("escalation_working_days")
		return min(latest_start(self.day, count, self.holidays), self.day - timedelta(days=1))

	def steps(self, due_on: date, opens_on: date | None = None) -> tuple[Step, ...]:
		"""The steps of something with a due date, spoken of as many days before as the site has set."""
		opens_on = opens_on or due_on - timedelta(days=self.days_before)
		return steps_until_due(due_on, opens_on, self.escalation(due_on))
