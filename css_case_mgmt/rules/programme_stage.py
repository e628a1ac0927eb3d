"""Where somebody stands in the order RAP, CSS, Settlement Services (R-009)."""

from dataclasses import dataclass
from enum import Enum


class Stage(str, Enum):
	"""The stages, in the programme's order."""

	RAP = "RAP"
	CSS = "CSS"
	SETTLEMENT = "Settlement Services"


# What an exit with one of these leads to is no service of the programme.
LEADS_ELSEWHERE = ("Day of Death", "Citizenship")


@dataclass(frozen=True, slots=True)
class Standing:
	"""What the files say of a person.

	Args:
		is_enrolled: an enrolment is open.
		has_exited: the latest enrolment has ended.
		exit_asks_for: what the reason of that exit asks for.
		naars_provider: RAP or Settlement, of the accepted referral; None without one.
	"""

	is_enrolled: bool = False
	has_exited: bool = False
	exit_asks_for: str | None = None
	naars_provider: str | None = None


def stage_of(standing: Standing) -> Stage | None:
	"""Return the stage, or None where the person is in none of them (R-009).

	Before the enrolment it is the service that did the NAARS; after the exit, Settlement Services, but for whoever died
	or has become a citizen.
	"""
	if standing.is_enrolled:
		return Stage.CSS
	if standing.has_exited:
		return None if standing.exit_asks_for in LEADS_ELSEWHERE else Stage.SETTLEMENT
	return {"RAP": Stage.RAP, "Settlement": Stage.SETTLEMENT}.get(standing.naars_provider or "")
