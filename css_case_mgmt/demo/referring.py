"""Referrals to providers and to colleagues, from the first word to what came of them (R-300 to R-315, D-16)."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache
from random import Random
from typing import Any

from css_case_mgmt.demo.chance import Weighted, between, day_between, happens, pick, working_day
from css_case_mgmt.demo.cultures import read_table
from css_case_mgmt.demo.histories import History
from css_case_mgmt.demo.plans import ClientPlan, ConsentPlan, EnrolmentPlan
from css_case_mgmt.demo.work_plans import FOLLOWED_UP, GoalPlan, OutwardReferralPlan, ReferralStepPlan

SHARE_INTERNAL = 0.12
LEVELS = ("Worker Accompanies", "Worker Books", "Client Alone")
_HOW_MANY = Weighted((2, 35), (3, 30), (4, 18), (5, 10), (6, 7))
_RECENT = timedelta(days=25)
_HALF_A_YEAR = timedelta(days=180)
_SOON, _IN_TIME, _LATELY = timedelta(days=6), timedelta(days=12), timedelta(days=10)
ENDINGS = ("Completed", "Declined", "Cancelled")
FINAL_CLASS = "IRCC Settlement Service"
_OLD_ENDS = Weighted(("Completed", 70), ("Declined", 9), ("Missed", 5), ("Cancelled", 6), ("In Progress", 10))
_ENDS = Weighted(
	("Completed", 40),
	("In Progress", 18),
	("Accepted", 8),
	("Waitlisted", 14),
	("Sent", 8),
	("Declined", 5),
	("Missed", 4),
	("Cancelled", 3),
)
_RECENT_ENDS = Weighted(("Draft", 20), ("Consented", 20), ("Sent", 45), ("Waitlisted", 15))
_PATHS = {
	"Draft": (),
	"Consented": ("Consented",),
	"Sent": ("Consented", "Sent"),
	"Waitlisted": ("Consented", "Sent", "Waitlisted"),
	"Accepted": ("Consented", "Sent", "Accepted"),
	"In Progress": ("Consented", "Sent", "In Progress"),
	"Completed": ("Consented", "Sent", "Completed"),
	"Declined": ("Consented", "Sent", "Declined"),
	"Missed": ("Consented", "Sent", "Accepted", "Missed"),
	"Cancelled": ("Consented", "Cancelled"),
}
_TOLD_BY = {
	"Consented": "Client",
	"Sent": "Caseworker",
	"Waitlisted": "Provider",
	"Accepted": "Provider",
	"Missed": "Provider",
	"Declined": "Client",
}


@dataclass(frozen=True, slots=True)
class Service:
	"""Something that can be asked of a provider.

	Args:
		service: a seeded CSS Service Type.
		reasons: why somebody is referred to it.
		information: what the provider has to know, and no more (R-312).
	"""

	service: str
	target_class: str
	factor: str
	intervention: str
	purpose: str
	information: str
	reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Offer:
	"""A service of a provider."""

	provider: int
	service: str  # a key of the services
	is_francophone: bool


def with_referrals(
	rng: Random, enrolment: EnrolmentPlan, client: ClientPlan, history: History, today: date
) -> EnrolmentPlan:
	"""Return the enrolment with its referrals, and with consents that name whom something was told (R-301).

	Somebody who has moved to another case has none, as with contacts, nor whoever has withdrawn a consent.
	"""
	if len(history.members[enrolment.client].stays) > 1:
		return enrolment
	if any(consent.withdrawn_on for consent in enrolment.consents):
		return enrolment
	drawing = _Referring(rng, enrolment, client, today)
	referrals = tuple(drawing.referrals())
	return replace(
		enrolment,
		referrals=referrals,
		consents=tuple(with_releases(consent, referrals) for consent in enrolment.consents),
	)


def with_releases(consent: ConsentPlan, referrals: tuple[OutwardReferralPlan, ...]) -> ConsentPlan:
	"""Return the consent with a release for each provider that was told something while it was in force."""
	releases = list(consent.releases)
	for referral in referrals:
		if referral.provider is None or not consent.given_on <= referral.written_on <= consent.valid_until:
			continue
		release = (referral.purpose, provider_name(referral.provider), referral.information)
		if release not in releases:
			releases.append(release)
	return replace(consent, releases=tuple(releases))


class _Referring:
	def __init__(self, rng: Random, enrolment: EnrolmentPlan, client: ClientPlan, today: date) -> None:
		self.rng = rng
		self.enrolment = enrolment
		self.speaks_french = client.french_ability in ("Conversational", "Fluent")
		self.today = today
		self.limit = enrolment.exit_date or today

	def referrals(self) -> Iterator[OutwardReferralPlan]:
		"""Spread over the stay; the worker does less each time (R-310)."""
		rng = self.rng
		first = self.enrolment.enrolment_date
		wanted = _HOW_MANY.draw(rng)
		days = sorted(
			day
			for day in (working_day(day_between(rng, first, self.limit)) for _each in range(wanted))
			if day <= self.limit
		)
		number = 0
		for place, day in enumerate(days):
			offer = None if happens(rng, SHARE_INTERNAL) else self.offer()
			if offer and not self.is_covered(day):
				continue
			yield self.referral(number, day, offer, self.level(place, wanted))
			number += 1
		if self.enrolment.end and self.enrolment.end.final_on:
			yield self.final_referral(number, self.enrolment.end.final_on)

	def final_referral(self, number: int, day: date) -> OutwardReferralPlan:
		"""To a service of the Settlement Program, agreed on and sent on the day of the last assessment, when a consent
		is in force for sure (R-370)."""
		mine = [offer for offer in final_offers() if offer.is_francophone or not self.speaks_french]
		offer = pick(self.rng, mine)
		what = services()[offer.service]
		return OutwardReferralPlan(
			number=number,
			provider=offer.provider,
			internal_to="",
			service=what.service,
			target_class=what.target_class,
			intervention=what.intervention,
			reason=pick(self.rng, texts()["final_reasons"]),
			support_level=LEVELS[-1],
			purpose=what.purpose,
			information=what.information,
			francophone_explained=self.speaks_french,
			factor=what.factor,
			goal=None,
			written_on=day,
			steps=tuple(ReferralStepPlan(status, day, _TOLD_BY[status], "") for status in _PATHS["Sent"]),
			obtained="",
			benefitted="",
			outcome_note="",
			is_final=True,
		)

	def is_covered(self, day: date) -> bool:
		"""Whether a consent is in force on the day and for some days more, in which something is sent."""
		return any(
			consent.given_on <= day and day + timedelta(days=5) <= consent.valid_until
			for consent in self.enrolment.consents
		)

	def offer(self) -> Offer:
		if self.speaks_french and happens(self.rng, 0.3):
			return pick(self.rng, [offer for offer in offers() if offer.is_francophone])
		return pick(self.rng, offers())

	def level(self, place: int, wanted: int) -> str:
		return LEVELS[place * len(LEVELS) // wanted]

	def referral(self, number: int, day: date, offer: Offer | None, level: str) -> OutwardReferralPlan:
		rng = self.rng
		what = services()[offer.service if offer else pick(rng, texts()["internal"])]
		steps = self.with_follow_ups(list(self.steps(day, is_internal=offer is None)))
		moves = [step for step in steps if step.status != FOLLOWED_UP]
		end = moves[-1] if moves else None
		status = end.status if end else "Draft"
		is_completed = status == "Completed"
		obtained = Weighted(("Yes", 84), ("No", 8), ("Not Known", 8)).draw(rng) if is_completed else ""
		benefitted = Weighted(("Yes", 80), ("No", 10), ("Not Known", 10)).draw(rng)
		return OutwardReferralPlan(
			number=number,
			provider=offer.provider if offer else None,
			internal_to="" if offer else pick(rng, texts()["internal_to"]),
			service=what.service,
			target_class=what.target_class if offer else "Internal",
			intervention=what.intervention,
			reason=pick(rng, what.reasons),
			support_level=level,
			purpose=what.purpose if offer else "",
			information=what.information if offer else "",
			francophone_explained=self.speaks_french,
			factor=what.factor,
			goal=self.goal(what.factor, day),
			written_on=day,
			steps=tuple(steps),
			obtained=obtained,
			benefitted=benefitted if obtained == "Yes" else "",
			outcome_note=pick(rng, texts()["outcomes"]) if is_completed else "",
		)

	def goal(self, factor: str, day: date) -> int | None:
		"""The goal that it serves, if one of that factor was open on the day (R-314)."""
		return next(
			(place for place, goal in enumerate(self.enrolment.goals) if is_open_on(goal, factor, day)), None
		)

	def steps(self, day: date, *, is_internal: bool) -> Iterator[ReferralStepPlan]:
		"""As far as there was time for them."""
		rng = self.rng
		end = self.ends(self.limit - day).draw(rng)
		path = [status for status in _PATHS[end] if not (is_internal and status == "Consented")]
		on = day
		for place, status in enumerate(path):
			if status != "Consented" and place:
				on = working_day(on + timedelta(days=between(rng, *self.pause(status))))
			if on > self.limit:
				return
			yield ReferralStepPlan(
				status, on, _TOLD_BY.get(status, "Client"), pick(rng, texts()["remarks"].get(status, [""]))
			)

	def ends(self, age: timedelta) -> Weighted[str]:
		if age < _RECENT and self.enrolment.status == "Active":
			return _RECENT_ENDS
		return _ENDS if age < _HALF_A_YEAR and self.enrolment.status == "Active" else _OLD_ENDS

	def pause(self, status: str) -> tuple[int, int]:
		return (0, 2) if status == "Sent" else (9, 35)

	def with_follow_ups(self, steps: list[ReferralStepPlan]) -> list[ReferralStepPlan]:
		"""The first one mostly in time, and one lately; the others are overdue while they are open (R-307, R-313)."""
		if self.enrolment.exit_date:
			return self.ended(steps)
		sent = next((step.step_on for step in steps if step.status == "Sent"), None)
		if sent is None:
			return steps
		found = list(steps)
		for earliest, latest, share in (
			(sent + _SOON, sent + _IN_TIME, 0.75),
			(self.limit - _LATELY, self.limit, 0.7),
		):
			day = working_day(day_between(self.rng, earliest, latest))
			after = [place for place, step in enumerate(found) if step.step_on <= day]
			is_open = day <= self.limit and sent < day and found[after[-1]].status not in ENDINGS
			if happens(self.rng, share) and is_open:
				told_by = Weighted(("Client", 70), ("Provider", 30)).draw(self.rng)
				remark = pick(self.rng, texts()["remarks"][FOLLOWED_UP])
				found.insert(after[-1] + 1, ReferralStepPlan(FOLLOWED_UP, day, told_by, remark))
		return found

	def ended(self, steps: list[ReferralStepPlan]) -> list[ReferralStepPlan]:
		"""Whoever leaves the programme leaves nothing open behind."""
		if steps and steps[-1].status not in (*ENDINGS, "Missed"):
			steps.append(ReferralStepPlan("Cancelled", self.limit, "Caseworker", texts()["at_exit"]))
		return steps


def is_open_on(goal: GoalPlan, factor: str, day: date) -> bool:
	return goal.factor == factor and goal.start_date <= day <= (goal.outcome_on or goal.target_date)


@cache
def texts() -> dict[str, Any]:
	return read_table("referrals")


@cache
def providers() -> list[dict[str, Any]]:
	"""The directory, by place."""
	return read_table("providers")


def provider_name(place: int) -> str:
	return providers()[place]["provider_name"]


@cache
def services() -> dict[str, Service]:
	return {
		key: Service(**values | {"reasons": tuple(values["reasons"])})
		for key, values in texts()["services"].items()
	}


@cache
def final_offers() -> list[Offer]:
	"""What the Settlement Program offers to whoever leaves."""
	return [
		offer
		for offer in offers()
		if providers()[offer.provider]["ircc_funded"]
		and services()[offer.service].target_class == FINAL_CLASS
	]


@cache
def offers() -> list[Offer]:
	return [
		Offer(place, service, bool(provider["francophone"]))
		for place, provider in enumerate(providers())
		for service in provider["services"]
	]
