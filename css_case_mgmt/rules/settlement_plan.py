"""What a settlement plan is held to: strengths before needs, and the moves of plans and goals (R-191, R-192, R-208,
R-214 to R-216)."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum


class PlanStatus(str, Enum):
	"""Where a plan stands."""

	DRAFT = "Draft"
	AGREED = "Agreed"
	SUPERSEDED = "Superseded"
	CLOSED = "Closed"


class GoalStatus(str, Enum):
	"""Where a goal stands."""

	OPEN = "Open"
	ACHIEVED = "Achieved"
	PARTLY_ACHIEVED = "Partly Achieved"
	CARRIED_OVER = "Carried Over"
	SET_ASIDE = "Set Aside"


class StrengthsRule(str, Enum):
	"""What a site does when the strengths do not outnumber the needs."""

	WARN = "Warn"
	BLOCK = "Block"


PLAN_MOVES = {
	PlanStatus.DRAFT: frozenset((PlanStatus.AGREED, PlanStatus.CLOSED)),
	PlanStatus.AGREED: frozenset((PlanStatus.SUPERSEDED, PlanStatus.CLOSED)),
	PlanStatus.SUPERSEDED: frozenset(),
	PlanStatus.CLOSED: frozenset(),
}
ENDED = frozenset(GoalStatus) - {GoalStatus.OPEN}
CLOSED_WITH_PLAN = ENDED - {GoalStatus.SET_ASIDE}


@dataclass(frozen=True, slots=True)
class Balance:
	"""How many strengths and needs there are; blank ones and repetitions do not count (R-191)."""

	strengths: int
	needs: int

	@property
	def holds(self) -> bool:
		"""Whether the list of strengths is the longer one: as many is not enough."""
		return self.strengths > self.needs

	@property
	def missing(self) -> int:
		"""How many strengths more it takes."""
		return max(self.needs + 1 - self.strengths, 0)


def distinct(texts: Iterable[str | None]) -> int:
	"""Return how many different things are said: spaces, capitals and a full stop make no difference."""
	return len({essence(text) for text in texts} - {""})


def balance(strengths: Iterable[str | None], needs: Iterable[str | None]) -> Balance:
	"""Return how the two lists of a plan compare (R-191, T-10)."""
	return Balance(distinct(strengths), distinct(needs))


def may_move_plan(before: str, after: str) -> bool:
	"""Whether a plan may go from one status to another; to remain is no move, and nothing leads elsewhere (R-214)."""
	return before == after or after in PLAN_MOVES[PlanStatus(before)]


def may_move_goal(before: str, after: str) -> bool:
	"""Whether a goal may go from one status to another (R-205, R-208).

	An open goal ends, and what has ended can be taken up again; what was carried over at exit stays so.
	"""
	if before == after:
		return True
	if GoalStatus(before) is GoalStatus.OPEN:
		return after in ENDED
	return after == GoalStatus.OPEN and GoalStatus(before) is not GoalStatus.CARRIED_OVER


@dataclass(frozen=True, slots=True)
class Completion:
	"""How far a plan has come (R-216).

	Args:
		counts: goals by status, also where there are none.
		actions: not counting those that were dropped.
		actions_done: of these, those that are done.
	"""

	counts: dict[GoalStatus, int]
	actions: int
	actions_done: int

	@property
	def goals(self) -> int:
		"""Goals that count: what was set aside is not a goal any more."""
		return sum(self.counts.values()) - self.counts[GoalStatus.SET_ASIDE]

	@property
	def achieved(self) -> int:
		return self.counts[GoalStatus.ACHIEVED]

	@property
	def percent(self) -> int | None:
		"""Achieved goals of a hundred, a partly achieved one as half, rounded down; None where there are no goals."""
		if not self.goals:
			return None
		halves = 2 * self.achieved + self.counts[GoalStatus.PARTLY_ACHIEVED]
		return 50 * halves // self.goals


def completion(goal_statuses: Iterable[str], action_statuses: Iterable[str]) -> Completion:
	"""Return how far a plan has come.

	Args:
		goal_statuses: of its goals.
		action_statuses: Open, Done or Dropped, of the actions of these goals.
	"""
	found = Counter(GoalStatus(status) for status in goal_statuses)
	actions = Counter(action_statuses)
	return Completion(
		{status: found[status] for status in GoalStatus},
		actions["Open"] + actions["Done"],
		actions["Done"],
	)


def essence(text: str | None) -> str:
	"""Return what two texts that say the same have in common."""
	return " ".join((text or "").split()).rstrip(".!;, ").casefold()
