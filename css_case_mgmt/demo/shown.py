"""What some families are there to show, so that a small demo has it all; the others are left to chance."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count

# Once among so many families somebody comes back years later, and somebody becomes a citizen.
ROUND = 60
# A demo of fewer people has no room for all that is shown.
FEWEST_CLIENTS = 25
SINGLE, COUPLE = "single", "couple"


@dataclass(frozen=True, slots=True)
class Showing:
	"""What a family shows.

	Args:
		opened_days: so many days ago its case was opened; 0 leaves it to chance.
		ends_in: so many days from today its course ends; before today if below zero; None leaves it to chance.
		household: who lives together, to whom nothing else happens; empty leaves it to chance.
		exit_state: of the exits that are on the way.
		extension: state of an extension, of those who stay longer than the longest length.
		days_away: after so many days whoever left comes back.
		stay_longer: clients who leave months after the others.
		arrived_days: so many days before the case was opened the family landed; 0 leaves it to chance.
		reason: key of the exit reason, instead of a graduation.
		closed_by_job: its exits were approved some days ago, and are closed on their last day, which is today.
		moves: to another site of the network, which takes over.
	"""

	opened_days: int = 0
	ends_in: int | None = None
	household: str = ""
	exit_state: str = ""
	extension: str = ""
	days_away: int = 0
	stay_longer: tuple[int, ...] = ()
	arrived_days: int = 0
	reason: str = "needs_met"
	closed_by_job: bool = False
	moves: bool = False

	@property
	def is_fixed(self) -> bool:
		"""Whether the days are not left to chance."""
		return bool(self.opened_days)


NOTHING_SHOWN = Showing()
# Of the first worker. Together they are so few people that the smallest demo has all of them.
_FIRST = {
	3: Showing(opened_days=470, ends_in=4, household=COUPLE, exit_state="Ready for Review"),
	5: Showing(opened_days=500, ends_in=5, household=SINGLE, exit_state="Returned"),
	6: Showing(opened_days=455, ends_in=6, household=COUPLE, exit_state="Draft"),
	8: Showing(opened_days=480, ends_in=8, household=SINGLE, exit_state="Approved"),
	10: Showing(opened_days=722, ends_in=150, household=COUPLE, extension="Ready for Review"),
	11: Showing(opened_days=760, ends_in=200, household=SINGLE, extension="Approved"),
	13: Showing(opened_days=520, ends_in=-40, household=COUPLE, stay_longer=(1,)),
	15: Showing(opened_days=1190, ends_in=-795, household=COUPLE, days_away=730),
	19: Showing(opened_days=490, ends_in=0, household=SINGLE, closed_by_job=True),
	21: Showing(
		opened_days=260, ends_in=0, household=COUPLE, reason="moved_away", closed_by_job=True, moves=True
	),
}
_IN_EVERY_ROUND = {
	15: Showing(opened_days=1190, ends_in=-795, days_away=730),
	17: Showing(opened_days=430, ends_in=-25, arrived_days=1010, reason="citizen"),
	18: Showing(opened_days=300, ends_in=-9, reason="lost_contact"),
}


def shown_by(index: int) -> Showing:
	"""Return what a family shows, by its number."""
	return _FIRST.get(index) or _IN_EVERY_ROUND.get(index % ROUND) or NOTHING_SHOWN


def is_of_first_worker(index: int) -> bool:
	"""Whether a family belongs to the first worker, whatever the caseloads are."""
	return index in _FIRST


def in_turn(clients: int) -> Iterator[int]:
	"""Yield the numbers of the families of a demo of so many people: those first that are there to show something."""
	first = _FIRST if clients >= FEWEST_CLIENTS else {}
	yield from first
	yield from (index for index in count() if index not in first)
