import unittest
from calendar import monthrange
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from css_case_mgmt.rules.age import (
	ComingOfAge,
	NotYetBorn,
	age_on,
	births_reaching,
	coming_of_age,
	has_own_file,
	own_file_from,
)
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

	def test_foreseen_then_reached(self):
		"""R-046, T-09: 90 days before the birthday, not 91; reached on the birthday, not the day before."""
		born, birthday = date(2010, 5, 20), date(2026, 5, 20)
		for on, expected in (
			(birthday - timedelta(days=91), ComingOfAge.LATER),
			(birthday - timedelta(days=90), ComingOfAge.FORESEEN),
			(birthday - timedelta(days=1), ComingOfAge.FORESEEN),
			(birthday, ComingOfAge.REACHED),
		):
			with self.subTest(on):
				self.assertIs(coming_of_age(born, on, 16, 90), expected)

	def test_born_on_29_february(self):
		"""R-046, T-09: where the year lacks that day, the birthday is 28 February."""
		born = date(2012, 2, 29)
		self.assertIs(coming_of_age(born, date(2027, 2, 27), 15, 90), ComingOfAge.FORESEEN)
		self.assertIs(coming_of_age(born, date(2027, 2, 28), 15, 90), ComingOfAge.REACHED)

	@given(days, st.integers(0, 40), ages, st.integers(0, 30))
	def test_nobody_is_overlooked(self, first, length, age, later):
		"""R-046: the dates of birth looked for hold everybody who reaches the age within the days."""
		last = first + timedelta(days=length)
		earliest, latest = births_reaching(first, last, age)
		for born in (earliest - timedelta(days=1 + later), latest + timedelta(days=1 + later)):
			self.assertFalse(first <= own_file_from(born, age) <= last)
