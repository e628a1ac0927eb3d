"""How often somebody is to be contacted, and how often that happened (R-223 to R-226, D-10, D-28, T-12, T-13).

High needs are counted by the week, low needs by the calendar month, each with the level in force then. Of a week
or month that is cut off - by the enrolment's beginning or end, a change of level or the dates asked for - the
target is prorated by days, exactly. Nobody can make a fraction of a contact: where no whole number is within a
prorated target, both whole numbers next to it are on target.
"""

from bisect import bisect_left
from calendar import monthrange
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum
from fractions import Fraction
from functools import lru_cache
from itertools import pairwise
from math import ceil, floor

from css_case_mgmt.rules.enrolment_level import LevelPeriod, NeedsLevel

ONE_DAY = timedelta(days=1)
DAYS_OF_WEEK = 7
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


class Standing(str, Enum):
	"""Where contacts stand against the target."""

	BELOW = "Below"
	ON = "On"
	ABOVE = "Above"


@dataclass(frozen=True, slots=True)
class Targets:
	"""Contacts a week for high needs, a month for low needs; both ends are on target (R-223).

	Args:
		week_starts_on: one of WEEKDAYS.

	Raises:
		ValueError: a range that no number is in, or a day that is none.
	"""

	high_min: int = 2
	high_max: int = 5
	low_min: int = 4
	low_max: int = 5
	week_starts_on: str = WEEKDAYS[0]

	def __post_init__(self) -> None:
		for lower, upper in ((self.high_min, self.high_max), (self.low_min, self.low_max)):
			if not 0 <= lower <= upper:
				raise ValueError(f"{lower} to {upper}")
		if self.week_starts_on not in WEEKDAYS:
			raise ValueError(self.week_starts_on)

	def of_level(self, level: NeedsLevel) -> tuple[int, int]:
		if level is NeedsLevel.HIGH:
			return self.high_min, self.high_max
		return self.low_min, self.low_max


@dataclass(frozen=True, slots=True)
class Period:
	"""Days, both included, for which one target holds: a week or month, or what is in force of it.

	Args:
		first: the first day.
		last: the last one.
		level: the level of need on all of these days.
		own_first: the first day, were it not for the dates asked for.
		own_last: the last day, were it not for the dates asked for.
		full_days: of the whole week or month.
	"""

	first: date
	last: date
	level: NeedsLevel
	own_first: date
	own_last: date
	full_days: int

	@property
	def days(self) -> int:
		return (self.last - self.first).days + 1

	@property
	def is_partial(self) -> bool:
		"""Whether the target is prorated (D-28)."""
		return self.days < self.full_days

	@property
	def is_cut_off(self) -> bool:
		"""Whether the dates asked for leave out some of it."""
		return (self.first, self.last) != (self.own_first, self.own_last)


@dataclass(frozen=True, slots=True)
class Target:
	"""The number of contacts from which, and up to which, somebody is on target."""

	minimum: Fraction
	maximum: Fraction

	def standing(self, contacts: int) -> Standing:
		"""Where a number of contacts stands against the exact target, or against the whole numbers next to a target
		that no whole number meets (D-28, T-12)."""
		fewest, most = ceil(self.minimum), floor(self.maximum)
		if fewest > most:
			fewest, most = most, fewest
		if contacts < fewest:
			return Standing.BELOW
		return Standing.ABOVE if contacts > most else Standing.ON


def periods(
	history: Iterable[LevelPeriod],
	enrolled_from: date,
	enrolled_to: date | None,
	first: date,
	last: date,
	week_starts_on: str = WEEKDAYS[0],
) -> tuple[Period, ...]:
	"""Return the periods of an enrolment within some dates, in order and without a gap (R-224, D-28).

	On days without a level there is no target, and so no period.

	Args:
		history: the enrolment's dated levels, in any order.
		enrolled_from: the enrolment date, the first day that counts.
		enrolled_to: the last day in the programme; None while it is open.
		first: the first day asked for.
		last: the last day asked for.
		week_starts_on: one of WEEKDAYS.
	"""
	found: list[Period] = []
	for level, level_first, level_last in _stretches(history, enrolled_from, enrolled_to):
		if level_first <= last and (level_last is None or first <= level_last):
			found.extend(_periods_of_stretch(level, level_first, level_last, first, last, week_starts_on))
	return tuple(found)


def period_on(
	history: Iterable[LevelPeriod],
	enrolled_from: date,
	enrolled_to: date | None,
	on: date,
	week_starts_on: str = WEEKDAYS[0],
) -> Period | None:
	"""Return the whole period that contains a day, or None if no target holds then."""
	found = periods(history, enrolled_from, enrolled_to, on, on, week_starts_on)
	if not found:
		return None
	period = found[0]
	return Period(
		period.own_first,
		period.own_last,
		period.level,
		period.own_first,
		period.own_last,
		period.full_days,
	)


@lru_cache(maxsize=4096)
def target(period: Period, targets: Targets) -> Target:
	"""Return the target of a period, prorated by days (D-28)."""
	minimum, maximum = targets.of_level(period.level)
	part = Fraction(period.days, period.full_days)
	return Target(minimum * part, maximum * part)


def contacts_within(days: Sequence[date], first: date, last: date) -> int:
	"""Return how many contacts lie within some days, both included.

	Args:
		days: of each contact, in order; a day with two contacts twice.
	"""
	return bisect_left(days, last + ONE_DAY) - bisect_left(days, first)


def contact_of_episode(
	last_contact: date | None, enrolled_from: date | None, episode: int | None
) -> date | None:
	"""Return the last contact as it counts for an episode: of somebody who came back, none from before (T-15).

	A contact of the intake counts for a first episode, be it before the enrolment (D-10).
	"""
	if last_contact and enrolled_from and (episode or 1) > 1 and last_contact < enrolled_from:
		return None
	return last_contact


def days_without_contact(last_contact: date | None, enrolled_from: date, as_of: date) -> int:
	"""Return the days since the last contact, or since the enrolment of somebody who never had one (R-226, R-411)."""
	return (as_of - (last_contact or enrolled_from)).days


def is_without_contact(last_contact: date | None, enrolled_from: date, as_of: date, days: int) -> bool:
	"""Whether somebody in the programme has been without a contact for more than some days (R-226, T-13)."""
	return days_without_contact(last_contact, enrolled_from, as_of) > days


def _stretches(
	history: Iterable[LevelPeriod], enrolled_from: date, enrolled_to: date | None
) -> Iterator[tuple[NeedsLevel, date, date | None]]:
	"""The days of each level, one level after the other; a level that is repeated goes on."""
	changes: list[LevelPeriod] = []
	for each in sorted(history, key=lambda each: each.level_from):
		if not changes or changes[-1].level is not each.level:
			changes.append(each)
	for each, following in pairwise((*changes, None)):
		begins = max(each.level_from, enrolled_from)
		ends = enrolled_to
		if following is not None:
			until = following.level_from - ONE_DAY
			ends = until if ends is None else min(until, ends)
		if ends is None or begins <= ends:
			yield each.level, begins, ends


def _periods_of_stretch(
	level: NeedsLevel,
	level_first: date,
	level_last: date | None,
	first: date,
	last: date,
	week_starts_on: str,
) -> Iterator[Period]:
	day = max(level_first, first)
	end = last if level_last is None else min(level_last, last)
	while day <= end:
		whole_first, whole_last = _whole(level, day, week_starts_on)
		own_first = max(whole_first, level_first)
		own_last = whole_last if level_last is None else min(whole_last, level_last)
		period_last = min(own_last, end)
		yield Period(day, period_last, level, own_first, own_last, (whole_last - whole_first).days + 1)
		day = period_last + ONE_DAY


def week_start(day: date, week_starts_on: str) -> date:
	"""Return the first day of the week of a day; `week_starts_on` is one of WEEKDAYS (D-10)."""
	return day - timedelta(days=(day.weekday() - WEEKDAYS.index(week_starts_on)) % DAYS_OF_WEEK)


def _whole(level: NeedsLevel, day: date, week_starts_on: str) -> tuple[date, date]:
	"""The whole week or month of a day."""
	if level is NeedsLevel.HIGH:
		start = week_start(day, week_starts_on)
		return start, start + timedelta(days=DAYS_OF_WEEK - 1)
	return day.replace(day=1), day.replace(day=monthrange(day.year, day.month)[1])
