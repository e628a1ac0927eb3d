import unittest
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from css_case_mgmt.rules.disclosure_control import (
	Period,
	calendar_quarter,
	fixed_periods,
	publishable_count,
	publishable_mean,
	round_randomly,
)
from css_case_mgmt.rules.tests.strategies import days

SECRET = b"known to the server alone"
counts = st.integers(0, 500)
Q1, Q2 = Period(date(2026, 1, 1), date(2026, 3, 31)), Period(date(2026, 4, 1), date(2026, 6, 30))


class TestRandomRounding(unittest.TestCase):
	@given(counts, st.text(), st.integers(1, 20))
	def test_to_one_of_the_two_nearest_multiples(self, count, key, base):
		"""R-509."""
		rounded = round_randomly(count, key, SECRET, base)
		self.assertEqual(rounded % base, 0)
		self.assertLess(abs(rounded - count), base)

	@given(counts, st.text())
	def test_asking_again_gives_the_same_answer(self, count, key):
		"""R-509: so the noise cannot be averaged away."""
		self.assertEqual(round_randomly(count, key, SECRET), round_randomly(count, key, SECRET))

	def test_is_unbiased(self):
		"""R-509: over many cells, a count goes up as often as its remainder says."""
		cells = 4000
		for count in range(10, 15):
			mean = sum(round_randomly(count, f"cell {n}", SECRET) for n in range(cells)) / cells
			self.assertAlmostEqual(mean, count, delta=0.15)

	def test_another_cell_or_another_secret_is_another_draw(self):
		"""R-509: neither the key nor the secret alone decides."""
		keys = [f"cell {n}" for n in range(50)]
		one = [round_randomly(12, key, SECRET) for key in keys]
		other = [round_randomly(12, key, b"another secret") for key in keys]
		self.assertNotEqual(one, other)
		self.assertEqual(set(one), {10, 15})

	@given(counts, st.text())
	def test_a_larger_count_never_looks_smaller(self, count, key):
		"""R-509: a late entry moves a figure up or not at all."""
		self.assertLessEqual(round_randomly(count, key, SECRET), round_randomly(count + 1, key, SECRET))

	def test_needs_a_count_a_base_and_a_secret(self):
		for count, secret, base in ((-1, SECRET, 5), (1, b"", 5), (1, SECRET, 0)):
			with self.assertRaises(ValueError):
				round_randomly(count, "cell", secret, base)


class TestSuppression(unittest.TestCase):
	def test_a_small_group_is_not_broken_down(self):
		"""R-006, R-509: from ten on it is, and then rounded."""
		self.assertIsNone(publishable_count(3, 9, "cell", SECRET))
		self.assertIsNone(publishable_count(0, 0, "cell", SECRET))
		self.assertEqual(publishable_count(3, 10, "cell", SECRET), round_randomly(3, "cell", SECRET))

	def test_the_mean_of_a_small_group_is_withheld(self):
		"""R-509, D-03: never 0 in its place."""
		self.assertIsNone(publishable_mean(18, 9))
		self.assertEqual(publishable_mean(20, 10), Decimal("2.00"))

	def test_nobody_has_no_mean(self):
		"""R-509: whatever the minimum."""
		self.assertIsNone(publishable_mean(0, 0, minimum_group=0))

	def test_a_mean_has_two_decimals(self):
		"""R-509, D-03: half up; 20.05 / 10 is 2.005, which a float would round to 2.00."""
		self.assertEqual(str(publishable_mean(20.05, 10)), "2.01")
		self.assertEqual(str(publishable_mean(Fraction(70, 3), 11)), "2.12")


class TestPeriods(unittest.TestCase):
	@given(days)
	def test_a_quarter_is_three_whole_months_around_the_day(self, day):
		"""R-509."""
		start, end = calendar_quarter(day)
		self.assertTrue(start <= day <= end)
		self.assertEqual((start.day, start.month % 3, (end + timedelta(days=1)).day), (1, 1, 1))
		self.assertEqual((start.year, end.month - start.month), (end.year, 2))

	def test_only_whole_quarters(self):
		"""R-509: a range cannot be narrowed to single days."""
		today = date(2027, 1, 1)
		self.assertEqual(fixed_periods(Q1.start, Q2.end, today), [Q1, Q2])
		self.assertEqual(fixed_periods(Q1.start + timedelta(days=1), Q2.end, today), [Q2])
		self.assertEqual(fixed_periods(Q1.start, Q2.end - timedelta(days=1), today), [Q1])
		self.assertEqual(fixed_periods(date(2026, 2, 1), date(2026, 2, 28), today), [])

	def test_only_completed_quarters(self):
		"""R-509: one that ends today is still running."""
		self.assertEqual(fixed_periods(Q1.start, Q2.end, Q2.end), [Q1])
		self.assertEqual(fixed_periods(Q1.start, Q2.end, Q2.end + timedelta(days=1)), [Q1, Q2])

	@given(days, st.integers(-10, 1500), days)
	def test_periods_follow_each_other_without_gap(self, first, length, today):
		"""R-509."""
		periods = fixed_periods(first, first + timedelta(days=length), today)
		for one, other in pairwise(periods):
			self.assertEqual(one.end + timedelta(days=1), other.start)
		for period in periods:
			self.assertEqual(period, calendar_quarter(period.start))
			self.assertTrue(first <= period.start and period.end < today)
