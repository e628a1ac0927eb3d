"""All checks of a site, by kind (D-24)."""

from collections.abc import Callable, Iterable, Iterator

from css_case_mgmt.checking import (
	approvals,
	contradictions,
	due_dates,
	endings,
	families,
	history,
	levels,
	links,
	numbers,
	reminder_days,
	reviews,
)
from css_case_mgmt.checking.finding import Finding

Checks = tuple[Callable[[], Iterable[Finding]], ...]

KINDS: dict[str, Checks] = {
	"approvals": (*approvals.CHECKS, *endings.CHECKS, *reviews.CHECKS, *history.CHECKS),
	"orphans": (*links.CHECKS, *contradictions.CHECKS, *families.CHECKS),
	"clocks": (*reminder_days.CHECKS, *levels.CHECKS, *numbers.CHECKS, *due_dates.CHECKS),
}


def findings_of_site(kinds: Iterable[str] = tuple(KINDS)) -> Iterator[tuple[str, Finding]]:
	"""Everything that is found, with its kind.

	Args:
		kinds: those to be looked at.
	"""
	for kind in kinds:
		for check in KINDS[kind]:
			for finding in check():
				yield kind, finding
