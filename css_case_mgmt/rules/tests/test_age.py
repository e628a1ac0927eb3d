import unittest
from calendar import monthrange
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from css_case_mgmt.rules.age import NotYetBorn, age_on, has_own_file, own_file_from
from css_case_mgmt.rules.tests.strategies import days

ages = st.integers(0, 100)


class TestAge(unittest.TestCase):
	def test_own_file_from_the_sixteenth_birthday(self):
		"""T-09, D-09, R-159: at 15 years and 364 days still under the guardian."""
		born = date(2010, 5, 20)
		birthday = date(2026, 5, 20)
		self.assertEqual(own_file_from(born, 16), birthday)
		self.assertEqual(age_on(born, birthday - timedelta(days=1)), 15)
		self.assertFalse(has_own_file(born, birthday - timedelta(days=1), 16))
		self.assertEqual(age_on(born, birthday), 16)
		self.assertTrue(has_own_file(born, birthday, 16))

	def test_a_leap_day_has_its_birthday_on_28_february(self):
		"""D-01, D-09: clamped like every other period."""
		born = date(2012, 2, 29)
		self.assertEqual(age_on(born, date(2027, 2, 27)), 14)
		self.assertEqual(age_on(born, date(2027, 2, 28)), 15)
		self.assertEqual(age_on(born, date(2028, 2, 28)), 15)
		self.assertEqual(own_file_from(born, 16), date(2028, 2, 29))

	def test_no_age_before_birth(self):
		with self.assertRaises(NotYetBorn):
			age_on(date(2026, 1, 2), date(2026, 1, 1))
		self.assertEqual(age_on(date(2026, 1, 2), date(2026, 1, 2)), 0)

	@given(days, ages)
	def test_an_age_is_reached_on_its_day_and_not_the_day_before(self, born, age):
		"""T-09, D-09."""
		reached = own_file_from(born, age)
		self.assertEqual(age_on(born, reached), age)
		if age:
			self.assertEqual(age_on(born, reached - timedelta(days=1)), age - 1)

	@given(days, ages)
	def test_a_birthday_keeps_its_day_of_the_year(self, born, age):
		"""T-09, D-09: but for the leap day."""
		reached = own_file_from(born, age)
		last_of_month = monthrange(reached.year, reached.month)[1]
		self.assertEqual((reached.year, reached.month), (born.year + age, born.month))
		self.assertEqual(reached.day, min(born.day, last_of_month))

	@given(days, st.integers(0, 40000), ages)
	def test_own_file_and_age_agree(self, born, lived, age):
		"""T-09, D-09."""
		on = born + timedelta(days=lived)
		self.assertEqual(has_own_file(born, on, age), age_on(born, on) >= age)
