"""What became of those who left: their needs then and at the exit, and how long they stayed (R-379, D-04, T-15)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import Enum
from fractions import Fraction
from statistics import median
from typing import NamedTuple

from css_case_mgmt.rules.dates import add_months, whole_months
from css_case_mgmt.rules.exact_numbers import Number, round_half_up
from css_case_mgmt.rules.nam_change import Direction, direction

STAY_DECIMALS = 1


class Outcome(str, Enum):
	"""The needs at the exit beside those of the first assessment, in words."""

	IMPROVED = "Improved"
	SAME = "Same"
	WORSE = "Worse"
	NOT_COMPARABLE = "Not comparable"
	DROPPED_OUT = "Dropped out"


class Completed(NamedTuple):
	"""A completed assessment of the episode, its highest revision."""

	name: str
	sequence: int
	assessed_on: date


def final_assessment(
	completed: Iterable[Completed], named: str | None, exited_on: date, interval_months: int
) -> Completed | None:
	"""Return the assessment that speaks for the exit, or None (R-365, R-379).

	It is the one that the exit names. Where it names none, it is the last one after A1, unless a whole interval went by
	between it and the exit: then nobody knows how things stood.

	Args:
		completed: of this episode alone (T-15).
		named: the name of the assessment that the exit names.
		exited_on: the last day in the programme.
		interval_months: of the needs assessments.
	"""
	later = sorted((each for each in completed if each.sequence > 1), key=lambda each: each.sequence)
	for each in later:
		if each.name == named:
			return each
	before_exit = [each for each in later if each.assessed_on <= exited_on]
	if not before_exit or add_months(before_exit[-1].assessed_on, interval_months) < exited_on:
		return None
	return before_exit[-1]


def outcome(change: Number | None, *, has_final: bool, is_planned: bool, has_died: bool) -> Outcome:
	"""Say what became of somebody's needs (R-379).

	Who left unplanned without a final assessment dropped out; of who died, nothing of the kind is said.

	Args:
		change: the final score less that of A1; None where they cannot be compared (D-03, D-05).
		has_final: whether there is a final assessment.
		is_planned: whether the exit was planned.
		has_died: whether the client died.
	"""
	if not has_final:
		return Outcome.NOT_COMPARABLE if is_planned or has_died else Outcome.DROPPED_OUT
	if change is None:
		return Outcome.NOT_COMPARABLE
	return _OUTCOME_OF[direction(change)]


_OUTCOME_OF = {
	Direction.IMPROVED: Outcome.IMPROVED,
	Direction.SAME: Outcome.SAME,
	Direction.WORSE: Outcome.WORSE,
}


def months_stayed(enrolled_on: date, exited_on: date) -> int:
	"""Return the whole months in the programme (R-379)."""
	return whole_months(enrolled_on, exited_on)


@dataclass(frozen=True, slots=True)
class Stay:
	"""How long people stayed, in months; None where there is nobody."""

	mean: Decimal | None = None
	median: Decimal | None = None


def length_of_stay(months: Iterable[int]) -> Stay:
	"""Return the mean, rounded half up to one decimal, and the median; halves where two are in the middle (R-379)."""
	months = list(months)
	if not months:
		return Stay()
	return Stay(
		round_half_up(Fraction(sum(months), len(months)), STAY_DECIMALS),
		round_half_up(Fraction(median(map(Fraction, months))), STAY_DECIMALS),
	)
