"""Levels of autonomy: a score in words (R-174)."""

from collections.abc import Iterable
from dataclasses import dataclass

from css_case_mgmt.rules.exact_numbers import Number, exact


@dataclass(frozen=True, slots=True)
class AutonomyLevel:
	"""A level of autonomy and the highest score that it describes; 3 is the greatest need (D-04)."""

	name: str
	up_to_score: Number
	wording: str


def level_for(score: Number, levels: Iterable[AutonomyLevel]) -> AutonomyLevel | None:
	"""Return the lowest level that reaches a score, or None where none does (R-174).

	Args:
		score: from 1, no support needed, to 3; only of what is Scored (D-03).
		levels: in any order.
	"""
	reached = [level for level in levels if exact(level.up_to_score) >= exact(score)]
	return min(reached, key=lambda level: exact(level.up_to_score), default=None)
