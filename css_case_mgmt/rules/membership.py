"""Who belongs to which case, and who heads it, over time (D-19, D-20, R-040, R-041).

A membership is a half-open period: it includes `member_from` and excludes `member_to`. Somebody may therefore
leave one case and join another on the same day, as at a marriage, a separation or coming of age.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date


class EmptyMembership(ValueError):
	"""A membership that ends on or before the day on which it begins, and so contains no day."""


class NotAMember(ValueError):
	"""Somebody who does not belong to the case on that day."""


class HeadAlready(ValueError):
	"""Somebody who heads the family already."""


@dataclass(frozen=True, slots=True)
class Membership:
	"""One client's membership of one case.

	Args:
		client: the client's identifier.
		member_from: the first day.
		member_to: the day after the last one; None while the membership is open.
		is_head: whether the client is the head of family throughout.
		reference: the caller's identifier of the stored row, carried along so that a problem can name it.

	Raises:
		EmptyMembership: if it would not contain a single day.
	"""

	client: str
	member_from: date
	member_to: date | None = None
	is_head: bool = False
	reference: str = ""

	def __post_init__(self) -> None:
		if self.member_to is not None and self.member_to <= self.member_from:
			raise EmptyMembership(f"from {self.member_from} to {self.member_to}")

	def includes(self, on: date) -> bool:
		"""Whether the membership is in force on a day."""
		return self.member_from <= on and (self.member_to is None or on < self.member_to)

	def overlaps(self, other: "Membership") -> bool:
		"""Whether the two share a day; two periods do if either contains the other's first one."""
		return self.includes(other.member_from) or other.includes(self.member_from)


def overlapping_membership(
	candidate: Membership, others_of_same_client: Iterable[Membership]
) -> Membership | None:
	"""Return the earliest membership that shares a day with the candidate, or None (D-19, D-20).

	A client belongs to at most one case at a time, so at most one membership is open, and no two begin on the
	same day.

	Args:
		candidate: the membership to be saved.
		others_of_same_client: the client's memberships of every case, without the candidate's stored row.
	"""
	return _earliest(other for other in others_of_same_client if other.overlaps(candidate))


def second_head(candidate: Membership, others_of_same_case: Iterable[Membership]) -> Membership | None:
	"""Return the earliest other head whose time shares a day with the candidate's, or None (R-041).

	Args:
		candidate: the membership to be saved; only a head can be one too many.
		others_of_same_case: every membership of the case, without the candidate's stored row.
	"""
	if not candidate.is_head:
		return None
	return _earliest(other for other in others_of_same_case if other.is_head and other.overlaps(candidate))


def first_day_without_head(memberships: Iterable[Membership]) -> date | None:
	"""Return the first day on which a case has members but no head, or None (R-041).

	Args:
		memberships: every membership of the case.
	"""
	memberships = list(memberships)
	days_of_change = {each.member_from for each in memberships}
	days_of_change |= {each.member_to for each in memberships if each.member_to is not None}
	for day in sorted(days_of_change):
		members = members_on(memberships, day)
		if members and not any(member.is_head for member in members):
			return day
	return None


def members_on(memberships: Iterable[Membership], on: date) -> list[Membership]:
	"""Return the memberships in force on a day, in the order given (R-040, D-20)."""
	return [each for each in memberships if each.includes(on)]


def head_on(memberships: Iterable[Membership], on: date) -> Membership | None:
	"""Return the membership of the head of family on a day, or None if the case has none (R-041)."""
	return _latest_begun(each for each in members_on(memberships, on) if each.is_head)


def current_membership(memberships_of_client: Iterable[Membership], on: date) -> Membership | None:
	"""Return the membership that began latest by a day, or None if none had begun (D-19, D-20).

	It may have ended: access to a client's file goes through this membership, and the file of somebody who
	left a case without joining another stays with the case they left. Ask `includes` whether it is still in
	force.
	"""
	return _latest_begun(each for each in memberships_of_client if each.member_from <= on)


def memberships_that_change(
	memberships: Iterable[Membership], new_head: str, on: date
) -> tuple[Membership | None, Membership]:
	"""Return the memberships whose role changes when somebody becomes the head of family on a day (R-041).

	Each of them ends on that day and goes on in the new role from it (see `is_changed_in_place`), so that the
	family has exactly one head before, on and after it.

	Args:
		memberships: every membership of the case.
		new_head: the client who becomes the head.
		on: the first day of the new head.

	Returns:
		The membership of the head so far, or None if the case has none, and that of the new head.

	Raises:
		NotAMember: if the new head does not belong to the case on that day.
		HeadAlready: if they head the family on that day.
	"""
	memberships = list(memberships)
	candidate = _latest_begun(each for each in members_on(memberships, on) if each.client == new_head)
	if candidate is None:
		raise NotAMember(new_head)
	if candidate.is_head:
		raise HeadAlready(new_head)
	return head_on(memberships, on), candidate


def is_changed_in_place(membership: Membership, on: date) -> bool:
	"""Whether a change of role on a day rewrites the membership, because no day of the old role is left."""
	return membership.member_from == on


def _earliest(memberships: Iterable[Membership]) -> Membership | None:
	return min(memberships, key=lambda each: each.member_from, default=None)


def _latest_begun(memberships: Iterable[Membership]) -> Membership | None:
	return max(memberships, key=lambda each: each.member_from, default=None)
