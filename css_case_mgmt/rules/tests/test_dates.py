import unittest
from datetime import date, timedelta

from dateutil.relativedelta import relativedelta
from hypothesis import given
from hypothesis import strategies as st

from css_case_mgmt.rules.dates import add_months, whole_months
from css_case_mgmt.rules.tests.strategies import days


class TestAddMonths(unittest.TestCase):
	@given(days, st.integers(-200, 400))
	def test_as_the_library_does_it(self, anchor, months):
		"""D-01, T-05: the same day of the month, or the last one of a shorter month."""
		self.assertEqual(add_months(anchor, months), anchor + relativedelta(months=months))


class TestWholeMonths(unittest.TestCase):
	def test_month_ends(self):
		"""R-150, T-05: from 31 January a month is completed on the last day of February."""
		self.assertEqual(whole_months(date(2026, 1, 31), date(2026, 2, 27)), 0)
		self.assertEqual(whole_months(date(2026, 1, 31), date(2026, 2, 28)), 1)
		self.assertEqual(whole_months(date(2026, 1, 31), date(2025, 12, 1)), 0)

	@given(days, st.integers(0, 4000))
	def test_as_add_months_has_it(self, start, elapsed):
		"""D-01: the months whose date has come, and no more."""
		end = start + timedelta(days=elapsed)
		months = whole_months(start, end)
		self.assertLessEqual(add_months(start, months), end)
		self.assertGreater(add_months(start, months + 1), end)
