"""What is written of activities besides the note: topics, support, problems, late entries, addenda
(R-230, R-232, R-265, R-274, R-283, R-320, R-322)."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from functools import cache
from random import Random
from typing import Any

from css_case_mgmt.demo.chance import between, happens, pick
from css_case_mgmt.demo.cultures import read_table
from css_case_mgmt.demo.plans import ActivityPlan, EnrolmentPlan
from css_case_mgmt.demo.referring import providers
from css_case_mgmt.demo.work_plans import NO_DETAILS, DetailsPlan

SHARE_LATE, SHARE_WITH_ADDENDUM = 0.008, 0.012
EARLIEST_LATE_DAYS, LATEST_DAYS = 3, 8
NAVIGATION = "Client Navigation and Coordination"
_SHARE_WITH_TOPIC = 0.3
_SHARE_WITH_PROBLEM, _SHARE_RESOLVED = 0.03, 0.8
_SHARE_WITH_SUPPORT = 0.06
_SHARE_OF_REFERRAL, _SHARE_OF_GOAL = 0.4, 0.12


def with_details(rng: Random, enrolment: EnrolmentPlan, today: date) -> EnrolmentPlan:
	"""Return the enrolment with what is said of its activities besides their notes."""
	return replace(enrolment, activities=tuple(_Details(rng, enrolment, today).activities()))


class _Details:
	def __init__(self, rng: Random, enrolment: EnrolmentPlan, today: date) -> None:
		self.rng = rng
		self.enrolment = enrolment
		self.last_day_to_add_to = today - timedelta(days=LATEST_DAYS + 1)
		self.unresolved: list[tuple[int, str]] = []

	def activities(self) -> Iterator[ActivityPlan]:
		for activity in self.enrolment.activities:
			if not activity.is_reached:
				yield activity
				continue
			resolves, resolution = self.resolution(activity)
			details = self.details(activity, resolves)
			yield replace(activity, note=resolution or activity.note, details=details or NO_DETAILS)

	def details(self, activity: ActivityPlan, resolves: int | None) -> DetailsPlan | None:
		rng = self.rng
		values: dict[str, Any] = dict(self.about_the_kind(activity))
		if resolves is not None:
			values["resolves"] = resolves
		elif activity.note and happens(rng, _SHARE_WITH_PROBLEM):
			values["problem"] = self.problem(activity)
		if activity.location_kind and happens(rng, _SHARE_WITH_SUPPORT):
			values["support_services"] = (pick(rng, texts()["support_services"]),)
		if activity.activity_date <= self.last_day_to_add_to:
			values.update(self.afterwards(activity))
		return DetailsPlan(**values) if values else None

	def afterwards(self, activity: ActivityPlan) -> Iterator[tuple[str, Any]]:
		"""What came later than the day of the activity."""
		if happens(self.rng, SHARE_LATE):
			yield "late_days", between(self.rng, EARLIEST_LATE_DAYS, LATEST_DAYS)
		if activity.note and happens(self.rng, SHARE_WITH_ADDENDUM):
			yield "addendum", pick(self.rng, texts()["addenda"])

	def about_the_kind(self, activity: ActivityPlan) -> Iterator[tuple[str, Any]]:
		rng, kind = self.rng, activity.activity_type
		if kind in texts()["topics"] and (kind != NAVIGATION or happens(rng, _SHARE_WITH_TOPIC)):
			yield "topics", tuple(pick(rng, texts()["topics"][kind]))
		if kind == "Home Visit":
			yield "purpose", pick(rng, texts()["purposes"])
			yield "living_conditions", pick(rng, texts()["living_conditions"])
		elif kind == "Community Accompaniment":
			reason, skill = pick(rng, texts()["accompaniments"])
			yield "accompanied_to", between(rng, 0, len(providers()) - 1)
			yield "cannot_alone_reason", reason
			yield "skill_practised", skill
			yield "has_ccb_potential", happens(rng, 0.3)
		elif kind == "Follow-up" and happens(rng, _SHARE_OF_REFERRAL):
			referral = self.referral_of(activity)
			if referral is not None:
				yield "referral", referral
		elif kind == NAVIGATION and happens(rng, _SHARE_OF_GOAL):
			goal = self.goal_of(activity)
			if goal is not None:
				yield "goal", goal

	def referral_of(self, activity: ActivityPlan) -> int | None:
		"""One that was sent by then."""
		sent = [
			place
			for place, referral in enumerate(self.enrolment.referrals)
			if any(
				step.status == "Sent" and step.step_on <= activity.activity_date for step in referral.steps
			)
		]
		return pick(self.rng, sent) if sent else None

	def goal_of(self, activity: ActivityPlan) -> int | None:
		open_then = [
			place
			for place, goal in enumerate(self.enrolment.goals)
			if goal.start_date <= activity.activity_date <= (goal.outcome_on or activity.activity_date)
		]
		return pick(self.rng, open_then) if open_then else None

	def problem(self, activity: ActivityPlan) -> str:
		problem, resolution = pick(self.rng, texts()["problems"])
		if happens(self.rng, _SHARE_RESOLVED):
			self.unresolved.append((activity.number, resolution))
		return problem

	def resolution(self, activity: ActivityPlan) -> tuple[int | None, str]:
		"""A later follow-up resolves a problem, and its note says so (R-274)."""
		if activity.activity_type == "Follow-up" and self.unresolved:
			return self.unresolved.pop(0)
		return None, ""


@cache
def texts() -> dict[str, Any]:
	return read_table("activity_details")
