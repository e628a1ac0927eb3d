"""What a needs assessment proposes for the settlement plan: the factors that score highest (R-165, R-210).

A proposal is for people to speak about; nothing becomes a need or a goal by itself.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from css_case_mgmt.rules.exact_numbers import Number

MOST_FACTORS = 3
MOST_QUESTIONS = 3
NO_SUPPORT_NEEDED = 1


@dataclass(frozen=True, slots=True)
class Answer:
	"""An answered question and the weight of its answer; None where there is none (D-03)."""

	question_code: str
	weight: Number | None


@dataclass(frozen=True, slots=True)
class Factor:
	"""A factor of a completed assessment.

	Args:
		factor: its code.
		status: only a Scored one has a score (D-03).
		score: from 1 to 3, higher is more need (D-04).
		answers: in the order of the questions.
	"""

	factor: str
	status: str
	score: Number
	answers: tuple[Answer, ...] = ()


@dataclass(frozen=True, slots=True)
class Proposal:
	"""A factor to speak about, and the questions whose answers weigh most."""

	factor: str
	score: Number
	question_codes: tuple[str, ...]


def proposals(factors: Iterable[Factor], most: int = MOST_FACTORS) -> tuple[Proposal, ...]:
	"""Return the factors that score highest, the highest first, those that need no support left out.

	Args:
		factors: in the order in which they are asked; of two with the same score the earlier goes first.
		most: how many at most.
	"""
	in_need = [each for each in factors if each.status == "Scored" and each.score > NO_SUPPORT_NEEDED]
	highest = sorted(in_need, key=lambda each: -each.score)[:most]
	return tuple(Proposal(each.factor, each.score, _heaviest(each.answers)) for each in highest)


def _heaviest(answers: tuple[Answer, ...]) -> tuple[str, ...]:
	weighing = [each for each in answers if each.weight is not None and each.weight > NO_SUPPORT_NEEDED]
	highest = sorted(weighing, key=lambda each: -each.weight)[:MOST_QUESTIONS]
	return tuple(each.question_code for each in highest)
