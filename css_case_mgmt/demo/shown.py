"""What some families are there to show, so that a small demo has it all; the others are left to chance."""

from dataclasses import dataclass

# Once among so many families somebody comes back years later, and somebody becomes a citizen.
ROUND = 60


@dataclass(frozen=True, slots=True)
class Showing:
	"""What a family shows.

	Args:
		opened_days: so many days ago its case was opened; 0 leaves it to chance.
		ends_in: so many days from today its course ends; before today if below zero; None leaves it to chance.
		exit_state: of the exits that are on the way.
		extension: state of an extension, of those who stay longer than the longest length.
		days_away: after so many days whoever left comes back.
		stay_longer: clients who leave months after the others.
		arrived_days: so many days before the case was opened the family landed; 0 leaves it to chance.
		reason: key of the exit reason, instead of a graduation.
	"""

	opened_days: int = 0
	ends_in: int | None = None
	exit_state: str = ""
	extension: str = ""
	days_away: int = 0
	stay_longer: tuple[int, ...] = ()
	arrived_days: int = 0
	reason: str = "needs_met"

	@property
	def is_fixed(self) -> bool:
		"""Whether the days are not left to chance."""
		return bool(self.opened_days)


NOTHING_SHOWN = Showing()
_IN_FIRST_CASELOAD = {
	3: Showing(opened_days=470, ends_in=2, exit_state="Ready for Review"),
	5: Showing(opened_days=500, ends_in=4, exit_state="Returned"),
	6: Showing(opened_days=455, ends_in=5, exit_state="Draft"),
	8: Showing(opened_days=480, ends_in=6, exit_state="Approved"),
	10: Showing(opened_days=735, ends_in=150, extension="Ready for Review"),
	11: Showing(opened_days=760, ends_in=200, extension="Approved"),
	13: Showing(opened_days=520, ends_in=-40, stay_longer=tuple(range(1, 16))),
}
_IN_EVERY_ROUND = {
	15: Showing(opened_days=1190, ends_in=-795, days_away=730),
	17: Showing(opened_days=430, ends_in=-25, arrived_days=1010, reason="citizen"),
	18: Showing(opened_days=300, ends_in=-9, reason="lost_contact"),
}


def shown_by(index: int) -> Showing:
	"""Return what a family shows, by its number."""
	return _IN_FIRST_CASELOAD.get(index) or _IN_EVERY_ROUND.get(index % ROUND) or NOTHING_SHOWN
