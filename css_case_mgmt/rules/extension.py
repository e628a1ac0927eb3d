"""Staying longer than the longest length of the programme (D-02, R-361)."""

from dataclasses import dataclass
from datetime import date
from enum import Enum

from css_case_mgmt.rules.dates import add_months

# From so many months before the longest length on, an extension can be asked for.
ASKED_FOR_BEFORE = 3
# One extension is at most this long; another one can follow.
LONGEST_MONTHS = 12


class ExtensionProblem(Enum):
	"""What stands against an extension."""

	TOO_EARLY = "Too Early"
	NOT_LONGER = "Not Longer"
	TOO_LONG = "Too Long"


@dataclass(frozen=True, slots=True)
class Asked:
	"""An extension as it is asked for.

	Args:
		enrolment_date: from which the months count.
		asked_on: the day on which it is asked for.
		extended_until: the last day of the stay.
		earlier_until: the last day of the latest extension that was approved; None without one.
	"""

	enrolment_date: date
	asked_on: date
	extended_until: date
	earlier_until: date | None = None


def end_of_programme(enrolment_date: date, maximum: int, extended_until: date | None = None) -> date:
	"""Return the day by which the programme is to end: after the longest length, or at the end of an approved
	extension, whichever is later (D-02)."""
	longest = add_months(enrolment_date, maximum)
	return max(longest, extended_until) if extended_until else longest


def first_day_to_ask(enrolment_date: date, maximum: int) -> date:
	"""Return the first day on which an extension can be asked for."""
	return add_months(enrolment_date, max(maximum - ASKED_FOR_BEFORE, 0))


def last_day_to_stay(asked: Asked, maximum: int) -> date:
	"""Return the last day until which one extension can reach."""
	return add_months(end_of_programme(asked.enrolment_date, maximum, asked.earlier_until), LONGEST_MONTHS)


def extension_problem(asked: Asked, maximum: int) -> ExtensionProblem | None:
	"""Return what stands against an extension, or None (D-02).

	Args:
		asked: what is asked for.
		maximum: the longest length of the programme in months.
	"""
	if asked.asked_on < first_day_to_ask(asked.enrolment_date, maximum):
		return ExtensionProblem.TOO_EARLY
	if asked.extended_until <= end_of_programme(asked.enrolment_date, maximum, asked.earlier_until):
		return ExtensionProblem.NOT_LONGER
	if asked.extended_until > last_day_to_stay(asked, maximum):
		return ExtensionProblem.TOO_LONG
	return None
