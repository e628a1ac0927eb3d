"""Households that must not learn of each other, after a separation because of violence (R-502).

Households are connected by separations and by people who moved from one to another. A protected separation
divides them: whatever hangs together on one side of it is kept apart from whatever hangs together on the other.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Separation:
	"""One household came out of another.

	Args:
		household: the new one.
		left: the one that its members left.
		is_protected: neither may see the other.
		on: the day of the separation.
	"""

	household: str
	left: str
	is_protected: bool
	on: date


@dataclass(frozen=True, slots=True)
class Move:
	"""Somebody left one household and joined another, which existed or was new."""

	left: str
	joined: str
	on: date


def kept_apart(household: str, separations: Iterable[Separation], moves: Iterable[Move]) -> set[str]:
	"""Return the households that must not learn of this one, nor this one of them (R-502).

	It holds through chains: who separates from the old household, or marries into a household from the new one,
	is on that side. A household with people of both sides is kept apart from both.

	Args:
		household: the one asked about.
		separations: all separations that may concern it, protected or not.
		moves: all moves between households; those before a separation do not count for it.
	"""
	separations, moves = list(separations), list(moves)
	apart: set[str] = set()
	for divide in separations:
		if not divide.is_protected:
			continue
		new_side = _side(divide.household, divide, separations, moves)
		old_side = _side(divide.left, divide, separations, moves)
		if household in new_side:
			apart |= old_side
		if household in old_side:
			apart |= new_side
	return apart - {household}


def _side(start: str, divide: Separation, separations: list[Separation], moves: list[Move]) -> set[str]:
	"""What hangs together with a household, not counting a protected separation and moves across it."""
	across = {divide.household, divide.left}
	connections = [{each.household, each.left} for each in separations if each != divide]
	connections += [{move.left, move.joined} for move in moves if move.on >= divide.on]
	connections = [connection for connection in connections if connection != across]
	side, grew = {start}, True
	while grew:
		reached = side.union(*(connection for connection in connections if connection & side))
		grew, side = reached != side, reached
	return side
