"""Change of a Needs Assessment Matrix against its baseline (D-04, D-05, D-21, R-151, R-167).

A change is the later score less the baseline's, so below zero is an improvement. It compares only what was
asked both times.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import Enum
from fractions import Fraction

from css_case_mgmt.rules.exact_numbers import Number, round_half_up
from css_case_mgmt.rules.nam_scoring import (
	SCORE_DECIMALS,
	Answer,
	AssessmentScore,
	OverallStatus,
	mean,
	score,
)


class Direction(str, Enum):
	"""A change in words, which every display of one must give (D-04)."""

	IMPROVED = "Improved"
	SAME = "Same"
	WORSE = "Worse"


class QuestionRelation(str, Enum):
	"""How a question of one bank relates to a question of another (D-05)."""

	IDENTICAL = "Identical"
	REWORDED = "Reworded"
	NONE = "None"


class AmbiguousMapping(ValueError):
	"""A question that is mapped to two questions of the other bank."""


@dataclass(frozen=True, slots=True)
class MappingLine:
	"""One line of a mapping from an older bank to a newer one; either question may be empty if unrelated."""

	from_question: str
	to_question: str
	relation: QuestionRelation


@dataclass(frozen=True, slots=True)
class Change:
	"""A change against the baseline; `difference` is exact, and None where the two cannot be compared."""

	difference: Fraction | None = None

	@property
	def has_change(self) -> bool:
		"""Whether there is a number. It may well be 0; only this flag tells that from none (D-03)."""
		return self.difference is not None

	@property
	def number(self) -> Decimal | None:
		"""The difference, rounded once to four decimals; None where there is none."""
		return None if self.difference is None else round_half_up(self.difference, SCORE_DECIMALS)

	@property
	def direction(self) -> Direction | None:
		"""The rounded difference in words; None where there is none."""
		return None if self.number is None else direction(self.number)


@dataclass(frozen=True, slots=True)
class Comparison:
	"""The change of each factor of the current assessment, in its order, and the overall change."""

	factor_changes: dict[str, Change]
	overall_change: Change

	@property
	def compared_factors(self) -> list[str]:
		"""The factors that have a change, which are those that the overall change is the mean over."""
		return [factor for factor, change in self.factor_changes.items() if change.has_change]


def direction(change: Number) -> Direction:
	"""Say a change in words; the scale runs from 1, no support needed, to 3, so higher is worse (D-04)."""
	if change == 0:
		return Direction.SAME
	return Direction.WORSE if change > 0 else Direction.IMPROVED


def mapped_questions(lines: Iterable[MappingLine]) -> dict[str, str]:
	"""Return the question of the older bank for each question of the newer one that continues it (D-05).

	Identical and Reworded questions continue; those with the relation None are left out.

	Raises:
		AmbiguousMapping: if a question of either bank continues, or is continued by, more than one.
	"""
	mapping: dict[str, str] = {}
	for line in lines:
		if line.relation is QuestionRelation.NONE:
			continue
		if line.to_question in mapping:
			raise AmbiguousMapping(line.to_question)
		mapping[line.to_question] = line.from_question
	_require_one_to_one(mapping)
	return mapping


def compare(
	baseline_answers: Iterable[Answer],
	current_answers: Iterable[Answer],
	question_mapping: Mapping[str, str] | None,
	minimum_answered_percent: Number,
) -> Comparison:
	"""Compare an assessment with its baseline (D-05, D-21, R-167).

	Within one bank, a factor's change is its score less its baseline score. Between two banks both
	assessments are scored again over the mapped questions alone, grouped into the factors of the current
	bank, so that a question that came, went or moved to another factor makes no change by itself. Either way
	there is a change only where the factor is Scored on both sides.

	The overall change is the mean of the factor changes, which is the difference of the two overall means
	over the factors that both share: were each side's own overall taken, a factor that came into scope or
	left it (a child born, a child grown up) would look like a change of need. It exists only if both
	assessments have an overall score, on the whole and over the mapped questions: the change of a number that
	is not there cannot be read, and dropping an Incomplete factor to get one would flatter whoever skipped it
	(D-03).

	Args:
		baseline_answers: of the enrolment's first assessment, highest completed revision.
		current_answers: of the assessment to compare.
		question_mapping: question code of the current bank -> of the baseline's, for the questions that are
			Identical or Reworded; None if both used the same bank. An empty mapping compares nothing.
		minimum_answered_percent: from 0 to 100, applied to both sides.

	Raises:
		AmbiguousMapping: if two current questions are mapped to one question of the baseline.
		DuplicateAnswer, WeightOutOfRange, ValueError: as `score` does.
	"""
	baseline_answers, current_answers = list(baseline_answers), list(current_answers)
	baseline = then = score(baseline_answers, minimum_answered_percent)
	current = now = score(current_answers, minimum_answered_percent)
	if question_mapping is not None:
		mapped_then, mapped_now = _mapped(baseline_answers, current_answers, question_mapping)
		then = score(mapped_then, minimum_answered_percent)
		now = score(mapped_now, minimum_answered_percent)
	return compare_scores(baseline, current, then, now)


def compare_scores(
	baseline: AssessmentScore,
	current: AssessmentScore,
	then: AssessmentScore | None = None,
	now: AssessmentScore | None = None,
) -> Comparison:
	"""Compare two assessments that are scored already, as `compare` does.

	Args:
		baseline: the baseline's scores.
		current: the scores of the assessment to compare.
		then: the baseline scored over the mapped questions alone, if the banks differ.
		now: the current assessment scored likewise.
	"""
	then, now = then or baseline, now or current
	means_then = then.means
	differences = {
		factor: now_mean - means_then[factor]
		for factor, now_mean in now.means.items()
		if factor in means_then
	}
	all_overall_scored = all(
		each.overall.status is OverallStatus.SCORED for each in (baseline, current, then, now)
	)
	return Comparison(
		{each.factor: Change(differences.get(each.factor)) for each in current.factor_scores},
		Change(mean(differences.values())) if differences and all_overall_scored else Change(),
	)


def _mapped(
	baseline_answers: list[Answer], current_answers: list[Answer], mapping: Mapping[str, str]
) -> tuple[list[Answer], list[Answer]]:
	"""Return the answers to the questions asked both times, the baseline's under the current factors."""
	_require_one_to_one(mapping)
	baseline_by_question = {answer.question_code: answer for answer in baseline_answers}
	pairs = [
		(baseline_by_question[mapping[answer.question_code]], answer)
		for answer in current_answers
		if mapping.get(answer.question_code) in baseline_by_question
	]
	return [replace(then, factor=now.factor) for then, now in pairs], [now for _, now in pairs]


def _require_one_to_one(mapping: Mapping[str, str]) -> None:
	seen: set[str] = set()
	for baseline_question in mapping.values():
		if baseline_question in seen:
			raise AmbiguousMapping(baseline_question)
		seen.add(baseline_question)
