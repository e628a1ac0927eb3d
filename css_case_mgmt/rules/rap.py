"""How long the Resettlement Assistance Program (RAP) usually lasts, and whether its exit results have come (R-054 to
R-056)."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum

from css_case_mgmt.rules.dates import add_months


class Results(str, Enum):
	"""Where the results of the RAP exit assessment are."""

	NOT_YET = "Not Yet"
	EXPECTED = "Expected"
	MISSING = "Missing"
	RECEIVED = "Received"


@dataclass(frozen=True, slots=True)
class Usual:
	"""What is usual.

	Args:
		services_min_weeks: after arrival the services last at least so long.
		services_max_weeks: and at most so long; then the exit assessment is due.
		support_months: the financial support lasts at most so long.
	"""

	services_min_weeks: int = 4
	services_max_weeks: int = 6
	support_months: int = 12


@dataclass(frozen=True, slots=True)
class Rap:
	"""What the file says; each day None where it is not known."""

	arrived_on: date | None = None
	started_on: date | None = None
	ends_on: date | None = None
	assessed_on: date | None = None
	received_on: date | None = None


def services_end(rap: Rap, usual: Usual) -> tuple[date, date] | None:
	"""Return between which days the services usually end, or None where no day of arrival is known (R-054)."""
	first = rap.arrived_on or rap.started_on
	if first is None:
		return None
	return first + timedelta(weeks=usual.services_min_weeks), first + timedelta(
		weeks=usual.services_max_weeks
	)


def support_limit(rap: Rap, usual: Usual) -> date | None:
	"""Return the last day of financial support at the longest, counted from its start, or else from arrival (R-054)."""
	first = rap.started_on or rap.arrived_on
	return add_months(first, usual.support_months) if first else None


def is_beyond_limit(rap: Rap, usual: Usual) -> bool:
	"""Return whether the end that is on file lies later than support lasts at the longest."""
	limit = support_limit(rap, usual)
	return bool(rap.ends_on and limit and rap.ends_on > limit)


def is_over(rap: Rap, usual: Usual, today: date) -> bool:
	"""Return whether financial support has ended; where no day is known it has not."""
	end = rap.ends_on or support_limit(rap, usual)
	return bool(end and end < today)


def results(rap: Rap, usual: Usual, today: date) -> Results:
	"""Return where the exit results are: expected once somebody has been assessed or the services may have ended, and
	missing once they usually have (R-055, R-056)."""
	if rap.received_on:
		return Results.RECEIVED
	window = services_end(rap, usual)
	if window and window[1] < today:
		return Results.MISSING
	if rap.assessed_on or (window and window[0] <= today):
		return Results.EXPECTED
	return Results.NOT_YET
