"""Working days: the days that are neither weekend nor a holiday of the site (R-169).

Only rules that count working days use them; every other period of the programme counts calendar days (D-12).
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta

SATURDAY_AND_SUNDAY = frozenset({5, 6})
ONE_DAY = timedelta(days=1)


class NoWorkingDays(ValueError):
	"""A calendar without a single working day."""


@dataclass(frozen=True, slots=True)
class WorkCalendar:
	"""On which days a site works.

	Args:
		holidays: the site's holidays, on whatever day of the week.
		weekend: days of the week without work, Monday being 0.

	Raises:
		NoWorkingDays: if every day of the week is weekend.
	"""

	holidays: frozenset[date] = frozenset()
	weekend: frozenset[int] = SATURDAY_AND_SUNDAY

	def __post_init__(self) -> None:
		if len(self.weekend & set(range(7))) == 7:
			raise NoWorkingDays("every day of the week is weekend")

	def is_working_day(self, day: date) -> bool:
		return day.weekday() not in self.weekend and day not in self.holidays


def add_working_days(
	day: date,
	count: int,
	holidays: Collection[date] = (),
	weekend: Collection[int] = SATURDAY_AND_SUNDAY,
) -> date:
	"""Return the `count`-th working day after a day, which itself does not count (R-169).

	Args:
		day: any day, a working day or not; with a count of 0 it is returned as it is.
		count: how many working days, at least 0.
		holidays: days on which nobody works.
		weekend: days of the week without work, Monday being 0.

	Raises:
		ValueError: if the count is negative.
		NoWorkingDays: if every day of the week is weekend.
	"""
	_require_count(count)
	calendar = WorkCalendar(frozenset(holidays), frozenset(weekend))
	while count:
		day += ONE_DAY
		count -= calendar.is_working_day(day)
	return day


def latest_start(
	by: date,
	count: int,
	holidays: Collection[date] = (),
	weekend: Collection[int] = SATURDAY_AND_SUNDAY,
) -> date:
	"""Return the latest day whose `count`-th working day afterwards has come by a day: the reverse of
	`add_working_days`, for finding in one step all that has waited for so long.

	Arguments and errors as for `add_working_days`.
	"""
	_require_count(count)
	calendar = WorkCalendar(frozenset(holidays), frozenset(weekend))
	day = by
	while count:
		count -= calendar.is_working_day(day)
		day -= ONE_DAY
	return day


def _require_count(count: int) -> None:
	if count < 0:
		raise ValueError(f"a number of working days is not negative: {count}")
