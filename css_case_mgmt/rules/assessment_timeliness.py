"""Whether the assessments of an enrolment were made when they were due (D-01, D-21, R-187, R-188).

A slot is met by the assessment that counts for it: made within the slot's window, that is, nearer to this slot than
to any other, and of several the last (D-21). It is on time if it was made by the due date, and late by so many days if it was made
after it, still within the window. Once the window is over, or a later slot is met, or the person has left, a slot
that was not met is missed. Until then it is overdue from the day after the due date.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import Enum
from fractions import Fraction
from functools import lru_cache

from css_case_mgmt.rules.nam_schedule import slot_date


class Timeliness(str, Enum):
	"""How it stands with one slot."""

	ON_TIME = "On time"
	LATE = "Late"
	OVERDUE = "Overdue"
	MISSED = "Missed"
	NOT_DUE_YET = "Not due yet"


@dataclass(frozen=True, slots=True)
class Course:
	"""The clock of one enrolment as far as it has run.

	Args:
		anchor: the enrolment date.
		interval_months: months between slots, at least 1.
		first_month: the first slot.
		done: slot -> day of the completed assessment that counts for it.
		last_day: the last day in the programme, if it has come.
	"""

	anchor: date
	interval_months: int
	first_month: int
	done: dict[int, date]
	last_day: date | None = None


@dataclass(frozen=True, slots=True)
class Slot:
	"""One slot: its months from the enrolment, when it was due and done, and by how many days it is late."""

	month: int
	due: date
	done_on: date | None
	standing: Timeliness
	days_late: int = 0


def slots_due(course: Course, first_day: date, last_day: date, today: date) -> Iterator[Slot]:
	"""Yield the slots due within a range of days, both included, as they stand today (R-188).

	What falls due after somebody has left is not asked for, unless it was done all the same.
	"""
	latest_done = max(course.done, default=-1)
	for month, due in dates_between(
		course.anchor, course.interval_months, course.first_month, first_day, last_day
	):
		is_expected = not course.last_day or due <= course.last_day
		if is_expected or month in course.done:
			yield slot_as_it_stands(course, month, due, latest_done, today)


@lru_cache(maxsize=8192)
def dates_between(
	anchor: date, interval_months: int, first_month: int, first_day: date, last_day: date
) -> tuple[tuple[int, date], ...]:
	"""Return the slots, in months from the enrolment, whose dates lie within a range of days, with these dates.

	They are the same for all who enrolled on one day: reckoned once.
	"""
	elapsed = (first_day.year - anchor.year) * 12 + first_day.month - anchor.month
	# Of slots in the same calendar month the day decides.
	skipped = max(-(-(elapsed - first_month) // interval_months), 0)
	month = first_month + skipped * interval_months
	if slot_date(anchor, month) < first_day:
		month += interval_months
	found = []
	while (due := slot_date(anchor, month)) <= last_day:
		found.append((month, due))
		month += interval_months
	return tuple(found)


def slot_as_it_stands(course: Course, month: int, due: date, latest_done: int, today: date) -> Slot:
	done_on = course.done.get(month)
	if done_on:
		late = max((done_on - due).days, 0)
		return Slot(month, due, done_on, Timeliness.LATE if late else Timeliness.ON_TIME, late)
	if latest_done > month or course.last_day:
		return Slot(month, due, None, Timeliness.MISSED)
	if due >= today:
		return Slot(month, due, None, Timeliness.NOT_DUE_YET)
	if is_out_of_reach(course, month, due, today):
		return Slot(month, due, None, Timeliness.MISSED)
	return Slot(month, due, None, Timeliness.OVERDUE, (today - due).days)


def is_out_of_reach(course: Course, month: int, due: date, today: date) -> bool:
	"""Whether an assessment made today would count for a later slot; halfway it still counts for this one."""
	following = slot_date(course.anchor, month + course.interval_months)
	return (today - due).days > (following - today).days


FELL_DUE = (Timeliness.ON_TIME, Timeliness.LATE, Timeliness.OVERDUE, Timeliness.MISSED)


def share_on_time(counts: Mapping[Timeliness, int]) -> Fraction | None:
	"""Return the share of slots on time among those that fell due; None if none did (R-188).

	Args:
		counts: how many slots stand how.
	"""
	due = sum(counts.get(standing, 0) for standing in FELL_DUE)
	return Fraction(counts.get(Timeliness.ON_TIME, 0), due) if due else None
