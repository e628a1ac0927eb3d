import unittest
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from css_case_mgmt.rules.enrolment_level import (
	LevelChangeProblem,
	LevelChangeRefused,
	LevelPeriod,
	LevelProblem,
	LevelProblemCode,
	NeedsLevel,
	current_level,
	history_with,
	level_on,
	level_problems,
)
from css_case_mgmt.rules.tests.strategies import days

HIGH, LOW = NeedsLevel.HIGH, NeedsLevel.LOW
ENROLMENT = date(2026, 1, 1)
REVIEW = date(2026, 4, 1)
ONE_DAY = timedelta(days=1)
HISTORY = [LevelPeriod(HIGH, ENROLMENT), LevelPeriod(LOW, REVIEW)]


class TestLevel(unittest.TestCase):
	def test_a_level_holds_from_its_first_day_until_the_next(self):
		"""D-06, R-185, R-186."""
		self.assertIsNone(level_on(HISTORY, ENROLMENT - ONE_DAY))
		self.assertIs(level_on(HISTORY, ENROLMENT), HIGH)
		self.assertIs(level_on(HISTORY, REVIEW - ONE_DAY), HIGH)
		self.assertIs(level_on(HISTORY, REVIEW), LOW)

	def test_a_level_decided_for_later_waits(self):
		"""D-06, R-186."""
		self.assertIs(current_level(HISTORY, REVIEW - ONE_DAY), HIGH)
		self.assertIs(current_level(HISTORY, REVIEW), LOW)

	def test_an_enrolment_that_begins_later_has_its_first_level(self):
		"""D-06, R-098."""
		self.assertIs(current_level(HISTORY, ENROLMENT - ONE_DAY), HIGH)
		self.assertIsNone(current_level([], ENROLMENT))

	@given(st.dictionaries(days, st.sampled_from(NeedsLevel)), days)
	def test_the_level_is_the_one_begun_last_whatever_the_order(self, levels, on):
		"""D-06, R-185."""
		history = [LevelPeriod(level, level_from) for level_from, level in levels.items()]
		begun = [level_from for level_from in levels if level_from <= on]
		self.assertEqual(level_on(history, on), levels[max(begun)] if begun else None)


class TestLevelProblems(unittest.TestCase):
	def codes(self, *history):
		return [(each.row, each.code) for each in level_problems(history, ENROLMENT)]

	def test_a_proper_history(self):
		"""D-06, R-185."""
		self.assertEqual(level_problems(HISTORY, ENROLMENT), [])

	def test_there_is_a_level(self):
		"""R-098."""
		self.assertEqual(level_problems([], ENROLMENT), [LevelProblem(None, LevelProblemCode.NO_LEVEL)])

	def test_the_first_starts_on_the_enrolment_date(self):
		"""D-06, R-098: neither after it nor before."""
		expected = [(1, LevelProblemCode.FIRST_NOT_ON_ENROLMENT_DATE)]
		for start in (ENROLMENT + ONE_DAY, ENROLMENT - ONE_DAY):
			self.assertEqual(self.codes(LevelPeriod(HIGH, start)), expected)

	def test_dates_strictly_increase(self):
		"""D-06, R-185: two levels on one day leave open which is in force."""
		expected = [(2, LevelProblemCode.NOT_AFTER_PREVIOUS)]
		self.assertEqual(self.codes(HISTORY[0], LevelPeriod(LOW, ENROLMENT)), expected)

	def test_no_level_before_the_enrolment(self):
		"""D-06."""
		expected = [(2, LevelProblemCode.BEFORE_ENROLMENT)]
		self.assertEqual(self.codes(HISTORY[0], LevelPeriod(LOW, ENROLMENT - ONE_DAY)), expected)

	def test_the_same_level_again_is_no_change(self):
		"""D-06, R-185: but coming back to a level is one."""
		self.assertEqual(
			self.codes(HISTORY[0], LevelPeriod(HIGH, REVIEW)), [(2, LevelProblemCode.SAME_AS_PREVIOUS)]
		)
		self.assertEqual(self.codes(*HISTORY, LevelPeriod(HIGH, REVIEW + ONE_DAY)), [])

	def test_all_problems_are_reported_at_once(self):
		self.assertEqual(
			self.codes(LevelPeriod(HIGH, REVIEW), LevelPeriod(HIGH, REVIEW)),
			[
				(1, LevelProblemCode.FIRST_NOT_ON_ENROLMENT_DATE),
				(2, LevelProblemCode.NOT_AFTER_PREVIOUS),
				(2, LevelProblemCode.SAME_AS_PREVIOUS),
			],
		)


class TestDecisionAtAnAssessment(unittest.TestCase):
	def refusal(self, *args, **kwargs) -> tuple[LevelChangeProblem, date]:
		with self.assertRaises(LevelChangeRefused) as refused:
			history_with(*args, **kwargs)
		return refused.exception.problem, refused.exception.on

	def test_a_change_is_added_at_the_end(self):
		"""D-06, R-185."""
		change = LevelPeriod(HIGH, REVIEW + ONE_DAY)
		self.assertEqual(history_with(HISTORY, change), [*HISTORY, change])

	def test_the_level_in_force_is_no_change(self):
		"""D-06: also on the very day on which it began."""
		for on in (REVIEW, REVIEW + ONE_DAY):
			self.assertEqual(history_with(HISTORY, LevelPeriod(LOW, on)), HISTORY)

	def test_later_and_same_day_entries_stand(self):
		"""R-185."""
		self.assertEqual(
			self.refusal(HISTORY, LevelPeriod(LOW, REVIEW - ONE_DAY)),
			(LevelChangeProblem.LATER_ENTRY, REVIEW),
		)
		self.assertEqual(
			self.refusal(HISTORY, LevelPeriod(HIGH, REVIEW)), (LevelChangeProblem.SAME_DAY, REVIEW)
		)

	def test_a_correction_takes_back_moves_or_turns_the_entry(self):
		"""D-06, R-172."""
		entered = HISTORY[1]
		self.assertEqual(history_with(HISTORY, None, entered), HISTORY[:1])
		moved = LevelPeriod(LOW, REVIEW - ONE_DAY)
		self.assertEqual(history_with(HISTORY, moved, entered), [HISTORY[0], moved])
		self.assertEqual(history_with(HISTORY, LevelPeriod(HIGH, REVIEW), entered), HISTORY[:1])

	def test_a_correction_does_not_undo_a_later_decision(self):
		"""R-185: but one that changes nothing about the level is no decision."""
		later = [*HISTORY, LevelPeriod(HIGH, REVIEW + ONE_DAY)]
		self.assertEqual(
			self.refusal(later, None, HISTORY[1]), (LevelChangeProblem.LATER_ENTRY, REVIEW + ONE_DAY)
		)
		self.assertEqual(history_with(later, HISTORY[1], HISTORY[1]), later)

	def test_a_change_is_not_moved_past_a_later_decision(self):
		"""R-185: taking it out from before that decision would leave two alike in a row."""
		later = [*HISTORY, LevelPeriod(HIGH, REVIEW + ONE_DAY)]
		self.assertEqual(
			self.refusal(later, LevelPeriod(LOW, REVIEW + 2 * ONE_DAY), HISTORY[1]),
			(LevelChangeProblem.LATER_ENTRY, REVIEW + ONE_DAY),
		)

	def test_an_entry_that_is_gone_is_not_taken_out(self):
		"""D-06: somebody has corrected the history by hand."""
		later = [HISTORY[0], LevelPeriod(LOW, REVIEW + ONE_DAY)]
		self.assertEqual(history_with(later, None, HISTORY[1]), later)

	@given(
		st.lists(st.tuples(st.integers(1, 200), st.sampled_from(NeedsLevel), st.booleans()), max_size=12),
	)
	def test_whatever_is_decided_the_history_holds_together(self, decisions):
		"""D-06, R-185: decisions and corrections of the last one, in any order of days."""
		history, last = [HISTORY[0]], None
		for elapsed, level, corrects in decisions:
			change = LevelPeriod(level, ENROLMENT + timedelta(days=elapsed))
			try:
				history = history_with(history, change, last if corrects else None)
			except LevelChangeRefused:
				continue
			last = change if change in history else None
			self.assertIs(level_on(history, change.level_from), level)
			self.assertEqual(level_problems(history, ENROLMENT), [])
