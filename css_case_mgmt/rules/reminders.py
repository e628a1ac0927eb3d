"""What is reminded of, on which day and of whom it is asked (R-169, R-361, R-372, D-02, D-30).

A thing that falls due is spoken of in steps: before, on the day, once it is overdue, and later to the manager.
On a day the latest step that has begun is in force, one for each audience; it is given once. Whoever asks day by
day, with what was known of each day, gets the same reminders in whatever portions the days are worked off.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum

from css_case_mgmt.rules.dates import add_months
from css_case_mgmt.rules.extension import end_of_programme

ONE_DAY = timedelta(days=1)


class Clock(str, Enum):
	"""What can fall due."""

	NAM = "NAM"
	PERIODIC = "Periodic Assessment"
	NAARS = "NAARS Follow-up"
	CONSENT = "Consent"
	OWN_FILE = "Own File"
	CITIZENSHIP = "Citizenship"
	PROGRAMME = "Programme Length"
	CONTACT = "Contact"


class Stage(str, Enum):
	"""How far it has come. Transition, Possible and Approaching are of the programme length only."""

	BEFORE = "Before"
	DUE = "Due"
	OVERDUE = "Overdue"
	ESCALATED = "Escalated"
	TRANSITION = "Transition"
	POSSIBLE = "Exit Possible"
	APPROACHING = "Approaching"


class Audience(str, Enum):
	"""Who is told: whoever works on the case, or the managers of its site."""

	CASEWORKER = "Caseworker"
	MANAGER = "Manager"


@dataclass(frozen=True, slots=True)
class Step:
	"""One thing to be said about something that falls due, from a day on."""

	stage: Stage
	audience: Audience
	from_day: date
	due_on: date


@dataclass(frozen=True, slots=True)
class ProgrammeMonths:
	"""After how many months in the programme something is said (D-02, R-361, R-372).

	Args:
		transition: the transition begins to be spoken of.
		minimum: from here on an exit is possible.
		typical: the end is approaching.
		maximum: it is time to end.
	"""

	transition: int
	minimum: int
	typical: int
	maximum: int


def steps_until_due(due_on: date, opens_on: date, escalated_on: date) -> tuple[Step, ...]:
	"""Return the steps of something with a due date: before it, on it, the day after it, and to the manager (R-169).

	Args:
		due_on: the last day on which it is in time.
		opens_on: the first day on which it is spoken of; on or after the due date nothing is said before.
		escalated_on: from when on the manager is told.
	"""
	caseworker = Audience.CASEWORKER
	before = (Step(Stage.BEFORE, caseworker, opens_on, due_on),) if opens_on < due_on else ()
	return (
		*before,
		Step(Stage.DUE, caseworker, due_on, due_on),
		Step(Stage.OVERDUE, caseworker, due_on + ONE_DAY, due_on),
		Step(Stage.ESCALATED, Audience.MANAGER, max(escalated_on, due_on + ONE_DAY), due_on),
	)


def steps_of_citizen(citizen_since: date, escalated_on: date) -> tuple[Step, ...]:
	"""Return the steps of somebody who has become a citizen while enrolled: the exit is to be planned, and the
	manager hears of it if that does not happen (R-052)."""
	return (
		Step(Stage.DUE, Audience.CASEWORKER, citizen_since, citizen_since),
		Step(Stage.ESCALATED, Audience.MANAGER, escalated_on, citizen_since),
	)


def steps_in_programme(
	enrolment_date: date,
	months: ProgrammeMonths,
	escalation: Callable[[date], date],
	extended_until: date | None = None,
) -> tuple[Step, ...]:
	"""Return the steps of the time in the programme (D-02, R-361, R-372). Each is due on a day of its own.

	Args:
		enrolment_date: from which the months count.
		months: of the site.
		escalation: the day on which the manager is told of something that was due on a day.
		extended_until: the last day of an approved extension, which moves the end.
	"""
	last = end_of_programme(enrolment_date, months.maximum, extended_until)
	days = (
		(Stage.TRANSITION, add_months(enrolment_date, months.transition)),
		(Stage.POSSIBLE, add_months(enrolment_date, months.minimum)),
		(Stage.APPROACHING, add_months(enrolment_date, months.typical)),
		(Stage.OVERDUE, last),
	)
	return (
		*(Step(stage, Audience.CASEWORKER, day, day) for stage, day in days),
		Step(Stage.ESCALATED, Audience.MANAGER, escalation(last), last),
	)


def in_force(steps: Iterable[Step], day: date) -> list[Step]:
	"""Return the latest step that has begun by a day, for each audience that has one. Of two that begin on the
	same day the later one named is said."""
	latest: dict[Audience, Step] = {}
	for step in steps:
		held = latest.get(step.audience)
		if step.from_day <= day and (held is None or held.from_day <= step.from_day):
			latest[step.audience] = step
	return list(latest.values())


def reminder_key(clock: Clock, subject: str, step: Step) -> str:
	"""Return what is given once: a stage of something that was due on a day."""
	return f"{clock.value}|{subject}|{step.due_on.isoformat()}|{step.stage.value}"
