import unittest

from hypothesis import given
from hypothesis import strategies as st

from css_case_mgmt.rules.settlement_plan import (
	ENDED,
	GoalStatus,
	PlanStatus,
	balance,
	completion,
	distinct,
	may_move_goal,
	may_move_plan,
)

words = st.text("abcdefgh", min_size=1, max_size=6)
texts = st.lists(words, max_size=12)
goal_statuses = st.lists(st.sampled_from([status.value for status in GoalStatus]), max_size=20)
action_statuses = st.lists(st.sampled_from(["Open", "Done", "Dropped"]), max_size=20)


class TestBalance(unittest.TestCase):
	def test_the_boundary(self):
		"""T-10, R-191: four strengths do not outnumber four needs, five do."""
		needs = [f"need {number}" for number in range(4)]
		four = balance([f"strength {number}" for number in range(4)], needs)
		self.assertEqual((four.holds, four.missing), (False, 1))
		five = balance([f"strength {number}" for number in range(5)], needs)
		self.assertEqual((five.holds, five.missing), (True, 0))

	def test_an_empty_plan_lacks_one_strength(self):
		"""R-191: longer than nothing is at least one."""
		self.assertEqual(balance([], []).missing, 1)

	def test_blanks_and_repetitions_do_not_count(self):
		"""R-191: the same strength in other capitals, with a full stop or more spaces is one strength."""
		self.assertEqual(distinct(["Patient", " patient. ", "PATIENT", "", "  ", None, "Very  patient"]), 2)

	@given(texts, texts)
	def test_it_holds_exactly_when_nothing_is_missing(self, strengths, needs):
		"""R-191"""
		found = balance(strengths, needs)
		self.assertEqual(found.holds, found.missing == 0)
		self.assertEqual(found.holds, len({*strengths}) > len({*needs}))

	@given(texts, texts, words)
	def test_one_strength_more_never_hurts_one_need_more_never_helps(self, strengths, needs, text):
		"""R-191"""
		before = balance(strengths, needs)
		self.assertLessEqual(balance([*strengths, text], needs).missing, before.missing)
		self.assertGreaterEqual(balance(strengths, [*needs, text]).missing, before.missing)

	@given(texts, texts)
	def test_as_many_as_are_missing_are_enough(self, strengths, needs):
		"""R-191: what a screen asks for is what it takes."""
		missing = balance(strengths, needs).missing
		found = balance([*strengths, *(f"new {number}" for number in range(missing))], needs)
		self.assertTrue(found.holds)


class TestMoves(unittest.TestCase):
	def test_moves_of_a_plan(self):
		"""R-214: a draft is agreed or put aside; an agreed plan is superseded or closed; both are final."""
		moves = {
			(before.value, after.value)
			for before in PlanStatus
			for after in PlanStatus
			if before != after and may_move_plan(before.value, after.value)
		}
		self.assertEqual(
			moves,
			{("Draft", "Agreed"), ("Draft", "Closed"), ("Agreed", "Superseded"), ("Agreed", "Closed")},
		)

	def test_moves_of_a_goal(self):
		"""R-205, R-208: what has ended can be taken up again, but for what was carried over at exit."""
		for status in ENDED:
			self.assertTrue(may_move_goal("Open", status.value))
			self.assertEqual(may_move_goal(status.value, "Open"), status is not GoalStatus.CARRIED_OVER)
		self.assertFalse(may_move_goal("Achieved", "Set Aside"))

	def test_to_remain_is_no_move(self):
		for status in GoalStatus:
			self.assertTrue(may_move_goal(status.value, status.value))
		for status in PlanStatus:
			self.assertTrue(may_move_plan(status.value, status.value))


class TestCompletion(unittest.TestCase):
	def test_counted_by_hand(self):
		"""R-216: two achieved, one partly, one open, one set aside: two and a half of four."""
		found = completion(
			["Achieved", "Achieved", "Partly Achieved", "Open", "Set Aside"],
			["Done", "Open", "Dropped", "Done"],
		)
		self.assertEqual((found.goals, found.achieved, found.percent), (4, 2, 62))
		self.assertEqual((found.actions, found.actions_done), (3, 2))

	def test_no_goals_no_figure(self):
		"""R-216: nothing of nothing is neither all nor none."""
		self.assertIsNone(completion([], []).percent)
		self.assertIsNone(completion(["Set Aside"], []).percent)

	@given(goal_statuses, action_statuses)
	def test_within_bounds(self, goals, actions):
		"""R-216"""
		found = completion(goals, actions)
		self.assertEqual(sum(found.counts.values()), len(goals))
		self.assertLessEqual(found.actions_done, found.actions)
		if found.percent is not None:
			self.assertTrue(0 <= found.percent <= 100)
			self.assertEqual(found.percent == 100, found.achieved == found.goals)

	@given(goal_statuses, action_statuses)
	def test_achieving_an_open_goal_moves_it_on(self, goals, actions):
		"""R-216"""
		before = completion(["Open", *goals], actions)
		after = completion(["Achieved", *goals], actions)
		self.assertGreater(after.percent, before.percent)
