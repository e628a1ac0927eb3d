import unittest

from hypothesis import given
from hypothesis import strategies as st

from css_case_mgmt.rules.nam_next_steps import Course, NextStep, course, next_steps


class TestNextSteps(unittest.TestCase):
	def test_the_first_year(self):
		"""R-152, R-153, R-154: A1 plan, A2 revisit, A3 prepare the transition, A4 confirm."""
		self.assertEqual(next_steps(1, 0, 4, 12), (NextStep.PLAN,))
		self.assertEqual(next_steps(2, 4, 4, 12), (NextStep.REVISIT_PLAN,))
		self.assertEqual(next_steps(3, 8, 4, 12), (NextStep.REVISIT_PLAN, NextStep.PREPARE_TRANSITION))
		self.assertEqual(next_steps(4, 12, 4, 12)[0], NextStep.CONFIRM_NEEDS_DECLINED)

	def test_the_last_may_be_the_final_one(self):
		"""R-155: from A4 on the exit interview is due as well, after the confirmation; before it is not asked for."""
		for sequence, month in ((4, 12), (3, 12), (5, 16), (7, 24)):
			steps = next_steps(sequence, month, 4, 12)
			self.assertEqual(steps[:2], (NextStep.CONFIRM_NEEDS_DECLINED, NextStep.EXIT_INTERVIEW))
		for sequence, month in ((1, 0), (1, 12), (2, 4), (3, 8)):
			self.assertNotIn(NextStep.EXIT_INTERVIEW, next_steps(sequence, month, 4, 12))

	def test_the_slot_decides_not_the_number(self):
		"""R-153, D-21: who missed month 4 prepares the transition at month 8 all the same."""
		self.assertIn(NextStep.PREPARE_TRANSITION, next_steps(2, 8, 4, 12))

	def test_the_first_assessment_is_planned_upon_however_late(self):
		"""R-151, R-165: there is no plan yet to revisit."""
		self.assertEqual(next_steps(1, 12, 4, 12), (NextStep.PLAN,))

	@given(st.integers(2, 30), st.integers(0, 40), st.integers(1, 12), st.integers(1, 36))
	def test_every_later_one_revisits_the_plan(self, sequence, month, interval, programme):
		"""R-152, R-155, R-165: and asks about the end exactly when it is near, never twice."""
		steps = next_steps(sequence, month, interval, programme)
		self.assertIn(NextStep.REVISIT_PLAN, steps)
		self.assertEqual(NextStep.CONFIRM_NEEDS_DECLINED in steps, month >= programme)
		self.assertEqual(NextStep.EXIT_INTERVIEW in steps, month >= programme)
		self.assertEqual(NextStep.PREPARE_TRANSITION in steps, programme - interval <= month < programme)

	def test_course(self):
		"""D-03, D-04: below zero is less need, and what cannot be compared is no decline."""
		self.assertEqual(course(-0.0001), Course.DECLINED)
		self.assertEqual(course(0), Course.NOT_DECLINED)
		self.assertEqual(course(0.5), Course.NOT_DECLINED)
		self.assertEqual(course(None), Course.UNKNOWN)
