"""Who may take a request for approval where: one asks, another decides (D-24, R-358)."""

from collections.abc import Collection
from dataclasses import dataclass
from enum import Enum


class State(str, Enum):
	"""Where a request stands. Only an exit goes on to Exited."""

	DRAFT = "Draft"
	READY = "Ready for Review"
	RETURNED = "Returned"
	APPROVED = "Approved"
	EXITED = "Exited"


class By(Enum):
	"""Who makes a move."""

	WRITER = "Writer"
	MANAGER = "Manager"
	ANOTHER_MANAGER = "Another Manager"


class Obstacle(Enum):
	"""Why somebody does not make a move."""

	NO_SUCH_MOVE = "No Such Move"
	NOT_A_MANAGER = "Not a Manager"
	HAS_ASKED = "Has Asked"
	NEEDS_NOTE = "Needs Note"


@dataclass(frozen=True, slots=True)
class Actor:
	"""Whoever wants to make a move.

	Args:
		is_manager: an active manager of the site of the case.
		has_asked: has made the request, or asked for its review at any time.
	"""

	is_manager: bool = False
	has_asked: bool = False


MOVES: dict[tuple[State, State], By] = {
	(State.DRAFT, State.READY): By.WRITER,
	(State.RETURNED, State.READY): By.WRITER,
	(State.READY, State.DRAFT): By.WRITER,
	(State.READY, State.RETURNED): By.MANAGER,
	(State.READY, State.APPROVED): By.ANOTHER_MANAGER,
	(State.APPROVED, State.RETURNED): By.MANAGER,
	(State.APPROVED, State.EXITED): By.MANAGER,
}
# Whoever may write the case edits it.
EDITABLE = frozenset((State.DRAFT, State.RETURNED))
WITHOUT_EXIT = frozenset(State) - {State.EXITED}
NEED_NOTE = frozenset((State.RETURNED,))
ALL_STATES = frozenset(State)


def next_states(before: State, states: Collection[State] = ALL_STATES) -> tuple[State, ...]:
	"""Return where a request may go from a state.

	Args:
		before: where it stands.
		states: those that this kind of request has.
	"""
	return tuple(after for start, after in MOVES if start is before and after in states)


def obstacle(
	before: State,
	after: State,
	actor: Actor,
	*,
	has_note: bool = False,
	states: Collection[State] = ALL_STATES,
) -> Obstacle | None:
	"""Return what stands against a move, or None where nothing does (D-24).

	Args:
		before: where the request stands.
		after: where it is to go.
		actor: who wants that.
		has_note: whether the reason is written down, which returning it needs.
		states: those that this kind of request has.
	"""
	if after not in next_states(before, states):
		return Obstacle.NO_SUCH_MOVE
	by = MOVES[before, after]
	if by is not By.WRITER and not actor.is_manager:
		return Obstacle.NOT_A_MANAGER
	if by is By.ANOTHER_MANAGER and actor.has_asked:
		return Obstacle.HAS_ASKED
	if after in NEED_NOTE and not has_note:
		return Obstacle.NEEDS_NOTE
	return None
