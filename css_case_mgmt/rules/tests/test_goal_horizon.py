import unittest
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from css_case_mgmt.rules.goal_horizon import (
	DateProblem,
	Horizon,
	date_problem,
	horizon_of,
	last_immediate_day,
)
from css_case_mgmt.rules.tests.strategies import days

horizons = st.sampled_from([horizon.value for horizon in Horizon])


class TestHorizon(unittest.TestCase):
	def test_the_boundary(self):
		"""T-11, D-13: a year later is still immediate, a day more is not."""
		start = date(2026, 3, 10)
		self.assertIsNone(date_problem("Immediate", start, date(2027, 3, 10)))
		self.assertEqual(
			date_problem("Immediate", start, date(2027, 3, 11)), DateProblem.TOO_LATE_FOR_IMMEDIATE
		)
		self.assertIsNone(date_problem("Intermediate", start, date(2027, 3, 11)))
		self.assertEqual(
			date_problem("Intermediate", start, date(2027, 3, 10)), DateProblem.TOO_EARLY_FOR_INTERMEDIATE
		)

	def test_leap_days(self):
		"""D-13: what starts on a leap day ends on 28 February; what starts before one has 366 days."""
		self.assertEqual(last_immediate_day(date(2028, 2, 29)), date(2029, 2, 28))
		self.assertEqual(last_immediate_day(date(2027, 3, 1)), date(2028, 3, 1))
		self.assertEqual(last_immediate_day(date(2027, 2, 28)), date(2028, 2, 28))

	def test_the_first_day_is_included(self):
		"""R-198: done on the day it was set; never before."""
		start = date(2026, 3, 10)
		self.assertIsNone(date_problem("Immediate", start, start))
		for horizon in Horizon:
			self.assertEqual(
				date_problem(horizon.value, start, start - timedelta(days=1)), DateProblem.ENDS_BEFORE_START
			)

	@given(days, st.integers(0, 2000), horizons)
	def test_exactly_one_horizon_fits(self, start, length, horizon):
		"""R-197, R-198"""
		target = start + timedelta(days=length)
		fitting = [each for each in Horizon if date_problem(each.value, start, target) is None]
		self.assertEqual(fitting, [horizon_of(start, target)])

	@given(days)
	def test_the_last_day_is_the_last(self, start):
		"""D-13: a year has 365 or 366 days, whatever the start."""
		last = last_immediate_day(start)
		self.assertIs(horizon_of(start, last), Horizon.IMMEDIATE)
		self.assertIs(horizon_of(start, last + timedelta(days=1)), Horizon.INTERMEDIATE)
		self.assertIn((last - start).days, (365, 366))
