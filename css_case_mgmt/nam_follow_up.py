"""What follows a completed Needs Assessment Matrix, in words (R-152 to R-155, R-165)."""

import frappe
from frappe import _

from css_case_mgmt.assessment_clock import Clock
from css_case_mgmt.assessment_rhythm import NAM
from css_case_mgmt.exit_interviews import latest_interviews
from css_case_mgmt.rules.nam_next_steps import Course, NextStep, course, next_steps
from css_case_mgmt.settings import get_setting


def next_step_texts(clock: Clock, site: str, enrolment: str) -> list[dict[str, str]]:
	"""What to do after the latest completed assessment; nobody but a person does it.

	Args:
		clock: of the NAM; the first that counts is followed by the plan, whatever its number is.
		site: whose rhythm and length of the programme count.
		enrolment: of the assessments; an exit interview that has been held is not asked for again.

	Returns:
		Each with `step` and `text`, the first thing first.
	"""
	last = clock.last
	if not last:
		return []
	steps = next_steps(
		len(clock.completed),
		last.timepoint_month,
		NAM.interval(site),
		get_setting("programme_min_months", site),
	)
	way = course(last.overall_change if last.has_overall_change else None)
	if NextStep.EXIT_INTERVIEW in steps and is_interviewed(enrolment):
		steps = tuple(step for step in steps if step is not NextStep.EXIT_INTERVIEW)
	return [{"step": step.value, "text": text_of(step, way)} for step in steps]


def is_interviewed(enrolment: str) -> bool:
	exits = frappe.get_all("CSS Exit", filters={"enrolment": enrolment}, pluck="name")
	return any(interview.is_complete for interview in latest_interviews(exits).values())


def text_of(step: NextStep, way: Course) -> str:
	if step is NextStep.CONFIRM_NEEDS_DECLINED:
		return confirmation(way)
	return {
		NextStep.PLAN: _(
			"Make the settlement plan next: begin with what the person does well, and choose together what to work on."
		),
		NextStep.REVISIT_PLAN: _(
			"Go back to the settlement plan together: adjust it to what has changed since last time."
		),
		NextStep.EXIT_INTERVIEW: _(
			"If this is the last assessment before the exit, the exit interview is due as well: agree on a day for it."
		),
		NextStep.PREPARE_TRANSITION: _(
			"If leaving the programme is on track, begin to prepare the transition together now."
		),
	}[step]


def confirmation(way: Course) -> str:
	"""The end of the programme is confirmed by a person; the scores say what they can."""
	return {
		Course.DECLINED: _(
			"Needs have declined since the baseline. Before an exit, confirm together that nothing is outstanding."
		),
		Course.NOT_DECLINED: _(
			"The scores do not show that needs have declined since the baseline. Before an exit, look at what is outstanding and whether more time helps."
		),
		Course.UNKNOWN: _(
			"The scores cannot be compared with the baseline. Before an exit, confirm together that needs have declined and nothing is outstanding."
		),
	}[way]
