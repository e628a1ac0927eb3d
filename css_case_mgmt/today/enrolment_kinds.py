"""What follows from the dates of an enrolment alone: contact, length of the programme, citizenship."""

from collections.abc import Iterator
from datetime import date, timedelta

import frappe

from css_case_mgmt.rules.contact_targets import contact_of_episode
from css_case_mgmt.rules.today import (
	INTERVALS_BEFORE_NOTICE,
	Item,
	Kind,
	ProgrammeMonths,
	State,
	Task,
	milestone_of,
	state_of,
)
from css_case_mgmt.today.exits import OnTheWay
from css_case_mgmt.today.files import Files
from css_case_mgmt.today.making import about
from css_case_mgmt.today.whose import Whose


def contact_items(files: Files, whose: Whose) -> Iterator[Item]:
	"""Whoever was not reached for longer than the setting says, and soon will have been (R-411, T-13, T-14)."""
	for person in files.enrolled:
		within = whose.setting("without_contact_days", person.site)
		last = contact_of_episode(last_counted(person, whose), person.enrolment_date, person.episode)
		due = (last or person.enrolment_date) + timedelta(days=within)
		state = state_of(due, whose.today_at(person.site), whose.soon_days(person.site))
		if state:
			yield about(
				person, whose, Kind.CONTACT, state, Task.REACH, due=due, since=last, record=case_of(person)
			)


def last_counted(person: frappe._dict, whose: Whose) -> date | None:
	"""The last contact, whether or not the client was reached where the site counts every attempt."""
	days = [person.last_reached]
	if whose.setting("contacts_counted", person.site) == "All Attempts":
		days.append(person.last_attempt)
	return max(filter(None, days), default=None)


def programme_items(files: Files, whose: Whose, going: OnTheWay) -> Iterator[Item]:
	"""12, 18 and 24 months in the programme, and the notice of the transition (R-361, R-372), until an exit is on the
	way; an extension moves the last of them (D-02)."""
	for person in files.enrolled:
		if person.enrolment in going.exits:
			continue
		site = person.site
		months = ProgrammeMonths(
			transition=INTERVALS_BEFORE_NOTICE * whose.setting("nam_interval_months", site),
			minimum=whose.setting("programme_min_months", site),
			typical=whose.setting("programme_typical_max_months", site),
			maximum=whose.setting("programme_max_months", site),
		)
		found = milestone_of(
			person.enrolment_date,
			whose.today_at(site),
			months,
			whose.soon_days(site),
			person.extended_until,
		)
		if not found:
			continue
		is_past = found.state is State.WAITING
		yield about(
			person,
			whose,
			Kind.PROGRAMME,
			found.state,
			found.task,
			due=None if is_past else found.day,
			since=found.day if is_past else None,
			record=enrolment_of(person),
		)


def citizenship_items(files: Files, whose: Whose, going: OnTheWay) -> Iterator[Item]:
	"""Settlement services end with citizenship; the exit is a person's decision (R-052)."""
	for person in files.enrolled:
		if not person.citizen_since or person.enrolment in going.exits:
			continue
		state = state_of(person.citizen_since, whose.today_at(person.site), whose.soon_days(person.site))
		if state:
			yield about(
				person,
				whose,
				Kind.CITIZENSHIP,
				state,
				Task.PLAN_EXIT,
				due=person.citizen_since,
				record=enrolment_of(person),
			)


def intake_items(files: Files, whose: Whose) -> Iterator[Item]:
	"""Families in which nobody is enrolled yet: their intake goes on (R-110)."""
	for case in files.without_anybody_enrolled():
		yield about(
			case,
			whose,
			Kind.INTAKE,
			State.WAITING,
			Task.GO_ON_WITH_INTAKE,
			since=case.opened_on,
			record=case_of(case),
		)


def case_of(row: frappe._dict) -> tuple[str, str]:
	return "CSS Case", row.css_case


def enrolment_of(row: frappe._dict) -> tuple[str, str]:
	return "CSS Enrolment", row.enrolment
