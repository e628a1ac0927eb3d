"""Scores of a Needs Assessment Matrix (D-03, D-04, R-142 to R-147).

1 means that no support is needed and 3 that support is needed: a higher score is worse. A factor score is the
mean of the weights answered in that factor; the overall score is the mean of the factor scores. Whether there
is a number at all is said by the status alone, because a database column stores an absent number as 0.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum
from fractions import Fraction
from functools import lru_cache

from css_case_mgmt.rules.exact_numbers import Number, exact, round_half_up

LOWEST_WEIGHT = 1
HIGHEST_WEIGHT = 3
WEIGHT_DECIMALS = 4
SCORE_DECIMALS = 4
FLOAT_COLUMN_DECIMALS = 9


class UnansweredReason(str, Enum):
	"""Why a question has no answer (D-03). Only Not Applicable takes it out of the answered share."""

	NOT_ASKED = "Not Asked"
	DECLINED = "Declined"
	NOT_APPLICABLE = "Not Applicable"
	UNKNOWN = "Unknown"


class FactorStatus(str, Enum):
	"""Whether a factor has a score, and if not, why (D-03)."""

	SCORED = "Scored"
	INCOMPLETE = "Incomplete"
	OUT_OF_SCOPE = "Out of Scope"


class OverallStatus(str, Enum):
	"""Whether an assessment has an overall score (D-03)."""

	SCORED = "Scored"
	INCOMPLETE = "Incomplete"


class WeightOutOfRange(ValueError):
	"""A weight that is no number from 1 to 3 (R-143)."""


class WeightTooPrecise(WeightOutOfRange):
	"""A weight from 1 to 3 with more than four decimals (D-04)."""


class ContradictoryAnswer(ValueError):
	"""An answer that has both a weight and a reason for having none."""


class DuplicateAnswer(ValueError):
	"""A question that is answered twice in one assessment."""


@dataclass(frozen=True, slots=True)
class Answer:
	"""The answer to one question, or the reason why there is none (D-03, R-147).

	Args:
		question_code: the question, unique within its bank.
		factor: the factor of settlement that the question belongs to.
		weight: the weight copied from the chosen option (R-148); None, not 0, where no option was chosen.
		unanswered_reason: why there is no weight. An answer with neither is a gap, as a draft may have.

	Raises:
		ContradictoryAnswer: if there is both a weight and a reason.
	"""

	question_code: str
	factor: str
	weight: Number | None = None
	unanswered_reason: UnansweredReason | None = None

	def __post_init__(self) -> None:
		if self.weight is not None and self.unanswered_reason is not None:
			raise ContradictoryAnswer(self.question_code)

	@property
	def is_applicable(self) -> bool:
		"""Whether the question counts towards the share that has to be answered."""
		return self.unanswered_reason is not UnansweredReason.NOT_APPLICABLE

	@property
	def is_unexplained_gap(self) -> bool:
		"""Whether it has neither a weight nor a reason."""
		return self.weight is None and self.unanswered_reason is None


@dataclass(frozen=True, slots=True)
class FactorScore:
	"""The score of one factor; `mean` is exact, and None unless the status is Scored."""

	factor: str
	status: FactorStatus
	mean: Fraction | None = None

	@property
	def score(self) -> Decimal | None:
		"""The mean, rounded once to four decimals; None unless Scored."""
		return None if self.mean is None else round_half_up(self.mean, SCORE_DECIMALS)


@dataclass(frozen=True, slots=True)
class OverallScore:
	"""The overall level of need; `mean` is exact, and None unless the status is Scored."""

	status: OverallStatus
	mean: Fraction | None = None

	@property
	def score(self) -> Decimal | None:
		"""The mean, rounded once to four decimals; None unless Scored."""
		return None if self.mean is None else round_half_up(self.mean, SCORE_DECIMALS)


@dataclass(frozen=True, slots=True)
class AssessmentScore:
	"""The factor scores, in the order in which the answers first name each factor, and the overall score."""

	factor_scores: tuple[FactorScore, ...]
	overall: OverallScore

	@property
	def means(self) -> dict[str, Fraction]:
		"""The exact mean of each factor that is Scored."""
		return {each.factor: each.mean for each in self.factor_scores if each.mean is not None}


@lru_cache(maxsize=1024, typed=True)
def exact_weight(value: Number) -> Fraction:
	"""Return an option's weight as an exact fraction (D-03, D-04, R-142, R-143).

	A float is read with the nine decimals of a database column, which drops the noise of binary arithmetic
	and nothing that anybody typed.

	Raises:
		WeightOutOfRange: if it is not a number from 1 to 3.
		WeightTooPrecise: (a WeightOutOfRange) if it is one, but with more than four decimals.
	"""
	try:
		weight = exact(value)
	except (ValueError, OverflowError) as error:
		raise WeightOutOfRange(value) from error
	if isinstance(value, float):
		weight = round(weight, FLOAT_COLUMN_DECIMALS)
	if not LOWEST_WEIGHT <= weight <= HIGHEST_WEIGHT:
		raise WeightOutOfRange(value)
	if (weight * 10**WEIGHT_DECIMALS).denominator != 1:
		raise WeightTooPrecise(value)
	return weight


def score(answers: Iterable[Answer], minimum_answered_percent: Number) -> AssessmentScore:
	"""Score an assessment (D-03, R-144, R-145, R-147).

	A factor whose every question is Not Applicable is Out of Scope and leaves the overall mean. Any other is
	Incomplete if it has no answer at all, or if fewer than the minimum percentage of its applicable questions
	are answered; exactly the minimum is enough. One Incomplete factor makes the overall Incomplete, and so
	does an assessment without a single Scored factor.

	Args:
		answers: one for every question of the bank, also for the unanswered ones: a question that is left out
			here would not be missed in the answered share.
		minimum_answered_percent: from 0 to 100.

	Raises:
		DuplicateAnswer: if a question occurs twice.
		WeightOutOfRange: if a weight is not acceptable to `exact_weight`.
		ValueError: if the minimum is not a percentage.
	"""
	minimum_share = exact(minimum_answered_percent) / 100
	if not 0 <= minimum_share <= 1:
		raise ValueError(f"not a percentage: {minimum_answered_percent}")
	questions: set[str] = set()
	answers_by_factor: dict[str, list[Answer]] = {}
	for answer in answers:
		if answer.question_code in questions:
			raise DuplicateAnswer(answer.question_code)
		questions.add(answer.question_code)
		answers_by_factor.setdefault(answer.factor, []).append(answer)
	factor_scores = tuple(
		_factor_score(factor, its_answers, minimum_share) for factor, its_answers in answers_by_factor.items()
	)
	return AssessmentScore(factor_scores, _overall_score(factor_scores))


def unexplained_gaps(answers: Iterable[Answer]) -> list[str]:
	"""Return the codes of the questions with neither answer nor reason, in the order given (D-03, R-147).

	An assessment can be completed when there are none, with or without a score.
	"""
	return [answer.question_code for answer in answers if answer.is_unexplained_gap]


def mean(values: Collection[Fraction]) -> Fraction:
	"""Return the exact mean of at least one value."""
	return sum(values, Fraction(0)) / len(values)


def _factor_score(factor: str, answers: list[Answer], minimum_share: Fraction) -> FactorScore:
	applicable = sum(answer.is_applicable for answer in answers)
	if not applicable:
		return FactorScore(factor, FactorStatus.OUT_OF_SCOPE)
	weights = [exact_weight(answer.weight) for answer in answers if answer.weight is not None]
	if not weights or len(weights) < minimum_share * applicable:
		return FactorScore(factor, FactorStatus.INCOMPLETE)
	return FactorScore(factor, FactorStatus.SCORED, mean(weights))


def _overall_score(factor_scores: tuple[FactorScore, ...]) -> OverallScore:
	means = [each.mean for each in factor_scores if each.mean is not None]
	if not means or any(each.status is FactorStatus.INCOMPLETE for each in factor_scores):
		return OverallScore(OverallStatus.INCOMPLETE)
	return OverallScore(OverallStatus.SCORED, mean(means))
