"""What is due, overdue or waiting, and in which order it stands on the list (R-458, R-187, R-361, R-372)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import Enum

from css_case_mgmt.rules.dates import add_months
from css_case_mgmt.rules.extension import end_of_programme

MENTIONED_DAYS = 30


class Kind(str, Enum):
	"""What something on the list is about, in the order in which the list names them."""

	APPOINTMENT = "Appointment"
	NAM = "NAM"
	PERIODIC = "Periodic Assessment"
	PLAN = "Settlement Plan"
	CONTACT = "Contact"
	CONSENT = "Consent"
	OWN_FILE = "Own File"
	PROGRAMME = "Programme Length"
	CITIZENSHIP = "Citizenship"
	EXIT = "Exit"
	NAARS = "NAARS Follow-up"
	REFERRAL = "Referral"
	SERVICE_REFERRAL = "Service Referral"
	INTAKE = "Intake"
	REVIEW = "Review"
	DRAFT = "Draft"
	PROBLEM = "Problem"
	NOTES = "Case Notes"


class State(str, Enum):
	"""How urgent it is, the most urgent first."""

	OVERDUE = "Overdue"
	TODAY = "Due Today"
	SOON = "Soon"
	WAITING = "Waiting"


class Task(str, Enum):
	"""What is to be done about it."""

	ATTEND = "Attend"
	ENTER_OUTCOME = "Enter Outcome"
	START_ASSESSMENT = "Start Assessment"
	CONTINUE_ASSESSMENT = "Continue Assessment"
	FINISH_DRAFT = "Finish Draft"
	BEGIN_PLAN = "Begin Plan"
	AGREE_ON_PLAN = "Agree on Plan"
	LOOK_AT_PLAN = "Look at Plan"
	TAKE_STEP = "Take Step"
	RESOLVE_PROBLEM = "Resolve Problem"
	PRINT_NOTES = "Print Notes"
	REACH = "Reach"
	ASK_CONSENT = "Ask for Consent"
	COMPLETE_CONSENT = "Complete Consent"
	RENEW_CONSENT = "Renew Consent"
	PREPARE_OWN_FILE = "Prepare Own File"
	OPEN_OWN_FILE = "Open Own File"
	SPEAK_OF_TRANSITION = "Speak of Transition"
	CONSIDER_EXIT = "Consider Exit"
	BEYOND_TYPICAL_LENGTH = "Beyond Typical Length"
	END_PROGRAMME = "End Programme"
	PLAN_EXIT = "Plan Exit"
	GO_ON_WITH_EXIT = "Go On With Exit"
	MEND_EXIT = "Mend Exit"
	HAND_OVER = "Hand Over"
	GO_ON_WITH_EXTENSION = "Go On With Extension"
	MEND_EXTENSION = "Mend Extension"
	FOLLOW_UP = "Follow Up"
	TRIAGE = "Triage"
	PREPARE_REFERRAL = "Prepare Referral"
	SEND_REFERRAL = "Send Referral"
	FOLLOW_UP_REFERRAL = "Follow Up Referral"
	ASK_ABOUT_MISSED = "Ask About Missed"
	GO_ON_WITH_INTAKE = "Go On With Intake"
	REVIEW_CONSENT = "Review Consent"
	APPROVE_DISCLOSURE = "Approve Disclosure"
	ANSWER_CONCERN = "Answer Concern"
	CHOOSE_CASEWORKER = "Choose Caseworker"
	APPROVE_EXIT = "Approve Exit"
	APPROVE_EXTENSION = "Approve Extension"


@dataclass(frozen=True, slots=True)
class Item:
	"""One line of the list; nobody is named in it.

	Args:
		due: the last day on which it is in time; None where there is no such day.
		days: from today until then; negative once it is overdue.
		since: the day from which something waits or can be done.
		starts_on: of an appointment, in the time zone of the system.
		number: of an assessment.
		detail: a stored word that says more, such as what an appointment is for; of a step of a plan its text.
		doctype: with `name`, the record where it is done.
		worker: who is to do it; None where a manager is.
		staff: a colleague whom it is about.
	"""

	kind: Kind
	state: State
	task: Task
	file_number: str
	doctype: str
	name: str
	due: date | None = None
	days: int | None = None
	since: date | None = None
	starts_on: datetime | None = None
	number: int | None = None
	detail: str | None = None
	css_case: str | None = None
	case_number: str | None = None
	client: str | None = None
	enrolment: str | None = None
	worker: str | None = None
	staff: str | None = None


def state_of(due: date, today: date, soon_days: int, opens: date | None = None) -> State | None:
	"""Return how urgent something is, or None while nothing need be said of it (R-458).

	Args:
		due: the last day on which it is in time: on that day it is due, not overdue.
		today: the day at its site.
		soon_days: from so many days before it is due, it comes soon.
		opens: the first day on which it can be done; it waits until it comes soon. None: it does not wait.
	"""
	if due < today:
		return State.OVERDUE
	if due == today:
		return State.TODAY
	if due - today <= timedelta(days=soon_days):
		return State.SOON
	return State.WAITING if opens and opens <= today else None


def in_order(items: Iterable[Item]) -> list[Item]:
	"""Return the items as they are read: the most urgent state first, in each the appointments by their time,
	then by date, the longest overdue or waiting first; what concerns one family stands together."""
	return sorted(items, key=_place)


def counts(items: Iterable[Item]) -> dict[State, int]:
	"""Return how many items there are in each state, also where there are none."""
	found = dict.fromkeys(State, 0)
	for item in items:
		found[item.state] += 1
	return found


def by_worker(items: Iterable[Item]) -> dict[str | None, list[Item]]:
	"""Return the items of each worker in their order; under None what waits for a manager."""
	found: dict[str | None, list[Item]] = {}
	for item in items:
		found.setdefault(item.worker, []).append(item)
	return found


# The advance notice of the transition is given at the third needs assessment, two intervals after the first.
INTERVALS_BEFORE_NOTICE = 2


@dataclass(frozen=True, slots=True)
class ProgrammeMonths:
	"""After how many months in the programme something is said: of the transition, that an exit is possible, that
	the typical length is reached, and that it is time to end (R-361, R-372)."""

	transition: int
	minimum: int
	typical: int
	maximum: int


@dataclass(frozen=True, slots=True)
class Milestone:
	"""What the length in the programme asks for, on which day, and how urgently."""

	task: Task
	day: date
	state: State


def milestone_of(
	enrolment_date: date,
	today: date,
	months: ProgrammeMonths,
	soon_days: int,
	extended_until: date | None = None,
) -> Milestone | None:
	"""Return what the time in the programme asks for now (R-361, R-372), or None.

	What comes soon goes before what was reached. Only the last milestone is ever overdue; beyond the typical
	length one waits; the earlier ones are mentioned for thirty days.

	Args:
		enrolment_date: from which the months count.
		today: the day at the site.
		months: of the site's settings.
		soon_days: from so many days before, a milestone comes soon.
		extended_until: the last day of an approved extension, which moves the end (D-02).
	"""
	milestones = (
		(Task.SPEAK_OF_TRANSITION, add_months(enrolment_date, months.transition)),
		(Task.CONSIDER_EXIT, add_months(enrolment_date, months.minimum)),
		(Task.BEYOND_TYPICAL_LENGTH, add_months(enrolment_date, months.typical)),
		(Task.END_PROGRAMME, end_of_programme(enrolment_date, months.maximum, extended_until)),
	)
	last_reached = None
	for task, day in milestones:
		if day <= today:
			last_reached = (task, day)
		elif day - today <= timedelta(days=soon_days):
			return Milestone(task, day, State.SOON)
	state = _state_of_reached(*last_reached, today) if last_reached else None
	return Milestone(*last_reached, state) if state else None


def _state_of_reached(task: Task, day: date, today: date) -> State | None:
	if day == today:
		return State.TODAY
	if task is Task.END_PROGRAMME:
		return State.OVERDUE
	if task is Task.BEYOND_TYPICAL_LENGTH or today - day <= timedelta(days=MENTIONED_DAYS):
		return State.WAITING
	return None


_STATES = {state: rank for rank, state in enumerate(State)}
_KINDS = {kind: rank for rank, kind in enumerate(Kind)}


def _place(item: Item) -> tuple:
	return (
		_STATES[item.state],
		item.starts_on is None,
		item.starts_on or datetime.min,
		item.due or item.since or date.max,
		item.case_number or item.file_number,
		_KINDS[item.kind],
		item.file_number,
		item.name,
	)
