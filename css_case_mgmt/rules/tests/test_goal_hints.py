import unittest
from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from css_case_mgmt.rules.goal_hints import MOST_HINTS, SHORTEST_TIME, DraftGoal, Hint, hints
from css_case_mgmt.rules.tests.strategies import days

CLEAR = DraftGoal(
	goal="I want to work full-time in a shop",
	horizon="Immediate",
	start=date(2026, 3, 10),
	target=date(2026, 12, 1),
	success_measure="One step each month, then a contract",
	vision="My children see me go to work",
	action_dates=(date(2026, 4, 1), None),
	uses_strength=True,
	has_strengths=True,
	serves_goal=True,
	may_serve=True,
)
texts = st.sampled_from(
	["", " ", "Work", "I want to work full-time in a shop", "Client will attend all appointments"]
)
drafts = st.builds(
	DraftGoal,
	goal=texts,
	horizon=st.sampled_from(["Immediate", "Intermediate"]),
	start=days | st.none(),
	target=days | st.none(),
	success_measure=texts,
	vision=texts,
	action_dates=st.lists(days | st.none(), max_size=4).map(tuple),
	uses_strength=st.booleans(),
	has_strengths=st.booleans(),
	serves_goal=st.booleans(),
	may_serve=st.booleans(),
)


class TestHints(unittest.TestCase):
	def test_a_clear_goal_is_left_alone(self):
		"""R-199: help that does not nag."""
		self.assertEqual(hints(CLEAR), ())

	def test_only_what_is_missing(self):
		"""R-199, R-203, R-207: each gap has its own hint."""
		for change, expected in (
			({"goal": "Better English"}, Hint.SAY_MORE),
			({"goal": "Client will attend all appointments"}, Hint.OWN_WORDS),
			({"success_measure": " "}, Hint.HOW_TO_SEE_SUCCESS),
			({"vision": ""}, Hint.WHY_IT_MATTERS),
			({"action_dates": (), "uses_strength": False}, Hint.ADD_ACTIONS),
			({"action_dates": (None,)}, Hint.DATE_ACTIONS),
			({"action_dates": (date(2026, 12, 2),)}, Hint.ACTION_AFTER_TARGET),
			({"uses_strength": False}, Hint.USE_A_STRENGTH),
			({"serves_goal": False}, Hint.LEADS_TO),
			({"horizon": "Intermediate"}, Hint.OTHER_HORIZON),
			({"target": date(2027, 3, 11)}, Hint.OTHER_HORIZON),
		):
			with self.subTest(expected):
				self.assertEqual(hints(replace(CLEAR, **change)), (expected,))

	def test_whose_words_come_first(self):
		"""R-202: however much else is missing, also whose wish it is."""
		self.assertEqual(hints(DraftGoal(goal="Client must comply with the plan"))[0], Hint.OWN_WORDS)
		self.assertNotIn(Hint.OWN_WORDS, hints(DraftGoal(goal="I want to read the letters that come")))

	def test_time_enough(self):
		"""R-215: a week at least, and no step after the day of the goal; said before what is merely missing."""
		start = CLEAR.start
		for days_left, expected in ((0, True), (6, True), (7, False), (200, False)):
			with self.subTest(days_left):
				near = replace(CLEAR, target=start + timedelta(days=days_left), action_dates=(None, start))
				self.assertEqual(Hint.TOO_SOON in hints(near), expected)
		bare = DraftGoal(goal="Work", start=start, target=start, action_dates=(start + timedelta(days=1),))
		self.assertEqual(hints(bare), (Hint.SAY_MORE, Hint.TOO_SOON, Hint.ACTION_AFTER_TARGET))

	@given(drafts)
	def test_a_later_day_is_never_too_soon(self, goal):
		"""R-215: whoever allows more time is not told again that it is too little."""
		if goal.start:
			later = replace(goal, target=goal.start + SHORTEST_TIME)
			self.assertNotIn(Hint.TOO_SOON, hints(later))

	def test_an_empty_form_is_not_scolded(self):
		"""R-199: nothing is said of a sentence that nobody has begun."""
		self.assertNotIn(Hint.SAY_MORE, hints(DraftGoal()))

	def test_what_cannot_be_is_not_asked_for(self):
		"""R-199: no strength where there is none, no intermediate goal where there is none."""
		alone = replace(CLEAR, uses_strength=False, has_strengths=False, serves_goal=False, may_serve=False)
		self.assertEqual(hints(alone), ())

	@given(drafts)
	def test_never_more_than_a_few(self, goal):
		"""R-199: the same ones every time, none of them twice."""
		found = hints(goal)
		self.assertLessEqual(len(found), MOST_HINTS)
		self.assertEqual(len(found), len({*found}))
		self.assertEqual(found, hints(goal))

	@given(drafts)
	def test_what_was_added_is_not_asked_for_again(self, goal):
		"""R-199"""
		better = replace(goal, success_measure="One step each month", vision="For my family")
		self.assertFalse({Hint.HOW_TO_SEE_SUCCESS, Hint.WHY_IT_MATTERS} & {*hints(better)})
