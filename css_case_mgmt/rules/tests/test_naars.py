import unittest
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from css_case_mgmt.rules.naars import FollowUp, FollowUpState, follow_up, follow_up_state
from css_case_mgmt.rules.tests.strategies import days

months = st.integers(0, 24)


class TestFollowUp(unittest.TestCase):
	def test_opens_at_three_months_and_is_due_at_six(self):
		"""D-30, R-506: at each boundary."""
		planned = follow_up(date(2026, 1, 15), 3, 6)
		self.assertEqual(planned, FollowUp(date(2026, 4, 15), date(2026, 7, 15)))
		for on, state in (
			(date(2026, 4, 14), FollowUpState.NOT_YET),
			(date(2026, 4, 15), FollowUpState.OPEN),
			(date(2026, 7, 15), FollowUpState.OPEN),
			(date(2026, 7, 16), FollowUpState.OVERDUE),
		):
			with self.subTest(on=on):
				self.assertEqual(follow_up_state(planned, None, on), state)

	def test_ends_of_months_are_clamped(self):
		"""D-01, D-30: both are counted from the NAARS, so the end of a month does not drift."""
		self.assertEqual(follow_up(date(2026, 8, 31), 3, 6), FollowUp(date(2026, 11, 30), date(2027, 2, 28)))
		self.assertEqual(follow_up(date(2027, 8, 31), 3, 6).due, date(2028, 2, 29))

	def test_done_however_late(self):
		"""R-506"""
		planned = follow_up(date(2026, 1, 15), 3, 6)
		self.assertEqual(follow_up_state(planned, date(2026, 9, 1), date(2026, 10, 1)), FollowUpState.DONE)

	@given(days, months, months)
	def test_never_due_before_it_opens(self, naars_date, opens, due):
		"""D-30: also where a site has set the months the wrong way round."""
		planned = follow_up(naars_date, opens, due)
		self.assertLessEqual(naars_date, planned.opens)
		self.assertLessEqual(planned.opens, planned.due)

	@given(days, months, months, days)
	def test_states_follow_each_other(self, naars_date, opens, due, on):
		"""D-30: not yet, open, overdue, in this order and without a gap."""
		planned = follow_up(naars_date, opens, due)
		order = [FollowUpState.NOT_YET, FollowUpState.OPEN, FollowUpState.OVERDUE]
		before, after = (
			order.index(follow_up_state(planned, None, day)) for day in (on, on + timedelta(days=1))
		)
		self.assertLessEqual(before, after)
