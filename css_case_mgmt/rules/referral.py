"""What a referral to a service may do next, when it is followed up, and how much support goes with it
(R-300 to R-315, R-275)."""

from collections.abc import Sequence
from datetime import date, timedelta
from enum import Enum


class Status(str, Enum):
	"""Where a referral stands."""

	DRAFT = "Draft"
	CONSENTED = "Consented"
	SENT = "Sent"
	WAITLISTED = "Waitlisted"
	ACCEPTED = "Accepted"
	IN_PROGRESS = "In Progress"
	COMPLETED = "Completed"
	DECLINED = "Declined"
	MISSED = "Missed"
	CANCELLED = "Cancelled"


class Support(str, Enum):
	"""How much the worker does; the less, the more the client does alone (R-310)."""

	ACCOMPANIES = "Worker Accompanies"
	BOOKS = "Worker Books"
	ALONE = "Client Alone"


class Trend(Enum):
	"""How the support developed over the referrals to a service."""

	FIRST = "First"
	FALLING = "Falling"
	STEADY = "Steady"
	RISING = "Rising"


ENDINGS = frozenset((Status.COMPLETED, Status.DECLINED, Status.CANCELLED))
# Somebody has still to do something, be it to send a draft or to ask why an appointment was missed.
OPEN = tuple(status for status in Status if status not in ENDINGS)
# Sent, so that somebody follows it up.
TO_FOLLOW_UP = tuple(status for status in OPEN if status not in (Status.DRAFT, Status.CONSENTED))
# With the provider: the moves are the same whether the provider is outside or inside.
_AT_PROVIDER = {
	Status.SENT: (
		Status.WAITLISTED,
		Status.ACCEPTED,
		Status.IN_PROGRESS,
		Status.COMPLETED,
		Status.MISSED,
		Status.DECLINED,
		Status.CANCELLED,
	),
	Status.WAITLISTED: (
		Status.ACCEPTED,
		Status.IN_PROGRESS,
		Status.MISSED,
		Status.DECLINED,
		Status.CANCELLED,
	),
	Status.ACCEPTED: (
		Status.IN_PROGRESS,
		Status.WAITLISTED,
		Status.COMPLETED,
		Status.MISSED,
		Status.DECLINED,
		Status.CANCELLED,
	),
	Status.IN_PROGRESS: (Status.COMPLETED, Status.MISSED, Status.DECLINED, Status.CANCELLED),
	Status.MISSED: (
		Status.SENT,
		Status.ACCEPTED,
		Status.IN_PROGRESS,
		Status.DECLINED,
		Status.CANCELLED,
	),
	Status.COMPLETED: (),
	Status.DECLINED: (),
	Status.CANCELLED: (),
}
EXTERNAL_MOVES: dict[Status, tuple[Status, ...]] = {
	Status.DRAFT: (Status.CONSENTED, Status.CANCELLED),
	Status.CONSENTED: (Status.SENT, Status.DECLINED, Status.CANCELLED),
	**_AT_PROVIDER,
}
INTERNAL_MOVES: dict[Status, tuple[Status, ...]] = {
	Status.DRAFT: (Status.SENT, Status.CANCELLED),
	Status.CONSENTED: (),
	**_AT_PROVIDER,
}
# The service begins, later than it should have where there was a delay.
SERVICE_BEGINS = frozenset((Status.ACCEPTED, Status.IN_PROGRESS, Status.COMPLETED))
_AMOUNT = {Support.ALONE: 0, Support.BOOKS: 1, Support.ACCOMPANIES: 2}


def moves(status: Status, *, is_internal: bool) -> tuple[Status, ...]:
	"""Return where a referral may go from a status.

	Args:
		status: where it stands.
		is_internal: within the agency, for which no release of information is needed (R-302).
	"""
	return (INTERNAL_MOVES if is_internal else EXTERNAL_MOVES)[status]


def is_legal(before: Status, after: Status, *, is_internal: bool) -> bool:
	"""Return whether one step leads from one status to another."""
	return after in moves(before, is_internal=is_internal)


def is_overdue(status: Status, follow_up_due: date | None, followed_up_on: date | None, today: date) -> bool:
	"""Return whether nobody has made sure in time that the client reached the service (R-307, R-313).

	On the day on which it is due it is not overdue. A follow-up counts from that day on. What was not sent yet, or has
	ended, is not followed up; a missed appointment is.
	"""
	if status not in TO_FOLLOW_UP or follow_up_due is None or follow_up_due >= today:
		return False
	return followed_up_on is None or followed_up_on < follow_up_due


def next_follow_up(day: date, days: int) -> date:
	"""Return when a referral is followed up that was sent, or followed up, on a day."""
	return day + timedelta(days=days)


def needs_delay_reason(
	before: Status,
	after: Status,
	on: date,
	*,
	since: date | None,
	follow_up_due: date | None,
	followed_up_on: date | None,
	days: int,
) -> bool:
	"""Return whether a service begins, or ends, so late that the reason for the delay is explained (R-275).

	Args:
		before: where the referral stood.
		after: where it goes.
		on: the day of the step.
		since: the day from which it stood there.
		follow_up_due: when it was to be followed up.
		followed_up_on: when it was.
		days: so many days on a waiting list are no delay yet.
	"""
	if after not in SERVICE_BEGINS:
		return False
	if before is Status.WAITLISTED and since is not None and on - since > timedelta(days=days):
		return True
	return after is Status.COMPLETED and is_overdue(before, follow_up_due, followed_up_on, on)


def support_rises(before: Support | None, now: Support) -> bool:
	"""Return whether the worker does more than at the last referral to the same service (R-310)."""
	return before is not None and _AMOUNT[now] > _AMOUNT[before]


def support_trend(levels: Sequence[Support]) -> Trend:
	"""Return how the support developed, from the first referral to the last (R-310)."""
	if len(levels) < 2:
		return Trend.FIRST
	first, last = _AMOUNT[levels[0]], _AMOUNT[levels[-1]]
	if first == last:
		return Trend.STEADY
	return Trend.FALLING if last < first else Trend.RISING
