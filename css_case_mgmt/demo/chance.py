"""Drawing from a random source in few, stable ways.

Only `Random.random()` is drawn upon, so that the same seed gives the same population on every Python version.
"""

from bisect import bisect
from collections.abc import Sequence
from datetime import date, timedelta
from itertools import accumulate
from random import Random
from typing import Generic, TypeVar

Item = TypeVar("Item")


class Weighted(Generic[Item]):
	"""Things to draw from, each with its weight."""

	__slots__ = ("_bounds", "_items", "_total")

	def __init__(self, *pairs: tuple[Item, float]) -> None:
		self._items = tuple(item for item, _weight in pairs)
		self._bounds = tuple(accumulate(weight for _item, weight in pairs))[:-1]
		self._total = sum(weight for _item, weight in pairs)

	def draw(self, rng: Random) -> Item:
		"""Return one of the things, the heavier ones more often."""
		return self._items[bisect(self._bounds, rng.random() * self._total)]

	def items(self) -> tuple[Item, ...]:
		"""Return everything that can be drawn."""
		return self._items


def pick(rng: Random, items: Sequence[Item]) -> Item:
	"""Return any of the items."""
	return items[int(rng.random() * len(items))]


def between(rng: Random, low: int, high: int) -> int:
	"""Return a whole number from `low` to `high`, both included."""
	return low + int(rng.random() * (high - low + 1))


def happens(rng: Random, probability: float) -> bool:
	"""Whether something of that probability happens."""
	return rng.random() < probability


def bell(rng: Random, mean: float, spread: float) -> float:
	"""Return a number around `mean`, never further off than three times `spread`."""
	return mean + spread * 2 * (rng.random() + rng.random() + rng.random() - 1.5)


def day_between(rng: Random, first: date, last: date) -> date:
	"""Return a day from `first` to `last`, both included."""
	return first + timedelta(days=between(rng, 0, (last - first).days))


def working_day(day: date) -> date:
	"""Return the day itself, or the Monday after a weekend."""
	return day + timedelta(days=7 - day.weekday()) if day.weekday() >= 5 else day
