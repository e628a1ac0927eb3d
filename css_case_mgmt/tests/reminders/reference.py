"""The reminders of a world by the rules alone, each day and each enrolment looked at one by one: what the job, which
lets the database find what is due, must come to as well."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date, timedelta

from css_case_mgmt.rules.nam_schedule import next_due
from css_case_mgmt.rules.reminders import (
	Clock,
	Step,
	in_force,
	reminder_key,
	steps_in_programme,
	steps_until_due,
)
from css_case_mgmt.rules.today import ProgrammeMonths
from css_case_mgmt.rules.working_days import add_working_days
from css_case_mgmt.site_holidays import public_holidays
from css_case_mgmt.tests.reminders.world import PLACES, World

RHYTHMS = {
	Clock.NAM: ("CSS NAM Assessment", 4, 0),
	Clock.PERIODIC: ("CSS Periodic Assessment", 3, 3),
}
CLOCKS = (*RHYTHMS, Clock.CONTACT, Clock.PROGRAMME)
MONTHS = ProgrammeMonths(8, 12, 18, 24)
DAYS_BEFORE, WORKING_DAYS, WITHOUT_CONTACT = 14, 5, 90


class Reference:
	"""What stands in the rows at the end of a world, and what of it was so before a day."""

	def __init__(self, world: World, first: date, last: date) -> None:
		self.days = [first + timedelta(days=step) for step in range((last - first).days + 1)]
		self.rows: dict[str, dict[str, dict]] = defaultdict(dict)
		for fact in world.facts:
			self.rows[fact.doctype].setdefault(fact.name, {}).update(fact.values)
		years = {day.year for day in self.days} | {last.year + 1}
		self.holidays = {
			place.site: {day for year in years for day in public_holidays(place.province, year, "English")}
			for place in PLACES
		}
		self.done = {clock: self.completed(doctype) for clock, (doctype, _every, _first) in RHYTHMS.items()}
		self.contacts: dict[str, list[date]] = defaultdict(list)
		for row in self.rows["CSS Activity Participant"].values():
			if row["contact_on"] and row["successful"]:
				self.contacts[row["client"]].append(row["contact_on"])

	def completed(self, doctype: str) -> dict[str, list[tuple[date, date, int]]]:
		"""From which day on each was there, until which day it counted, and its month."""
		found: dict[str, list[tuple[date, date, int]]] = defaultdict(list)
		for row in self.rows[doctype].values():
			if not row.get("superseded_by"):
				until = row.get("marked_in_error_on") or date.max
				found[row["enrolment"]].append((row["assessment_date"], until, row["timepoint_month"]))
		return found

	def reminders(self, enrolments: set[str]) -> set[tuple[str, date]]:
		"""(key, day) of all that are about some enrolments."""
		found: dict[str, date] = {}
		for name in enrolments:
			enrolment = self.rows["CSS Enrolment"][name]
			for day in self.days:
				if self.is_in_programme(enrolment, day):
					for clock, steps in self.steps(name, enrolment, day):
						for step in in_force(steps, day):
							found.setdefault(reminder_key(clock, name, step), day)
		return set(found.items())

	def is_in_programme(self, enrolment: dict, day: date) -> bool:
		client = self.rows["CSS Client"][enrolment["client"]]
		ends = [each for each in (enrolment.get("exit_date"), client.get("died_on")) if each]
		return enrolment["enrolment_date"] < day and all(each >= day for each in ends)

	def steps(self, name: str, enrolment: dict, day: date) -> Iterator[tuple[Clock, tuple[Step, ...]]]:
		begins = enrolment["enrolment_date"]
		site = self.rows["CSS Case"][enrolment["css_case"]]["site"]
		for clock, (_doctype, every, first) in RHYTHMS.items():
			months = [month for on, until, month in self.done[clock][name] if on < day <= until]
			yield clock, self.until_due(next_due(begins, months, every, first), site)
		contacts = [on for on in self.contacts[enrolment["client"]] if begins <= on < day]
		due = max(contacts, default=begins) + timedelta(days=WITHOUT_CONTACT)
		yield Clock.CONTACT, self.until_due(due, site)
		yield (
			Clock.PROGRAMME,
			steps_in_programme(begins, MONTHS, lambda last: self.escalation(last, site)),
		)

	def until_due(self, due: date, site: str) -> tuple[Step, ...]:
		return steps_until_due(due, due - timedelta(days=DAYS_BEFORE), self.escalation(due, site))

	def escalation(self, due: date, site: str) -> date:
		return add_working_days(due, WORKING_DAYS, self.holidays[site])
