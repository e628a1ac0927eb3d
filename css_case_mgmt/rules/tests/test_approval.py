"""Properties of who may take a request for approval where (D-24, R-358)."""

from unittest import TestCase

from hypothesis import given
from hypothesis import strategies as st

from css_case_mgmt.rules.approval import (
	ALL_STATES,
	EDITABLE,
	MOVES,
	WITHOUT_EXIT,
	Actor,
	By,
	Obstacle,
	State,
	next_states,
	obstacle,
)

STATES = st.sampled_from(State)
ACTORS = st.builds(Actor, is_manager=st.booleans(), has_asked=st.booleans())


class TestApproval(TestCase):
	def test_names_of_the_states(self):
		"""D-24: they are fixed; workflows and reports name them."""
		named = ["Draft", "Ready for Review", "Returned", "Approved", "Exited"]
		self.assertEqual([state.value for state in State], named)

	@given(STATES, STATES, ACTORS, st.booleans())
	def test_only_what_is_in_the_table(self, before, after, actor, has_note):
		"""D-24: what is not named is refused, whoever wants it."""
		if (before, after) not in MOVES:
			found = obstacle(before, after, actor, has_note=has_note)
			self.assertEqual(found, Obstacle.NO_SUCH_MOVE)

	@given(STATES, ACTORS, st.booleans())
	def test_nobody_approves_what_she_asked_for(self, before, actor, has_note):
		"""D-24: approved only by a manager who never asked."""
		found = obstacle(before, State.APPROVED, actor, has_note=has_note)
		if found is None:
			self.assertEqual((before, actor), (State.READY, Actor(is_manager=True, has_asked=False)))

	@given(STATES, STATES, st.booleans(), st.booleans())
	def test_a_worker_asks_and_takes_back(self, before, after, has_asked, has_note):
		"""R-358: nothing more."""
		worker = Actor(is_manager=False, has_asked=has_asked)
		if obstacle(before, after, worker, has_note=has_note) is None:
			self.assertIn(after, (State.READY, State.DRAFT))
			self.assertNotIn(before, (State.APPROVED, State.EXITED))

	@given(STATES, ACTORS)
	def test_returned_with_a_reason(self, before, actor):
		"""R-358: whoever returns it says what is missing."""
		self.assertIsNotNone(obstacle(before, State.RETURNED, actor, has_note=False))

	def test_a_manager_who_asked_may_return_it(self):
		manager = Actor(is_manager=True, has_asked=True)
		self.assertIsNone(obstacle(State.READY, State.RETURNED, manager, has_note=True))
		self.assertEqual(obstacle(State.READY, State.APPROVED, manager), Obstacle.HAS_ASKED)

	def test_exited_is_the_end(self):
		"""R-380: coming back is a new episode."""
		self.assertEqual(next_states(State.EXITED), ())
		self.assertNotIn(State.EXITED, {after for before, after in MOVES if before is not State.APPROVED})

	def test_a_longer_stay_has_no_exit(self):
		self.assertEqual(next_states(State.APPROVED, WITHOUT_EXIT), (State.RETURNED,))
		manager = Actor(is_manager=True)
		found = obstacle(State.APPROVED, State.EXITED, manager, states=WITHOUT_EXIT)
		self.assertEqual(found, Obstacle.NO_SUCH_MOVE)

	def test_every_state_is_reached_and_left(self):
		"""No request gets stuck before the end."""
		self.assertEqual({after for _before, after in MOVES}, set(ALL_STATES))
		self.assertEqual({before for before, _after in MOVES}, set(WITHOUT_EXIT))
		self.assertTrue(all(MOVES[move] is By.WRITER for move in MOVES if move[0] in EDITABLE))
