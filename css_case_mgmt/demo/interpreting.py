"""Who interprets: the same few places in the register of each site (R-250 to R-255, D-15)."""

from dataclasses import dataclass, replace
from random import Random

from css_case_mgmt.demo.chance import happens, pick
from css_case_mgmt.demo.plans import ClientPlan, EnrolmentPlan

FORMAL, INFORMAL = "Formal", "Informal"
SHARE_INTERPRETED = 0.6
BUREAU, TELEPHONE_AGENCY = "Crossroads Language Bureau", "Clearline Telephone Interpreters"


@dataclass(frozen=True, slots=True)
class RegisterPlace:
	"""Somebody in the register. Whoever works for an agency is known by a number there."""

	full_name: str
	kind: str
	languages: tuple[str, ...]
	agency: str = ""
	by_telephone: bool = False
	gender: str = ""
	community: str = ""


@dataclass(frozen=True, slots=True)
class Registered:
	"""A stored interpreter."""

	name: str
	kind: str
	by_telephone: bool


REGISTER = (
	RegisterPlace("Crossroads 114", FORMAL, ("ara", "tir"), BUREAU, gender="Woman"),
	RegisterPlace("Clearline 4417", FORMAL, ("prs", "pus", "fas", "ara", "som"), TELEPHONE_AGENCY, True),
	RegisterPlace("Marit Solveigsdatter", FORMAL, ("som", "swa", "tir"), gender="Woman"),
	RegisterPlace("Volunteer of the Sunday Group", INFORMAL, ("prs", "ara"), community="Sunday Group"),
)


def with_interpreters(rng: Random, enrolment: EnrolmentPlan, client: ClientPlan) -> EnrolmentPlan:
	"""Return the enrolment with those who interpreted at consents and assessments."""
	places = [place for place, each in enumerate(REGISTER) if client.primary_language in each.languages]
	if not client.needs_interpreter or not places:
		return enrolment

	def somebody() -> int | None:
		return pick(rng, places) if happens(rng, SHARE_INTERPRETED) else None

	return replace(
		enrolment,
		consents=tuple(replace(consent, interpreter=somebody()) for consent in enrolment.consents),
		assessments=tuple(
			replace(assessment, interpreter=somebody()) for assessment in enrolment.assessments
		),
	)


def kind_of_interpreter(place: int | None, register: list[Registered]) -> str | None:
	"""What a record stores of whoever interpreted."""
	return None if place is None else register[place].kind
