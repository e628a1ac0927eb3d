"""Immediate goals are reached within a year, intermediate ones take longer (D-13, R-197, R-198)."""

from datetime import date
from enum import Enum

from dateutil.relativedelta import relativedelta


class Horizon(str, Enum):
	"""How far away a goal is."""

	IMMEDIATE = "Immediate"
	INTERMEDIATE = "Intermediate"


class DateProblem(str, Enum):
	"""What is wrong with the dates of a goal."""

	ENDS_BEFORE_START = "Ends Before Start"
	TOO_LATE_FOR_IMMEDIATE = "Too Late for Immediate"
	TOO_EARLY_FOR_INTERMEDIATE = "Too Early for Intermediate"


def last_immediate_day(start: date) -> date:
	"""Return the last day on which an immediate goal can end: a year later, that day included (D-13).

	What starts on 29 February ends on the 28th of the next year.
	"""
	return start + relativedelta(years=1)


def horizon_of(start: date, target: date) -> Horizon:
	"""Return the horizon that the dates of a goal speak for (T-11)."""
	return Horizon.IMMEDIATE if target <= last_immediate_day(start) else Horizon.INTERMEDIATE


def date_problem(horizon: str, start: date, target: date) -> DateProblem | None:
	"""Return what is wrong with the dates of a goal of a horizon, or None.

	A target too late for an immediate goal is refused. One too early for an intermediate goal is a hint: plans
	change, and what was to take long may come soon.
	"""
	if target < start:
		return DateProblem.ENDS_BEFORE_START
	expected = horizon_of(start, target)
	if expected is Horizon(horizon):
		return None
	if expected is Horizon.INTERMEDIATE:
		return DateProblem.TOO_LATE_FOR_IMMEDIATE
	return DateProblem.TOO_EARLY_FOR_INTERMEDIATE
