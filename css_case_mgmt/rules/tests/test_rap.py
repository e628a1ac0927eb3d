import unittest
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from css_case_mgmt.rules.rap import (
	Rap,
	Results,
	Usual,
	is_beyond_limit,
	is_over,
	results,
	services_end,
	support_limit,
)
from css_case_mgmt.rules.tests.strategies import days

USUAL = Usual()
ARRIVED = date(2026, 1, 5)
DAY = timedelta(days=1)
KNOWN = st.builds(Rap, *[days | st.none()] * 5)


class TestHowLong(unittest.TestCase):
	def test_services_end_four_to_six_weeks_after_arrival(self):
		"""R-054: from the arrival, or from the start of RAP where nothing else is known."""
		window = (date(2026, 2, 2), date(2026, 2, 16))
		self.assertEqual(services_end(Rap(arrived_on=ARRIVED), USUAL), window)
		self.assertEqual(services_end(Rap(started_on=ARRIVED), USUAL), window)
		self.assertEqual(services_end(Rap(ARRIVED, ARRIVED + 9 * DAY), USUAL), window)
		self.assertIsNone(services_end(Rap(), USUAL))

	def test_support_lasts_up_to_one_year(self):
		"""R-054: a year to the day from the start of RAP; the day after is beyond it."""
		self.assertEqual(support_limit(Rap(ARRIVED, ARRIVED + DAY), USUAL), date(2027, 1, 6))
		self.assertEqual(support_limit(Rap(ARRIVED), USUAL), date(2027, 1, 5))
		self.assertIsNone(support_limit(Rap(), USUAL))
		last = date(2027, 1, 5)
		self.assertFalse(is_beyond_limit(Rap(started_on=ARRIVED, ends_on=last), USUAL))
		self.assertTrue(is_beyond_limit(Rap(started_on=ARRIVED, ends_on=last + DAY), USUAL))
		self.assertFalse(is_beyond_limit(Rap(ends_on=last), USUAL))

	def test_over_on_the_day_after_the_last(self):
		"""R-054: the end on file comes before the longest possible one."""
		rap = Rap(started_on=ARRIVED, ends_on=date(2026, 9, 30))
		self.assertFalse(is_over(rap, USUAL, date(2026, 9, 30)))
		self.assertTrue(is_over(rap, USUAL, date(2026, 10, 1)))
		self.assertTrue(is_over(Rap(started_on=ARRIVED), USUAL, date(2027, 1, 6)))
		self.assertFalse(is_over(Rap(), USUAL, date(2027, 1, 6)))

	@given(KNOWN, st.integers(1, 20), st.integers(0, 20), st.integers(1, 36), days)
	def test_what_is_usual_is_a_setting(self, rap, least, more, months, today):
		"""R-054, R-056: whatever an agency sets, results are missing only after the services have usually ended."""
		usual = Usual(least, least + more, months)
		window, found = services_end(rap, usual), results(rap, usual, today)
		self.assertEqual(found is Results.RECEIVED, rap.received_on is not None)
		if window:
			self.assertEqual(window[1] - window[0], timedelta(weeks=more))
		if found is Results.MISSING:
			self.assertLess(window[1], today)
		if found is Results.NOT_YET:
			self.assertTrue(rap.assessed_on is None and (window is None or today < window[0]))


class TestResults(unittest.TestCase):
	def test_from_not_yet_to_missing(self):
		"""R-055, R-056: expected from week four on, missing the day after week six, received whenever they come."""
		first, last = services_end(Rap(ARRIVED), USUAL)
		for rap, today, expected in (
			(Rap(ARRIVED), first - DAY, Results.NOT_YET),
			(Rap(ARRIVED), first, Results.EXPECTED),
			(Rap(ARRIVED), last, Results.EXPECTED),
			(Rap(ARRIVED), last + DAY, Results.MISSING),
			(Rap(ARRIVED, assessed_on=ARRIVED + DAY), ARRIVED + DAY, Results.EXPECTED),
			(Rap(ARRIVED, received_on=last), last + DAY, Results.RECEIVED),
			(Rap(assessed_on=ARRIVED), last + DAY, Results.EXPECTED),
			(Rap(), last, Results.NOT_YET),
		):
			with self.subTest(rap=rap, today=today):
				self.assertEqual(results(rap, USUAL, today), expected)
