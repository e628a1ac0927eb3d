"""Working days with weekends and holidays (R-169)."""

from datetime import date, timedelta
from unittest import TestCase

from hypothesis import given
from hypothesis import strategies as st

from css_case_mgmt.rules.working_days import (
	NoWorkingDays,
	WorkCalendar,
	add_working_days,
	latest_start,
)

DAYS = st.dates(date(2024, 1, 1), date(2032, 12, 31))
COUNTS = st.integers(0, 30)
HOLIDAYS = st.sets(st.dates(date(2027, 1, 1), date(2027, 3, 31)), max_size=25)
NEAR = st.dates(date(2026, 12, 15), date(2027, 4, 15))
WEEKENDS = st.sets(st.integers(0, 6), max_size=6)


class TestWorkingDays(TestCase):
	def test_over_a_long_weekend(self):
		"""R-169: Good Friday 2027 and the weekend after it are skipped."""
		good_friday = date(2027, 3, 26)
		self.assertEqual(add_working_days(date(2027, 3, 25), 1, {good_friday}), date(2027, 3, 29))
		self.assertEqual(add_working_days(date(2027, 3, 25), 1), good_friday)

	def test_five_after_a_sunday(self):
		"""R-169"""
		self.assertEqual(add_working_days(date(2027, 1, 3), 5), date(2027, 1, 8))

	def test_another_weekend(self):
		self.assertEqual(add_working_days(date(2027, 1, 7), 1, weekend={4, 5}), date(2027, 1, 10))

	def test_none_is_the_day_itself(self):
		self.assertEqual(add_working_days(date(2027, 1, 3), 0), date(2027, 1, 3))

	def test_refused(self):
		for call in (add_working_days, latest_start):
			self.assertRaises(ValueError, call, date(2027, 1, 3), -1)
			self.assertRaises(NoWorkingDays, call, date(2027, 1, 3), 1, weekend=range(7))

	@given(day=NEAR, count=st.integers(1, 30), holidays=HOLIDAYS, weekend=WEEKENDS)
	def test_lands_on_a_working_day_after_so_many(self, day, count, holidays, weekend):
		"""R-169: counted one by one, it is the count-th working day."""
		found = add_working_days(day, count, holidays, weekend)
		calendar = WorkCalendar(frozenset(holidays), frozenset(weekend))
		passed = [day + timedelta(days=step) for step in range(1, (found - day).days + 1)]
		self.assertTrue(calendar.is_working_day(found))
		self.assertEqual(sum(map(calendar.is_working_day, passed)), count)

	@given(day=NEAR, first=COUNTS, second=COUNTS, holidays=HOLIDAYS)
	def test_in_two_steps(self, day, first, second, holidays):
		in_two = add_working_days(add_working_days(day, first, holidays), second, holidays)
		self.assertEqual(in_two, add_working_days(day, first + second, holidays))

	@given(day=NEAR, count=COUNTS, holidays=HOLIDAYS)
	def test_a_holiday_never_brings_it_forward(self, day, count, holidays):
		self.assertGreaterEqual(add_working_days(day, count, holidays), add_working_days(day, count))

	@given(by=NEAR, count=COUNTS, holidays=HOLIDAYS, weekend=WEEKENDS)
	def test_latest_start_is_the_reverse(self, by, count, holidays, weekend):
		"""R-169: it has come for that day, and for the day after it not yet."""
		start = latest_start(by, count, holidays, weekend)
		self.assertLessEqual(add_working_days(start, count, holidays, weekend), by)
		self.assertGreater(add_working_days(start + timedelta(days=1), count, holidays, weekend), by)

	@given(day=DAYS, later=DAYS, count=COUNTS)
	def test_in_order(self, day, later, count):
		first, last = sorted((day, later))
		self.assertLessEqual(add_working_days(first, count), add_working_days(last, count))
