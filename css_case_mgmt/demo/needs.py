"""Answers to a needs assessment: a person's needs differ by factor and ease with the months, mostly."""

from bisect import bisect
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise
from random import Random
from typing import Any

from css_case_mgmt.demo.chance import Weighted, bell, happens
from css_case_mgmt.demo.plans import AnswerPlan

NOT_ASKED, DECLINED, NOT_APPLICABLE, UNKNOWN = "Not Asked", "Declined", "Not Applicable", "Unknown"

_UNANSWERED = Weighted((NOT_ASKED, 45), (DECLINED, 22), (UNKNOWN, 18), (NOT_APPLICABLE, 15))
_SHARE_UNANSWERED = 0.035
_SHARE_FACTOR_SKIPPED = 0.02
_SHARE_ASKED_IN_DRAFT = 0.55
_MONTHS_TO_EASE = 15.0
_OUTCOMES = Weighted(("better", 80), ("same", 14), ("worse", 6))
_OUTCOMES_OF_GRADUATES = Weighted(("better", 95), ("same", 5))


@dataclass(frozen=True, slots=True)
class Question:
	"""A question with every answer it can get, from the least need to the greatest."""

	answers: tuple[AnswerPlan, ...]
	bounds: tuple[float, ...]  # between the weights of neighbouring answers
	unanswered: Mapping[str, AnswerPlan]

	def answer(self, need: float) -> AnswerPlan:
		"""Return the option whose weight is nearest to a need from 1 to 3."""
		return self.answers[bisect(self.bounds, need)]


@dataclass(frozen=True, slots=True)
class Factor:
	"""A factor of settlement."""

	code: str
	questions: tuple[Question, ...]
	not_applicable: tuple[AnswerPlan, ...]
	not_asked: tuple[AnswerPlan, ...]


def read_bank(bank: Mapping[str, Any]) -> tuple[Factor, ...]:
	"""Return the factors of a question bank (its JSON form) with every answer that can be given."""
	options = defaultdict(list)
	for option in bank["options"]:
		options[option["question_code"]].append(option)
	by_factor: dict[str, list[Question]] = {}
	for factor in sorted(bank["factors"], key=lambda factor: factor.get("position") or 0):
		by_factor[factor["factor_code"]] = []
	for question in bank["questions"]:
		by_factor[question["factor"]].append(
			_read_question(question["question_code"], options[question["question_code"]])
		)
	return tuple(
		Factor(
			code,
			tuple(questions),
			tuple(question.unanswered[NOT_APPLICABLE] for question in questions),
			tuple(question.unanswered[NOT_ASKED] for question in questions),
		)
		for code, questions in by_factor.items()
		if questions
	)


def _read_question(code: str, options: list[Mapping[str, Any]]) -> Question:
	if not options:
		raise ValueError(f"question {code} has no options")
	answers = sorted(
		(AnswerPlan(code, option["option_code"], option["weight"], None) for option in options),
		key=lambda answer: float(answer.weight or 0),
	)
	weights = [float(answer.weight or 0) for answer in answers]
	return Question(
		tuple(answers),
		tuple((lower + higher) / 2 for lower, higher in pairwise(weights)),
		{reason: AnswerPlan(code, None, None, reason) for reason in _UNANSWERED.items()},
	)


class Needs:
	"""What one person needs during one enrolment.

	Args:
		rng: the source of chance.
		factors: the bank.
		greatest: the general need at the start, from 1 to 3.
		children_factor: the factor that only applies to those with children.
		is_graduating: whether the person will leave because the needs have eased, mostly.
	"""

	__slots__ = ("_children_factor", "_courses", "_leanings", "_rng")

	def __init__(
		self,
		rng: Random,
		factors: tuple[Factor, ...],
		greatest: float,
		children_factor: str,
		*,
		is_graduating: bool = False,
	) -> None:
		self._rng = rng
		self._children_factor = children_factor
		outcome = (_OUTCOMES_OF_GRADUATES if is_graduating else _OUTCOMES).draw(rng)
		self._courses = []
		self._leanings = []
		for factor in factors:
			start = bell(rng, greatest, 0.25)
			fall = {"better": start - bell(rng, 1.25, 0.15), "same": 0.1, "worse": -0.4}[outcome]
			self._courses.append((factor, start, fall))
			self._leanings.append(
				[(question, (rng.random() + rng.random() - 1) * 0.8) for question in factor.questions]
			)

	def answers(self, months: float, has_children: bool, is_draft: bool = False) -> tuple[AnswerPlan, ...]:
		"""Return the answers given some months after enrolment; a draft has some of them."""
		rng = self._rng
		chance = rng.random
		eased = min(months / _MONTHS_TO_EASE, 1.2)
		answers: list[AnswerPlan] = []
		for (factor, start, fall), leanings in zip(self._courses, self._leanings, strict=True):
			if is_draft and not happens(rng, _SHARE_ASKED_IN_DRAFT):
				continue
			if factor.code == self._children_factor and not has_children:
				answers.extend(factor.not_applicable)
				continue
			if happens(rng, _SHARE_FACTOR_SKIPPED):
				answers.extend(factor.not_asked)
				continue
			need = start - fall * eased
			for question, leaning in leanings:
				drawn = chance()
				if drawn < _SHARE_UNANSWERED:
					answers.append(question.unanswered[_UNANSWERED.draw(rng)])
				else:
					answers.append(question.answer(need + leaning + (drawn - 0.5) * 0.3))
		return tuple(answers)
