import unittest
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from css_case_mgmt.rules.exact_numbers import exact, round_half_up


class TestExact(unittest.TestCase):
	@given(st.decimals(-1000, 1000, places=4))
	def test_a_float_is_the_decimal_that_it_is_written_as(self, number):
		"""D-03: no binary noise enters a score."""
		self.assertEqual(exact(float(number)), Fraction(number))

	def test_what_is_no_number_is_refused(self):
		with self.assertRaises(ValueError):
			exact(float("nan"))
		with self.assertRaises(OverflowError):
			exact(float("inf"))


class TestRoundHalfUp(unittest.TestCase):
	def test_halves_go_away_from_zero(self):
		"""D-03: 2.00005 is 2.0001, where Python's own round would make it 2.0000."""
		self.assertEqual(round_half_up(Fraction("2.00005"), 4), Decimal("2.0001"))
		self.assertEqual(round_half_up(Fraction("-2.00005"), 4), Decimal("-2.0001"))
		self.assertEqual(round_half_up(Fraction("2.00004999"), 4), Decimal("2.0000"))

	def test_the_result_has_exactly_the_decimals_asked_for(self):
		self.assertEqual(str(round_half_up(Fraction(2), 4)), "2.0000")

	@given(st.integers(-(10**12), 10**12))
	def test_agrees_with_the_decimal_module_wherever_that_is_exact(self, millionths):
		value = Decimal(millionths).scaleb(-6)
		expected = value.quantize(Decimal("0.0001"), ROUND_HALF_UP)
		self.assertEqual(round_half_up(Fraction(value), 4), expected)

	@given(st.fractions(-3, 3))
	def test_is_never_off_by_more_than_half_a_unit(self, value):
		self.assertLessEqual(abs(Fraction(round_half_up(value, 4)) - value), Fraction(1, 20000))
