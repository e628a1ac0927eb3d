"""What a completed Needs Assessment Matrix leads to, by its place in the programme (R-152 to R-155, R-165)."""

from enum import Enum

from css_case_mgmt.rules.exact_numbers import Number


class NextStep(str, Enum):
	"""What to do after an assessment, by a person; nothing here does it."""

	PLAN = "Plan"
	REVISIT_PLAN = "Revisit Plan"
	PREPARE_TRANSITION = "Prepare Transition"
	CONFIRM_NEEDS_DECLINED = "Confirm Needs Declined"
	EXIT_INTERVIEW = "Exit Interview"


class Course(str, Enum):
	"""Which way the needs have gone since the baseline (D-04)."""

	DECLINED = "Declined"
	NOT_DECLINED = "Not Declined"
	UNKNOWN = "Unknown"


def next_steps(
	sequence: int, timepoint_month: int, interval_months: int, programme_months: int
) -> tuple[NextStep, ...]:
	"""Return what follows an assessment, the first thing first (R-152 to R-155).

	The first assessment is followed by the plan, however late it was made. Every later one revisits the plan;
	the one that is the last before the end of the programme asks about the transition, and from the end on
	each confirms that needs have declined and, as it may be the last, is followed by the exit interview.

	Args:
		sequence: 1 for the first that counts.
		timepoint_month: the slot that the assessment counts for, in months from the enrolment date.
		interval_months: months between two slots, at least 1.
		programme_months: months after which people usually leave.
	"""
	if sequence == 1:
		return (NextStep.PLAN,)
	if timepoint_month >= programme_months:
		return (NextStep.CONFIRM_NEEDS_DECLINED, NextStep.EXIT_INTERVIEW, NextStep.REVISIT_PLAN)
	if timepoint_month + interval_months >= programme_months:
		return (NextStep.REVISIT_PLAN, NextStep.PREPARE_TRANSITION)
	return (NextStep.REVISIT_PLAN,)


def course(overall_change: Number | None) -> Course:
	"""Return which way needs have gone; below zero is less need (D-04).

	Args:
		overall_change: against the baseline, None where the two cannot be compared: that is no decline.
	"""
	if overall_change is None:
		return Course.UNKNOWN
	return Course.DECLINED if overall_change < 0 else Course.NOT_DECLINED
