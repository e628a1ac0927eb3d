"""Exits, as the staff prepare, ask for and approve them (R-360 to R-379, D-24)."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache
from random import Random
from typing import Any

from css_case_mgmt.demo.chance import Weighted, between, happens, pick, working_day
from css_case_mgmt.demo.cultures import read_table
from css_case_mgmt.demo.final_interview import draw_interview
from css_case_mgmt.demo.leaving_plans import (
	APPROVED,
	CITIZEN,
	DIED,
	DRAFT,
	EXITED,
	GRADUATED,
	MANAGER,
	READY,
	RETURNED,
	WORKER,
	DecisionPlan,
	EndPlan,
	ExitPlan,
	weekday_before,
)
from css_case_mgmt.demo.longer_stays import with_extension
from css_case_mgmt.demo.plans import AssessmentPlan, EnrolmentPlan, FamilyPlan
from css_case_mgmt.demo.referring import ENDINGS, provider_name
from css_case_mgmt.demo.settling import Assessed
from css_case_mgmt.demo.work_plans import OutwardReferralPlan, PlanReviewPlan
from css_case_mgmt.rules.dates import add_months
from css_case_mgmt.rules.nam_change import compare
from css_case_mgmt.rules.nam_next_steps import Course, course
from css_case_mgmt.rules.nam_scoring import Answer, UnansweredReason

HAND_OVER, NOTHING, DECLINES = "Hand Over", "Nothing to Hand Over", "Client Declines"
# With a consent that names the provider, and without one.
_HANDOVERS = Weighted((HAND_OVER, 75), (NOTHING, 15), (DECLINES, 10))
_WITHOUT_CONSENT = Weighted((NOTHING, 75), (DECLINES, 25))
_EXCEPTIONS = Weighted((0, 35), (1, 40), (2, 25))
_SHARE_NOT_APPLICABLE = 0.55
_INDICATORS_OF_DRAFT = 9


@dataclass(frozen=True, slots=True)
class Policy:
	"""What the settings ask of whoever leaves."""

	contact_attempts: int = 3
	minimum_months: int = 12
	maximum_months: int = 24
	transition_months: int = 8
	minimum_answered_percent: int = 50


def with_exits(
	rng: Random, family: FamilyPlan, assessed: Assessed, policy: Policy, *, extension: str, moves_to: str
) -> tuple[EnrolmentPlan, ...]:
	"""Return the enrolments of a family with their exits, and with extensions of long stays.

	Args:
		rng: the source of chance.
		family: with everything that happened to it.
		assessed: what is known of the bank, and of today.
		policy: what the settings ask for.
		extension: state of an extension that is shown.
		moves_to: the site that takes over; empty where nobody moves to one.
	"""
	found = []
	for enrolment in family.enrolments:
		longer = with_extension(rng, enrolment, assessed.today, policy.maximum_months, extension)
		if enrolment.end:
			longer = _Leaving(rng, family, longer, enrolment.end, assessed, policy).with_exit(moves_to)
		found.append(longer)
	return tuple(found)


class _Leaving:
	def __init__(
		self,
		rng: Random,
		family: FamilyPlan,
		enrolment: EnrolmentPlan,
		end: EndPlan,
		assessed: Assessed,
		policy: Policy,
	) -> None:
		self.rng = rng
		self.family = family
		self.enrolment = enrolment
		self.end = end
		self.assessed = assessed
		self.policy = policy
		self.limit = min(end.last_day, assessed.today)
		if end.is_closed_by_job:
			self.limit = end.last_day - timedelta(days=1)
		self.completed = [each for each in enrolment.assessments if not each.is_draft]

	def with_exit(self, moves_to: str) -> EnrolmentPlan:
		is_planned = self.end.key == GRADUATED
		state = self.state(is_planned)
		leaving = self.planned(state) if is_planned else self.unplanned(state)
		leaving = replace(
			leaving, outstanding_reason=self.outstanding_reason(), decisions=self.decisions(state, leaving)
		)
		enrolment = replace(self.enrolment, leaving=leaving)
		if moves_to:
			enrolment = moving_to(moves_to, enrolment)
		return with_review(enrolment, leaving, pick(self.rng, texts()["plan_reviews"]))

	def state(self, is_planned: bool) -> str:
		"""Nothing is asked for that would be refused."""
		is_prepared = any(referral.is_final for referral in self.enrolment.referrals)
		return DRAFT if is_planned and self.end.state != EXITED and not is_prepared else self.end.state

	def unplanned(self, state: str) -> ExitPlan:
		end = self.end
		return ExitPlan(
			reason=end.reason,
			is_planned=False,
			exit_date=end.last_day,
			begun_on=self.announced() if end.is_closed_by_job else self.soon_after_exit(0),
			answered_indicators=0,
			unplanned_reason=pick(self.rng, texts()["unplanned"][end.key]),
			died_on=end.last_day if end.key == DIED else None,
			citizen_since=end.last_day - timedelta(days=between(self.rng, 2, 20))
			if end.key == CITIZEN
			else None,
			state=state,
		)

	def planned(self, state: str) -> ExitPlan:
		rng, words = self.rng, texts()
		if state == DRAFT:
			return self.begun()
		final = self.end.final_on or self.enrolment.enrolment_date
		met_on = self.between_days(final, 1, 5)
		handover, provider, consent = self.handover()
		return ExitPlan(
			reason=self.end.reason,
			is_planned=True,
			exit_date=self.end.last_day,
			begun_on=final,
			exceptions=tuple(self.exceptions()),
			needs_explanation="" if self.has_declined() else pick(rng, words["needs_explanations"]),
			stability_opinion=pick(rng, words["stability"]),
			early_reason=pick(rng, words["early_reasons"]) if self.is_early() else "",
			advance_notice_on=self.notice(),
			plan_reviewed_on=met_on,
			settlement_counsellor=pick(rng, words["counsellors"]),
			counsellor_met_on=self.between_days(met_on, 0, 6),
			reaccess_explained_on=met_on,
			handover=handover,
			handover_provider=provider,
			handover_consent=consent,
			handover_summary=pick(rng, words["handover_summaries"]) if handover == HAND_OVER else "",
			achievements=pick(rng, words["achievements"]),
			future_plan=pick(rng, words["future_plans"]),
			interview=draw_interview(rng, self.interpreter(), met_on),
			state=state,
		)

	def begun(self) -> ExitPlan:
		"""A draft in which some things are still missing."""
		has_final = self.end.final_on is not None
		return ExitPlan(
			reason=self.end.reason,
			is_planned=True,
			exit_date=self.end.last_day,
			begun_on=self.end.final_on or self.limit,
			answered_indicators=_INDICATORS_OF_DRAFT,
			stability_opinion=pick(self.rng, texts()["stability"]) if has_final else "",
			advance_notice_on=self.notice(),
			settlement_counsellor=pick(self.rng, texts()["counsellors"]),
		)

	def between_days(self, day: date, first: int, last: int) -> date:
		"""Some days after another one, but within the stay."""
		return max(day, min(working_day(day + timedelta(days=between(self.rng, first, last))), self.limit))

	def announced(self) -> date:
		"""Some days before the last one, which is known."""
		return weekday_before(self.end.last_day - timedelta(days=between(self.rng, 7, 12)))

	def soon_after_exit(self, first: int) -> date:
		day = working_day(self.end.last_day + timedelta(days=between(self.rng, first, first + 2)))
		return min(day, self.assessed.today)

	def notice(self) -> date | None:
		"""The transition is spoken of from the eighth month on (R-372)."""
		first = add_months(self.enrolment.enrolment_date, self.policy.transition_months)
		return self.between_days(first, 0, 40) if first <= self.limit else None

	def is_early(self) -> bool:
		first = add_months(self.enrolment.enrolment_date, self.policy.minimum_months)
		return self.end.last_day < first

	def exceptions(self) -> Iterator[tuple[str, str, str]]:
		"""Indicators that are not met, or do not apply: code, answer, remark."""
		known = [*texts()["not_applicable"].items()], [*texts()["not_met"].items()]
		codes = set()
		for _place in range(_EXCEPTIONS.draw(self.rng)):
			is_not_applicable = happens(self.rng, _SHARE_NOT_APPLICABLE)
			code, remark = pick(self.rng, known[0 if is_not_applicable else 1])
			if code not in codes:
				codes.add(code)
				yield code, "Not Applicable" if is_not_applicable else "Not Met", remark

	def has_declined(self) -> bool:
		"""Whether the overall score fell, by the rule that the gate asks (R-360)."""
		if len(self.completed) < 2:
			return False
		first, last = (self.answers(each) for each in (self.completed[0], self.completed[-1]))
		change = compare(first, last, None, self.policy.minimum_answered_percent).overall_change
		return course(change.number) is Course.DECLINED

	def answers(self, assessment: AssessmentPlan) -> list[Answer]:
		return [
			Answer(
				answer.question_code,
				self.assessed.factor_of[answer.question_code],
				answer.weight,
				UnansweredReason(answer.unanswered_reason) if answer.unanswered_reason else None,
			)
			for answer in assessment.answers
		]

	def handover(self) -> tuple[str, int | None, int | None]:
		"""What is told, to whom, and the place of the consent that names who is told (R-368).

		Only somebody who has just left has a consent that still holds when the exit is entered.
		"""
		referral = next((each for each in self.enrolment.referrals if each.is_final), None)
		if referral is None or referral.provider is None:
			return _WITHOUT_CONSENT.draw(self.rng), None, None
		recipient = provider_name(referral.provider)
		tomorrow = self.assessed.today + timedelta(days=1)
		consents = [
			place
			for place, consent in enumerate(self.enrolment.consents)
			if consent.valid_until > tomorrow
			and consent.given_on <= self.limit
			and not consent.withdrawn_on
			and any(named == recipient for _purpose, named, _information in consent.releases)
		]
		if not consents:
			return _WITHOUT_CONSENT.draw(self.rng), None, None
		decision = _HANDOVERS.draw(self.rng)
		is_told = decision == HAND_OVER
		return decision, referral.provider if is_told else None, consents[-1] if is_told else None

	def interpreter(self) -> int | None:
		return self.completed[-1].interpreter if self.completed else None

	def outstanding_reason(self) -> str:
		return pick(self.rng, texts()["outstanding_reasons"]) if self.has_outstanding() else ""

	def has_outstanding(self) -> bool:
		"""Whether something is open on the person's file (R-375)."""
		client = self.enrolment.client
		if any(note.client == client for note in self.family.safety_notes):
			return True
		own = [each for each in self.family.enrolments if each.client == client]
		return any(is_under_way(referral) for each in own for referral in each.referrals) or any(
			has_open_problem(each, client) for each in self.family.enrolments
		)

	def decisions(self, state: str, leaving: ExitPlan) -> tuple[DecisionPlan, ...]:
		if state == DRAFT:
			return ()
		last = max(filter(None, (leaving.begun_on, leaving.counsellor_met_on, leaving.plan_reviewed_on)))
		asked = DecisionPlan(READY, WORKER, last)
		if state == READY:
			return (asked,)
		if state == RETURNED:
			note = pick(self.rng, texts()["returned"])
			return asked, DecisionPlan(RETURNED, MANAGER, self.decided_after(last), note)
		if state == APPROVED or self.end.is_closed_by_job:
			return asked, DecisionPlan(APPROVED, MANAGER, self.decided_after(last))
		return asked, DecisionPlan(APPROVED, MANAGER, max(last, self.soon_after_exit(1)))

	def decided_after(self, day: date) -> date:
		decided_on = working_day(day + timedelta(days=between(self.rng, 0, 3)))
		return min(decided_on, self.limit if self.end.is_closed_by_job else self.assessed.today)


def is_under_way(referral: OutwardReferralPlan) -> bool:
	"""Sent, and nobody knows yet what came of it; the final one is meant to be."""
	return not referral.is_final and referral.status not in ("Draft", "Consented", *ENDINGS)


def has_open_problem(enrolment: EnrolmentPlan, client: int) -> bool:
	resolved = {activity.details.resolves for activity in enrolment.activities}
	return any(
		activity.details.problem
		and activity.number not in resolved
		and any(participant.client == client for participant in activity.participants)
		for activity in enrolment.activities
	)


def moving_to(site: str, enrolment: EnrolmentPlan) -> EnrolmentPlan:
	"""Return the enrolment of somebody who moves to another site, with a consent that names it (D-20, R-368)."""
	summaries = texts()["handover_summaries"]
	summary = summaries[enrolment.client % len(summaries)]
	leaving = replace(enrolment.leaving, handover=HAND_OVER, handover_summary=summary, moves_to_site=site)
	purpose, information = texts()["moving_releases"]
	*before, last = enrolment.consents
	named = replace(last, releases=(*last.releases, (purpose, site, information)))
	return replace(enrolment, leaving=leaving, consents=(*before, named))


def with_review(enrolment: EnrolmentPlan, leaving: ExitPlan, what_changes: str) -> EnrolmentPlan:
	"""Return the enrolment with its plan reviewed at the end, if one was agreed on."""
	plans, on = enrolment.settlement_plans, leaving.plan_reviewed_on
	if not plans or plans[-1].is_draft or on is None or plans[-1].plan_date >= on:
		return enrolment
	review = PlanReviewPlan(on, "Exit", None, what_changes)
	last = replace(plans[-1], reviews=(*plans[-1].reviews, review))
	return replace(enrolment, settlement_plans=(*plans[:-1], last))


@cache
def texts() -> dict[str, Any]:
	return read_table("exits")
