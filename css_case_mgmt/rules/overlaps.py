"""Bookings that take the same person's time (R-505): shown to whoever plans, never refused."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime


class EmptyBooking(ValueError):
	"""A booking that ends before, or when, it begins."""


@dataclass(frozen=True, slots=True)
class Booking:
	"""A time that is taken, from `starts` up to but without `ends`.

	Args:
		reference: the caller's identifier.
		starts: in the same clock as every other booking.
		ends: after `starts`.
		people: whose time it takes.

	Raises:
		EmptyBooking: if it takes no time.
	"""

	reference: str
	starts: datetime
	ends: datetime
	people: frozenset[str] = frozenset()

	def __post_init__(self) -> None:
		if self.ends <= self.starts:
			raise EmptyBooking(f"from {self.starts} to {self.ends}")

	def shares_time(self, other: "Booking") -> bool:
		"""Whether there is a moment in both: one that ends when the other begins only touches it."""
		return self.starts < other.ends and other.starts < self.ends

	def clashes_with(self, other: "Booking") -> frozenset[str]:
		"""Return whose time both take; nobody's, if they share no time."""
		return self.people & other.people if self.shares_time(other) else frozenset()


def clashes(bookings: Iterable[Booking]) -> dict[str, set[str]]:
	"""Return for each booking that clashes with others the references of these."""
	found: dict[str, set[str]] = defaultdict(set)
	going_on: list[Booking] = []
	for booking in sorted(bookings, key=lambda each: each.starts):
		going_on = [other for other in going_on if other.ends > booking.starts]
		for other in going_on:
			if booking.clashes_with(other):
				found[booking.reference].add(other.reference)
				found[other.reference].add(booking.reference)
		going_on.append(booking)
	return dict(found)
