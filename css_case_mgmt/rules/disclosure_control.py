"""Keeping published figures from pointing at a person (R-006, R-509).

What leaves a site for the national team covers whole quarters, is randomly rounded to base 5, and is withheld
for small groups.
"""

import hmac
from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from typing import NamedTuple

from css_case_mgmt.rules.dates import add_months
from css_case_mgmt.rules.exact_numbers import Number, exact, round_half_up

ROUNDING_BASE = 5
MINIMUM_GROUP = 10
MEAN_DECIMALS = 2
MONTHS_OF_QUARTER = 3


class Period(NamedTuple):
	"""A period that includes both its first and its last day."""

	start: date
	end: date


def round_randomly(count: int, key: str, secret: bytes, base: int = ROUNDING_BASE) -> int:
	"""Round a count at random to one of the two nearest multiples of `base` (R-509).

	Rounding is unbiased: the chance of going up is the remainder's share of the base, so rounded counts add
	up to about the true total. Multiples of the base, 0 among them, stay as they are. The draw depends on the
	key and the secret alone; asking again gives the same answer, and the noise cannot be averaged away.

	Args:
		count: the true count, 0 or more.
		key: names the published cell completely: report, period, breakdown and category. The count is no part
			of it, so that a late entry moves the figure only when it passes the cell's own threshold.
		secret: known to the server alone; whoever has it can narrow the counts.
		base: what to round to multiples of, at least 1.

	Raises:
		ValueError: if the count is negative, the base is less than 1 or the secret is empty.
	"""
	if count < 0 or base < 1 or not secret:
		raise ValueError("rounding needs a count from 0, a base from 1 and a secret")
	digest = hmac.digest(secret, key.encode(), "sha256")
	draw = int.from_bytes(digest, "big")
	remainder = count % base
	# draw / 2**bits lies evenly in [0, 1); comparing integers keeps the odds exact.
	goes_up = draw * base < remainder << (8 * len(digest))
	return count - remainder + (base if goes_up else 0)


def publishable_count(
	count: int,
	group_size: int,
	key: str,
	secret: bytes,
	minimum_group: int = MINIMUM_GROUP,
	base: int = ROUNDING_BASE,
) -> int | None:
	"""Return a count as it may be published, or None where it is withheld (R-006, R-509).

	Withholding looks at the group that is broken down and not at the count: a small count is protected by the
	rounding, but in a group of three even a rounded figure may say something of each of them.

	Args:
		count: how many of the group.
		group_size: how many people the breakdown divides.
		key, secret, base: as for `round_randomly`.
		minimum_group: the smallest group that may be broken down.

	Raises:
		ValueError: as `round_randomly` does.
	"""
	return None if group_size < minimum_group else round_randomly(count, key, secret, base)


def publishable_mean(values_sum: Number, n: int, minimum_group: int = MINIMUM_GROUP) -> Decimal | None:
	"""Return a mean over `n` people as it may be published, or None where it is withheld (R-006, R-509).

	It has two decimals, rounded half up: with more, the mean of a small group gives away its size and sum.

	Args:
		values_sum: the sum of one value for each person.
		n: how many people; only those who have a value, for an absent score is stored as 0 (D-03).
		minimum_group: the smallest group whose mean may be published. A group of nobody never has one.
	"""
	if n < max(minimum_group, 1):
		return None
	return round_half_up(exact(values_sum) / n, MEAN_DECIMALS)


def calendar_quarter(day: date) -> Period:
	"""Return the calendar quarter that contains a day (R-509)."""
	first_month = (day.month - 1) // MONTHS_OF_QUARTER * MONTHS_OF_QUARTER + 1
	start = date(day.year, first_month, 1)
	return Period(start, add_months(start, MONTHS_OF_QUARTER) - timedelta(days=1))


def fixed_periods(first_day: date, last_day: date, today: date) -> list[Period]:
	"""Return the whole, completed calendar quarters within a range of days, in order (R-509).

	Free ranges would allow two that differ by one day to be subtracted from each other, and a quarter that is
	still running to be asked for day by day. Quarters that the range cuts, or that have not ended before
	today, are left out.

	Args:
		first_day, last_day: the range asked for, both included.
		today: on which it is asked.
	"""
	return [
		quarter
		for quarter in _quarters(first_day, last_day)
		if quarter.start >= first_day and quarter.end <= last_day and quarter.end < today
	]


def _quarters(first_day: date, last_day: date) -> Iterator[Period]:
	quarter = calendar_quarter(first_day)
	while quarter.start <= last_day:
		yield quarter
		quarter = calendar_quarter(quarter.end + timedelta(days=1))
