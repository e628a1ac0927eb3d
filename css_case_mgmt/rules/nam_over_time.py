"""Why a change over time has no number (D-03, D-05, R-167)."""

from enum import Enum


class NotComparable(str, Enum):
	"""What stands in the way of a comparison with the baseline, the first of these that holds."""

	NO_LATER_ASSESSMENT = "No Later Assessment"
	NO_SCORE_THEN = "No Score Then"
	NO_SCORE_NOW = "No Score Now"
	OTHER_QUESTIONS = "Other Questions"


def why_not_comparable(
	*, has_change: bool, has_baseline: bool, is_scored_then: bool, is_scored_now: bool
) -> NotComparable | None:
	"""Return why there is no change to show, or None where there is one (R-167).

	Args:
		has_change: whether a change is on record; it alone decides whether its number is one (D-03).
		has_baseline: whether an earlier assessment exists to compare with.
		is_scored_then: whether the baseline is Scored here.
		is_scored_now: whether the later assessment is.
	"""
	if has_change:
		return None
	if not has_baseline:
		return NotComparable.NO_LATER_ASSESSMENT
	if not is_scored_then:
		return NotComparable.NO_SCORE_THEN
	if not is_scored_now:
		return NotComparable.NO_SCORE_NOW
	return NotComparable.OTHER_QUESTIONS
