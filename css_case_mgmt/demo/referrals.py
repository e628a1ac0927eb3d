"""Referrals to case management: those that led to a family's case, and those that wait (R-080 to R-083, R-506)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from typing import TYPE_CHECKING

from css_case_mgmt.demo.chance import Weighted, between, day_between, happens, pick
from css_case_mgmt.demo.histories import History
from css_case_mgmt.demo.plans import AcceptedReferralPlan, ClientPlan, ReferralPlan
from css_case_mgmt.rules.dates import add_months

if TYPE_CHECKING:
	from css_case_mgmt.demo.population import Population

SHARE_REFERRED = 0.7
RECEIVED, NAARS_NEEDED, IN_TRIAGE, RETURNED = "Received", "NAARS Needed", "In Triage", "Returned"
WAITING = (RECEIVED, NAARS_NEEDED, IN_TRIAGE, RECEIVED)
FIRST_WAITING_FAMILY = 1_000_000  # far behind the families that have a file
WAITING_AT_MOST = 10

_RECEPTION = ("Harbour Light Reception Centre", "First Steps Reception House")
_SETTLEMENT = (
	"Welcome Bridge Settlement Services",
	"Multicultural Council",
	"Northern Lights Newcomer Centre",
)
_OTHERS = ("Sunrise Sponsorship Circle", "Women's Shelter Network", "Public School Board")
_CHANNELS = Weighted(("E-mail", 48), ("Letter or form", 27), ("Telephone", 20), ("In person", 5))
_REASONS = (
	"Several needs at once; general settlement services are not enough.",
	"Health appointments and school enrolment need coordination.",
	"No contact with services since the arrival.",
	"A large family that needs help to find its way.",
)
_URGENCIES = Weighted(("Routine", 58), ("Soon", 32), ("Urgent", 10))
_NOTES = {
	"Routine": "Can be seen in the usual order.",
	"Soon": "Temporary housing ends within weeks.",
	"Urgent": "No income and no place to stay after this week.",
}
_ASSETS = ("Close-knit family.", "Worked as a tailor.", "Learns quickly, speaks several languages.", "")


@dataclass(frozen=True, slots=True)
class WaitingReferral:
	"""A referral without a case: who it is about, and how far it has come."""

	site: str
	plan: ReferralPlan
	person: ClientPlan
	status: str


def accepted_referral(
	rng: Random, key: str, clients: tuple[ClientPlan, ...], history: History, category: str, today: date
) -> AcceptedReferralPlan | None:
	"""Return the referral that led to a family's first case, if one did.

	About the head, or another one who has stayed there all the time.
	"""
	opened_on = history.opened[0]
	referred = next(
		(
			client
			for client, member in enumerate(history.members)
			if len(member.stays) == 1 and member.stays[0].since == opened_on and not member.stays[0].until
		),
		None,
	)
	arrival = referred is not None and clients[referred].arrival_date
	if referred is None or not arrival or not happens(rng, SHARE_REFERRED):
		return None
	received_on = max(opened_on - timedelta(days=between(rng, 1, 21)), arrival + timedelta(days=1))
	naars_date = max(received_on - timedelta(days=between(rng, 0, 40)), arrival + timedelta(days=1))
	received_on, naars_date = min(received_on, opened_on), min(naars_date, opened_on)
	household = sum(member.stays[0].since == opened_on for member in history.members)
	plan = draw_referral(rng, key, received_on, naars_date, household, category in ("gar", "bvor"))
	return AcceptedReferralPlan(
		plan, referred, day_between(rng, received_on, opened_on), opened_on, follow_up(rng, naars_date, today)
	)


def follow_up(rng: Random, naars_date: date, today: date) -> date | None:
	"""Return when the settlement plan was looked at again, sometimes late, sometimes not at all."""
	on = add_months(naars_date, 3) + timedelta(days=between(rng, 0, 95))
	return on if on <= today and happens(rng, 0.92) else None


def draw_referral(
	rng: Random, key: str, received_on: date, naars_date: date | None, household_size: int, on_rap: bool
) -> ReferralPlan:
	provider = pick(rng, _RECEPTION if on_rap else _SETTLEMENT)
	urgency = _URGENCIES.draw(rng)
	return ReferralPlan(
		key=key,
		source_organization=provider if happens(rng, 0.85) else pick(rng, _OTHERS),
		source_contact="Intake desk, 1-800-555-0199",
		channel=_CHANNELS.draw(rng),
		reason=pick(rng, _REASONS),
		received_on=received_on,
		household_size=household_size,
		naars_date=naars_date,
		naars_provider_type=("RAP" if on_rap else "Settlement") if naars_date else "",
		naars_provider=provider if naars_date else "",
		has_rap_exit_results=bool(naars_date) and on_rap and happens(rng, 0.6),
		assets=pick(rng, _ASSETS) if naars_date else "",
		urgency=urgency,
		triage_note=_NOTES[urgency],
	)


def waiting_referrals(population: "Population", sites: list[str]) -> Iterator[WaitingReferral]:
	"""Yield what waits at each site, and one that was returned."""
	for place, site in enumerate(sites):
		rng = population.chance(f"waiting/{place}")
		statuses = (*WAITING[: between(rng, 2, len(WAITING))], RETURNED)
		for number, status in enumerate(statuses):
			# Drawn like any other family, but without a file.
			family = population.family(FIRST_WAITING_FAMILY + place * WAITING_AT_MOST + number)
			received_on = population.today - timedelta(days=between(rng, 1, 18))
			naars_date = received_on - timedelta(days=between(rng, 1, 30))
			plan = draw_referral(
				rng,
				f"waiting-{place}-{number}",
				received_on,
				naars_date if status != NAARS_NEEDED else None,
				len(family.clients),
				bool(family.clients[0].rap_start_date),
			)
			yield WaitingReferral(site, plan, family.clients[0], status)
