"""Settlement plans and goals, agreed on after an assessment (R-190 to R-217, D-13, D-16)."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache
from random import Random
from typing import Any

from css_case_mgmt.demo.chance import Weighted, between, day_between, happens, pick, working_day
from css_case_mgmt.demo.cultures import read_table
from css_case_mgmt.demo.histories import History
from css_case_mgmt.demo.plans import AssessmentPlan, ClientPlan, EnrolmentPlan
from css_case_mgmt.demo.work_plans import (
	CheckInPlan,
	GoalActionPlan,
	GoalPlan,
	NeedPlan,
	PlanReviewPlan,
	RevisionPlan,
	SetbackPlan,
	StrengthPlan,
)
from css_case_mgmt.rules.age import age_on
from css_case_mgmt.rules.dates import add_months

ADULT = 18
IMMEDIATE, INTERMEDIATE = "Immediate", "Intermediate"
OPEN, ACHIEVED, PARTLY, CARRIED_OVER, SET_ASIDE = (
	"Open",
	"Achieved",
	"Partly Achieved",
	"Carried Over",
	"Set Aside",
)
SIGNATURES = 10
SHARE_AGREED, SHARE_DRAFT, SHARE_REVISED = 0.78, 0.4, 0.3
_HIGH = 2.0
_NEEDS_WITH_GOALS = 3
_RESPONSIBLE = Weighted(("Client", 60), ("Together", 25), ("Caseworker", 15))
_ENDS = {
	# While the person is in the programme, once the target date is near, and at the exit.
	IMMEDIATE: Weighted((ACHIEVED, 60), (PARTLY, 15), (OPEN, 20), (SET_ASIDE, 5)),
	INTERMEDIATE: Weighted((ACHIEVED, 15), (OPEN, 85)),
}
_ENDS_AT_EXIT = {
	IMMEDIATE: Weighted((ACHIEVED, 70), (PARTLY, 20), (CARRIED_OVER, 10)),
	INTERMEDIATE: Weighted((ACHIEVED, 15), (PARTLY, 20), (CARRIED_OVER, 65)),
}


@dataclass(frozen=True, slots=True)
class Assessed:
	"""What the plans of a population are drawn from.

	Args:
		factor_of: for each question of the bank its factor.
		today: nothing happens after this day.
	"""

	factor_of: Mapping[str, str]
	today: date


def with_settlement_plan(
	rng: Random, assessed: Assessed, enrolment: EnrolmentPlan, client: ClientPlan, history: History
) -> EnrolmentPlan:
	"""Return the enrolment with its settlement plan and goals, if there is one.

	Somebody who has moved to another case has none, as with contacts, nor whoever has withdrawn a consent.
	"""
	completed = [each for each in enrolment.assessments if not each.is_draft]
	if (
		not completed
		or len(history.members[enrolment.client].stays) > 1
		or age_on(client.date_of_birth, completed[0].assessment_date) < ADULT
		or any(consent.withdrawn_on for consent in enrolment.consents)
		or not any(answer.option_code for answer in completed[0].answers)
	):
		return enrolment
	drawing = _Settling(rng, assessed, enrolment, completed, client)
	revisions = tuple(drawing.revisions())
	agreed = [revision for revision in revisions if not revision.is_draft]
	goals = tuple(drawing.goals(agreed[0])) if agreed else ()
	return replace(enrolment, settlement_plans=revisions, goals=goals)


def consent_is_in_force(enrolment: EnrolmentPlan, day: date) -> bool:
	"""Whether something that needs consent can start on a day (D-16)."""
	return any(
		consent.given_on <= day <= consent.valid_until and not consent.withdrawn_on
		for consent in enrolment.consents
	)


class _Settling:
	def __init__(
		self,
		rng: Random,
		assessed: Assessed,
		enrolment: EnrolmentPlan,
		completed: list[AssessmentPlan],
		client: ClientPlan,
	) -> None:
		self.rng = rng
		self.assessed = assessed
		self.enrolment = enrolment
		self.completed = completed
		self.client = client
		self.limit = enrolment.exit_date or assessed.today

	def revisions(self) -> Iterator[RevisionPlan]:
		rng, first = self.rng, self.completed[0]
		day = self.day_after(first)
		is_agreed, is_draft = happens(rng, SHARE_AGREED), happens(rng, SHARE_DRAFT)
		if day is None or not (is_agreed or (is_draft and self.enrolment.status == "Active")):
			return
		revision = self.revision(1, day, first, is_draft=not is_agreed)
		later = next((each for each in self.completed[1:3] if each.assessment_date > day), None)
		again = later and happens(rng, SHARE_REVISED) and self.day_after(later)
		yield replace(revision, reviews=tuple(self.reviews(revision, again or self.limit)))
		if later and again and is_agreed:
			second = self.revision(2, again, later, is_draft=False)
			strengths = (*revision.strengths, *self.strengths(1, revision.strengths))
			needs = revision.needs[:_NEEDS_WITH_GOALS]
			second = replace(second, strengths=strengths, needs=needs)
			yield replace(second, reviews=tuple(self.reviews(second, self.limit)))

	def day_after(self, assessment: AssessmentPlan) -> date | None:
		"""The day of a plan, some weeks after an assessment, if it has come and a consent is in force."""
		day = working_day(assessment.assessment_date + timedelta(days=between(self.rng, 2, 24)))
		return day if day <= self.limit and consent_is_in_force(self.enrolment, day) else None

	def revision(self, number: int, day: date, assessment: AssessmentPlan, *, is_draft: bool) -> RevisionPlan:
		rng = self.rng
		needs = tuple(self.needs(assessment))
		return RevisionPlan(
			revision=number,
			plan_date=day,
			sequence=assessment.sequence,
			strengths=tuple(self.strengths(len(needs) + between(rng, 1, 3), ())),
			needs=needs,
			is_draft=is_draft,
			agreed_on=None if is_draft else day,
			has_copy=not is_draft and happens(rng, 0.9),
			language="fra" if self.client.french_ability in ("Conversational", "Fluent") else "eng",
			signature=between(rng, 0, SIGNATURES),
			change_reason=pick(rng, texts()["change_reasons"]) if number > 1 else "",
		)

	def strengths(self, count: int, besides: tuple[StrengthPlan, ...]) -> Iterator[StrengthPlan]:
		"""Different ones, from several categories."""
		known = {strength.strength for strength in besides}
		others = [each for each in texts()["strengths"] if each[1] not in known]
		for _place in range(count):
			category, strength = others.pop(int(self.rng.random() * len(others)))
			yield StrengthPlan(category, strength, said_by().draw(self.rng))

	def needs(self, assessment: AssessmentPlan) -> Iterator[NeedPlan]:
		"""Of the factors that score highest, the high ones mostly."""
		scores = self.scores(assessment)
		ranked = sorted(scores, key=lambda factor: (-scores[factor], factor))
		high = [factor for factor in ranked if scores[factor] >= _HIGH]
		for factor in (high or ranked)[: between(self.rng, 2, 4)]:
			challenge, need = pick(self.rng, of_factor(factor)["challenges"])
			yield NeedPlan(factor, challenge, need)

	def scores(self, assessment: AssessmentPlan) -> dict[str, float]:
		weights: dict[str, list[float]] = {}
		for answer in assessment.answers:
			if answer.weight is not None:
				weights.setdefault(self.assessed.factor_of[answer.question_code], []).append(answer.weight)
		return {factor: sum(found) / len(found) for factor, found in weights.items()}

	def reviews(self, revision: RevisionPlan, until: date) -> Iterator[PlanReviewPlan]:
		"""At most assessments that came after it (R-212)."""
		if revision.is_draft:
			return
		for assessment in self.completed:
			if revision.plan_date < assessment.assessment_date < until and happens(self.rng, 0.75):
				yield PlanReviewPlan(
					assessment.assessment_date,
					"Needs Assessment",
					assessment.sequence,
					pick(self.rng, texts()["reviews"]),
				)

	def goals(self, plan: RevisionPlan) -> Iterator[GoalPlan]:
		"""The intermediate ones first, each served by the immediate one of the same need."""
		intermediate = min(len(plan.needs), between(self.rng, 1, 2))
		immediate = min(len(plan.needs), between(self.rng, 1, _NEEDS_WITH_GOALS))
		for need in range(intermediate):
			yield self.goal(plan, need, INTERMEDIATE, None)
		for need in range(immediate):
			yield self.goal(plan, need, IMMEDIATE, need if need < intermediate else None)

	def goal(self, plan: RevisionPlan, need: int, horizon: str, serves: int | None) -> GoalPlan:
		rng, start, words = self.rng, plan.plan_date, texts()
		factor = of_factor(plan.needs[need].factor)
		months = between(rng, 2, 11) if horizon == IMMEDIATE else between(rng, 13, 22)
		target = add_months(start, months)
		status = self.end_of(horizon, target)
		outcome_on = self.day_of_outcome(status, start, target)
		until = outcome_on or self.limit
		return GoalPlan(
			goal=pick(rng, factor[horizon.lower()]),
			horizon=horizon,
			start_date=start,
			target_date=target,
			vision=pick(rng, words["visions"]),
			success_measure=pick(rng, factor["measures"]),
			expected_change=pick(rng, words["changes"]),
			factor=plan.needs[need].factor,
			need=need,
			serves=serves,
			actions=tuple(self.actions(plan, factor["actions"], until)),
			check_ins=tuple(self.check_ins(start, until)),
			setbacks=tuple(self.setbacks(start, until)),
			status=status,
			outcome_on=outcome_on,
			# What is carried over has the words with which every plan is closed.
			outcome_note=pick(rng, words["outcomes"][status])
			if outcome_on and status != CARRIED_OVER
			else "",
		)

	def end_of(self, horizon: str, target: date) -> str:
		if self.enrolment.status == "Exited":
			return _ENDS_AT_EXIT[horizon].draw(self.rng)
		is_near = target - timedelta(days=60) <= self.assessed.today
		status = _ENDS[horizon].draw(self.rng)
		return status if is_near else OPEN

	def day_of_outcome(self, status: str, start: date, target: date) -> date | None:
		"""What is carried over is so at the exit."""
		if status == OPEN:
			return None
		if status == CARRIED_OVER:
			return self.limit
		earliest = start + (target - start) // 2
		return day_between(self.rng, min(earliest, self.limit), min(target, self.limit))

	def actions(self, plan: RevisionPlan, known: list[str], until: date) -> Iterator[GoalActionPlan]:
		rng = self.rng
		others = list(known)
		for _place in range(min(len(others), between(rng, 1, 3))):
			due = working_day(plan.plan_date + timedelta(days=7 * between(rng, 1, 10)))
			is_done = due <= until and happens(rng, 0.75)
			is_dropped = not is_done and happens(rng, 0.08)
			yield GoalActionPlan(
				action=others.pop(int(rng.random() * len(others))),
				responsible=_RESPONSIBLE.draw(rng),
				due_date=due,
				status="Done" if is_done else "Dropped" if is_dropped else "Open",
				done_on=due - timedelta(days=between(rng, 0, 5)) if is_done else None,
				strength=between(rng, 0, len(plan.strengths) - 1) if happens(rng, 0.6) else None,
			)

	def check_ins(self, start: date, until: date) -> Iterator[CheckInPlan]:
		"""Every two months or so (R-204)."""
		day = start
		for _place in range(3):
			day = working_day(day + timedelta(days=between(self.rng, 35, 80)))
			if day > until:
				return
			yield CheckInPlan(day, pick(self.rng, texts()["progress"]))

	def setbacks(self, start: date, until: date) -> Iterator[SetbackPlan]:
		if happens(self.rng, 0.16) and (until - start).days > 30:
			setback, strategy, response = pick(self.rng, texts()["setbacks"])
			day = day_between(self.rng, start + timedelta(days=20), until)
			yield SetbackPlan(day, setback, strategy, response)


@cache
def texts() -> dict[str, Any]:
	return read_table("settlement_plans")


@cache
def said_by() -> Weighted[str]:
	return Weighted(*texts()["said_by"].items())


def of_factor(code: str) -> dict[str, list]:
	"""The words for a factor; a bank of an agency's own may have others."""
	factors = texts()["factors"]
	return factors.get(code) or factors["other"]
