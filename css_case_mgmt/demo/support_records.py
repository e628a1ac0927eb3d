"""What is typed into the forms of plans, goals, referrals and activities; both ways of loading begin with it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from css_case_mgmt.demo.records import Values, signatures
from css_case_mgmt.demo.work_plans import (
	FOLLOWED_UP,
	DetailsPlan,
	GoalPlan,
	OutwardReferralPlan,
	ReferralStepPlan,
	RevisionPlan,
)
from css_case_mgmt.rules.referral import OPEN, Status, needs_delay_reason, next_follow_up

CARRIED_OVER = "Carried Over"
DELAY = "There was no place earlier; the client was told each time."
SUPPORT_AGAIN = "Some time has passed since, and the way there is new."
OUTCOMES = ("Waitlisted", "Completed", "Declined", "Missed")


@dataclass(frozen=True)
class Owner:
	"""Whom something is about, and by which names."""

	client: str
	css_case: str
	enrolment: str

	def values(self) -> Values:
		return {"client": self.client, "css_case": self.css_case, "enrolment": self.enrolment}


def plan_values(plan: RevisionPlan, owner: Owner, assessments: dict[int, str]) -> Values:
	"""
	Args:
		assessments: the names of the enrolment's needs assessments, by sequence.
	"""
	# A strength or need keeps its place, and so its code, in the next revision.
	typed = {
		**owner.values(),
		"plan_date": plan.plan_date,
		"nam_assessment": assessments[plan.sequence],
		"change_reason": plan.change_reason or None,
		"strengths": [
			{
				"category": row.category,
				"strength": row.strength,
				"said_by": row.said_by,
				"strength_code": strength_code(place),
			}
			for place, row in enumerate(plan.strengths)
		],
		"needs": [
			{
				"challenge": row.challenge,
				"need": row.need,
				"factor": row.factor,
				"need_code": need_code(place),
			}
			for place, row in enumerate(plan.needs)
		],
		"reviews": [
			{
				"reviewed_on": row.reviewed_on,
				"occasion": row.occasion,
				"nam_assessment": assessments[row.sequence] if row.sequence else None,
				"what_changes": row.what_changes,
			}
			for row in plan.reviews
		],
	}
	return typed if plan.is_draft else typed | signed_values(plan)


def signed_values(plan: RevisionPlan) -> Values:
	return {
		"agreement_language": plan.language,
		"signature_method": "Signed on Screen",
		"client_agreed_on": plan.agreed_on,
		"caseworker_agreed_on": plan.agreed_on,
		"client_signature": signatures()[plan.signature],
		"caseworker_signature": signatures()[-1],
		"copy_given_on": plan.agreed_on if plan.has_copy else None,
	}


def strength_code(place: int) -> str:
	return f"S{place + 1}"


def need_code(place: int) -> str:
	return f"N{place + 1}"


def goal_values(goal: GoalPlan, client: str, css_case: str, plan: str, serves: str | None) -> Values:
	"""As long as the person is in the programme: what is carried over is open until the exit."""
	is_open = goal.status in ("Open", CARRIED_OVER)
	return {
		"plan": plan,
		"client": client,
		"css_case": css_case,
		"goal": goal.goal,
		"horizon": goal.horizon,
		"start_date": goal.start_date,
		"target_date": goal.target_date,
		"vision": goal.vision or None,
		"success_measure": goal.success_measure or None,
		"expected_change": goal.expected_change or None,
		"factor": goal.factor,
		"need_code": need_code(goal.need),
		"serves_goal": serves,
		"status": "Open" if is_open else goal.status,
		"outcome_on": None if is_open else goal.outcome_on,
		"outcome_note": None if is_open else goal.outcome_note,
		"actions": [
			{
				"action": row.action,
				"responsible": row.responsible,
				"due_date": row.due_date,
				"status": row.status,
				"done_on": row.done_on,
				"strength_code": None if row.strength is None else strength_code(row.strength),
			}
			for row in goal.actions
		],
		"check_ins": [
			{"checked_on": row.checked_on, "occasion": "Check-in", "progress": row.progress}
			for row in goal.check_ins
		],
		"setbacks": [
			{
				"happened_on": row.happened_on,
				"setback": row.setback,
				"strategy": row.strategy,
				"response": row.response,
			}
			for row in goal.setbacks
		],
	}


def referral_values(
	plan: OutwardReferralPlan,
	owner: Owner,
	*,
	providers: list[str],
	goals: list[str],
	explanations: Iterable[str],
	is_again: bool,
) -> Values:
	"""
	Args:
		providers: the names of the directory.
		goals: the names of the enrolment's goals.
		explanations: what is explained before a referral goes out, all of it.
		is_again: in another stay in the programme than the first.
	"""
	needs_reason = is_again and plan.support_level != "Client Alone"
	return {
		**owner.values(),
		"is_internal": int(plan.provider is None),
		"is_final": int(plan.is_final),
		"provider": None if plan.provider is None else providers[plan.provider],
		"internal_to": plan.internal_to or None,
		"service": plan.service,
		"target_class": plan.target_class,
		"intervention": plan.intervention,
		"reason": plan.reason,
		"support_level": plan.support_level,
		"support_reason": SUPPORT_AGAIN if needs_reason else None,
		"factor": plan.factor,
		"goal": None if plan.goal is None else goals[plan.goal],
		"purpose": plan.purpose or None,
		"information": plan.information or None,
		"francophone_explained": int(plan.francophone_explained),
		"explanations": [{"explanation": explanation, "explained": 1} for explanation in explanations],
	}


@dataclass(frozen=True)
class Taken:
	"""A step that was taken, and the columns that changed with it."""

	step: ReferralStepPlan
	changes: Values

	@property
	def needs_delay_reason(self) -> bool:
		return bool(self.changes.get("delay_reason"))


def steps_taken(plan: OutwardReferralPlan, days: int) -> Iterator[Taken]:
	"""What the steps of a referral write, one after the other.

	Args:
		days: after how many days a referral is followed up.
	"""
	status, since = Status.DRAFT, None
	due: date | None = None
	followed_up: date | None = None
	for step in plan.steps:
		if step.status == FOLLOWED_UP:
			followed_up, due = step.step_on, next_follow_up(step.step_on, days)
			yield Taken(step, {"followed_up_on": followed_up, "follow_up_due": due})
			continue
		after = Status(step.status)
		changes: Values = {"status": step.status}
		if needs_delay_reason(
			status,
			after,
			step.step_on,
			since=since,
			follow_up_due=due,
			followed_up_on=followed_up,
			days=days,
		):
			changes["delay_reason"] = DELAY
		if after is Status.SENT:
			due = next_follow_up(step.step_on, days)
			changes |= {"referred_on": step.step_on, "follow_up_due": due}
		if step.status in OUTCOMES:
			changes |= {"outcome": step.status, "outcome_on": step.step_on}
		if after is Status.COMPLETED:
			changes |= answers_of(plan)
		status, since = after, step.step_on
		yield Taken(step, changes)


def answers_of(plan: OutwardReferralPlan) -> Values:
	answers = {
		"obtained": plan.obtained,
		"benefitted": plan.benefitted,
		"outcome_note": plan.outcome_note,
	}
	return {fieldname: answer for fieldname, answer in answers.items() if answer}


def is_overdue_on(plan: OutwardReferralPlan, on: date, days: int) -> bool:
	"""Whether, as it stands now, it was to be followed up before a day and has no reason for the delay."""
	columns: Values = {}
	for taken in steps_taken(plan, days):
		columns |= taken.changes
	is_open = Status(plan.status) in OPEN
	due = columns.get("follow_up_due")
	return bool(is_open and due and due < on and not columns.get("delay_reason"))


def details_values(
	details: DetailsPlan,
	on: date,
	*,
	client: str,
	providers: list[str],
	referrals: list[tuple[str, OutwardReferralPlan]],
	goals: list[str],
	activities: dict[int, str],
	follow_up_days: int,
) -> dict[str, Any]:
	"""
	Args:
		on: the day of the activity.
		client: whom the enrolment is about.
		referrals: name and plan of each referral of the enrolment.
		goals: the names of its goals.
		activities: the names of its activities so far, by number.
		follow_up_days: after how many days a referral is followed up.
	"""
	referral = None if details.referral is None else referrals[details.referral]
	is_delayed = referral and is_overdue_on(referral[1], on, follow_up_days)
	return {
		"topics": [{"topic": topic} for topic in details.topics],
		"support_services": [{"service": service, "client": client} for service in details.support_services],
		"purpose": details.purpose or None,
		"living_conditions": details.living_conditions or None,
		"accompanied_to": None if details.accompanied_to is None else providers[details.accompanied_to],
		"cannot_alone_reason": details.cannot_alone_reason or None,
		"skill_practised": details.skill_practised or None,
		"ccb_potential": int(details.has_ccb_potential),
		"referral": referral and referral[0],
		"delay_reason": DELAY if is_delayed else None,
		"goal": None if details.goal is None else goals[details.goal],
		"problem": details.problem or None,
		"resolves": None if details.resolves is None else activities[details.resolves],
	}
