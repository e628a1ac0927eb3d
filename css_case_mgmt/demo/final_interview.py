"""The exit interview, strengths first, in the client's own words (R-363, R-364, R-377)."""

from datetime import date
from functools import cache
from random import Random
from typing import Any

from css_case_mgmt.demo.chance import Weighted, happens, pick
from css_case_mgmt.demo.cultures import read_table
from css_case_mgmt.demo.leaving_plans import AnsweredPlan, InterviewPlan
from css_case_mgmt.demo.meetings import HOME, IN_PERSON, OFFICE

SHARE_AT_HOME, SHARE_DECLINED = 0.8, 0.05
_SATISFACTION = Weighted(
	("Very Satisfied", 46), ("Satisfied", 38), ("Neither", 9), ("Dissatisfied", 5), ("Very Dissatisfied", 2)
)


def draw_interview(rng: Random, interpreter: int | None, on: date) -> InterviewPlan:
	"""Return an interview in which every question is answered, or declined."""
	is_at_home = happens(rng, SHARE_AT_HOME)
	return InterviewPlan(
		interviewed_on=on,
		method=IN_PERSON,
		place=HOME if is_at_home else OFFICE,
		not_at_home_reason="" if is_at_home else pick(rng, texts()["not_at_home"]),
		interpreter=interpreter,
		answers=tuple((code, draw_answer(rng, said)) for code, said in texts()["answers"].items()),
	)


def draw_answer(rng: Random, said: list[str]) -> AnsweredPlan:
	"""
	Args:
		said: what people have said to a question; nothing for one about satisfaction.
	"""
	if happens(rng, SHARE_DECLINED):
		return AnsweredPlan(is_declined=True)
	return AnsweredPlan(words=pick(rng, said)) if said else AnsweredPlan(satisfaction=_SATISFACTION.draw(rng))


@cache
def texts() -> dict[str, Any]:
	return read_table("exit_interviews")
