"""When a case closes, because nobody of it is in the programme any more, and when it opens again (R-378, R-380)."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

from css_case_mgmt.demo.leaving_plans import TurnPlan
from css_case_mgmt.demo.plans import CasePlan, EnrolmentPlan, FamilyPlan


def with_turns(family: FamilyPlan) -> FamilyPlan:
	"""Return the family with what its exits and second episodes do to its cases."""
	cases = tuple(
		with_turns_of(case, turns_of(place, family.enrolments)) for place, case in enumerate(family.cases)
	)
	return replace(family, cases=cases)


def with_turns_of(case: CasePlan, turns: list[TurnPlan]) -> CasePlan:
	if not turns:
		return case
	return replace(case, turns=tuple(turns), status="Closed" if turns[-1].is_closing else "Open")


def in_order(enrolments: tuple[EnrolmentPlan, ...]) -> Iterator[tuple[EnrolmentPlan, bool]]:
	"""Yield exits, and second episodes that begin, by date: the enrolment, and whether it ends.

	First episodes are there already: they are entered with their families.
	"""
	events: list[tuple[date, bool, int, EnrolmentPlan]] = []
	for place, enrolment in enumerate(enrolments):
		if enrolment.episode > 1:
			events.append((enrolment.enrolment_date, True, place, enrolment))
		if enrolment.exit_date:
			events.append((enrolment.exit_date, False, place, enrolment))
	for _on, begins, _place, enrolment in sorted(events, key=lambda event: event[:3]):
		yield enrolment, not begins


def turns_of(case: int, enrolments: tuple[EnrolmentPlan, ...]) -> list[TurnPlan]:
	here = tuple(enrolment for enrolment in enrolments if enrolment.current_case == case)
	enrolled = sum(enrolment.episode == 1 for enrolment in here)
	is_closed, turns = False, []
	for enrolment, ends in in_order(here):
		enrolled += -1 if ends else 1
		if ends != is_closed and bool(enrolled) != ends:
			is_closed = ends
			on = enrolment.exit_date if ends else enrolment.enrolment_date
			turns.append(TurnPlan(ends, on, enrolment.client, enrolment.episode))
	return turns


def last_day_of_access(enrolment: EnrolmentPlan, handover_days: int) -> date:
	"""The last day on which the worker reads the file that an exit has closed (R-378)."""
	return max(enrolment.exit_date + timedelta(days=handover_days), enrolment.leaving.decided_on)
