"""The dated history of an enrolment's level of need (D-06, R-098, R-185, R-186).

A person decides the level; no score sets it. It holds from its date until the next one's, and with it the
target frequency of contacts.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum
from itertools import pairwise


class NeedsLevel(str, Enum):
	"""The levels of need of the programme (R-098)."""

	HIGH = "High"
	LOW = "Low"


class LevelProblemCode(str, Enum):
	"""What is wrong with a level history; the caller words it."""

	NO_LEVEL = "no_level"
	FIRST_NOT_ON_ENROLMENT_DATE = "first_not_on_enrolment_date"
	BEFORE_ENROLMENT = "before_enrolment"
	NOT_AFTER_PREVIOUS = "not_after_previous"
	SAME_AS_PREVIOUS = "same_as_previous"


@dataclass(frozen=True, slots=True)
class LevelPeriod:
	"""A level and the first day on which it is in force."""

	level: NeedsLevel
	level_from: date


@dataclass(frozen=True, slots=True)
class LevelProblem:
	"""One problem of a history: its row, counted from 1, or None if it concerns the whole."""

	row: int | None
	code: LevelProblemCode


def level_on(history: Iterable[LevelPeriod], on: date) -> NeedsLevel | None:
	"""Return the level in force on a day, from its first day on; None before the first (R-185, R-186)."""
	begun = [period for period in history if period.level_from <= on]
	return max(begun, key=lambda period: period.level_from).level if begun else None


def current_level(history: Sequence[LevelPeriod], today: date) -> NeedsLevel | None:
	"""Return the level that the enrolment shows today (D-06); None only if the history is empty.

	It is the level in force, so one decided for a later day waits for it. An enrolment that begins later
	shows the level that it will begin with.
	"""
	if not history:
		return None
	first_day = min(period.level_from for period in history)
	return level_on(history, max(today, first_day))


def level_problems(history: Sequence[LevelPeriod], enrolment_date: date) -> list[LevelProblem]:
	"""Return everything that is wrong with a history, row by row (D-06, R-185).

	The first level starts on the enrolment date, each later one strictly after the one before, and repeating
	the level before is not a change.

	Args:
		history: in the order of its rows, oldest first.
		enrolment_date: of the enrolment.
	"""
	if not history:
		return [LevelProblem(None, LevelProblemCode.NO_LEVEL)]
	problems = []
	if history[0].level_from != enrolment_date:
		problems.append(LevelProblem(1, LevelProblemCode.FIRST_NOT_ON_ENROLMENT_DATE))
	for row, (previous, period) in enumerate(pairwise(history), start=2):
		if period.level_from < enrolment_date:
			problems.append(LevelProblem(row, LevelProblemCode.BEFORE_ENROLMENT))
		elif period.level_from <= previous.level_from:
			problems.append(LevelProblem(row, LevelProblemCode.NOT_AFTER_PREVIOUS))
		if period.level == previous.level:
			problems.append(LevelProblem(row, LevelProblemCode.SAME_AS_PREVIOUS))
	return problems


class LevelChangeProblem(str, Enum):
	"""Why a decision cannot be entered; the caller words it."""

	LATER_ENTRY = "later_entry"
	SAME_DAY = "same_day"


class LevelChangeRefused(ValueError):
	"""The history has an entry on the day `on` that stands in the way."""

	def __init__(self, problem: LevelChangeProblem, on: date) -> None:
		super().__init__(f"{problem.value}: {on}")
		self.problem = problem
		self.on = on


def history_with(
	history: Sequence[LevelPeriod], change: LevelPeriod | None, instead_of: LevelPeriod | None = None
) -> list[LevelPeriod]:
	"""Return the history with what an assessment has decided (D-06, R-185).

	Only the end of a history is written at an assessment: an entry from a later day on was decided with more
	known, and is never undone by an earlier one. A level that is in force already is no change.

	Args:
		history: oldest first.
		change: the level and the day of the assessment; None if it leaves the level as it is.
		instead_of: what the assessment that is being corrected had entered, which the change replaces.

	Raises:
		LevelChangeRefused: an entry from a later day on, or another level on the same day.
	"""
	if change == instead_of:
		return list(history)
	kept = [period for period in history if period != instead_of]
	had_entered = len(kept) < len(history)
	affected = [period.level_from for period in (change, instead_of if had_entered else None) if period]
	later = [period.level_from for period in kept if affected and period.level_from > min(affected)]
	if later:
		raise LevelChangeRefused(LevelChangeProblem.LATER_ENTRY, min(later))
	if not change or level_on(kept, change.level_from) is change.level:
		return kept
	if any(period.level_from == change.level_from for period in kept):
		raise LevelChangeRefused(LevelChangeProblem.SAME_DAY, change.level_from)
	return [*kept, change]
