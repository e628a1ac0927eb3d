"""What was written after an assessment. The same plan always gets the same note, and no chance is drawn upon:
the population stays as it is."""

from functools import cache
from typing import Any

from css_case_mgmt.demo.cultures import read_table
from css_case_mgmt.demo.plans import AssessmentPlan

HOME = "Client's Home"
_PLACES = (HOME, HOME, "Office", HOME, "Community")
_MINUTES = (75, 90, 60, 105)


def note_of(plan: AssessmentPlan) -> str | None:
	"""Return the case note of a completed assessment (R-170); a draft has none yet."""
	if plan.is_draft:
		return None
	texts = _texts()
	number = _number(plan)
	openings = texts["first" if plan.sequence == 1 else "later"]
	agreed, follows = texts["agreed"], texts["follows"]
	return " ".join(
		(
			openings[number % len(openings)],
			agreed[number // 3 % len(agreed)],
			follows[number // 7 % len(follows)],
		)
	)


def place_of(plan: AssessmentPlan) -> str | None:
	"""Return where the two met, at home mostly (R-158); nothing where they did not meet."""
	return _PLACES[_number(plan) % len(_PLACES)] if plan.mode.startswith("In Person") else None


def minutes_of(plan: AssessmentPlan) -> int:
	"""Return how many minutes a completed assessment took."""
	return 0 if plan.is_draft else _MINUTES[_number(plan) % len(_MINUTES)]


@cache
def _texts() -> dict[str, Any]:
	return read_table("assessment_notes")


def _number(plan: AssessmentPlan) -> int:
	return plan.assessment_date.toordinal() + plan.sequence
