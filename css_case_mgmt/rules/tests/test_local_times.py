from datetime import datetime, timedelta
from unittest import TestCase
from zoneinfo import ZoneInfo

from hypothesis import assume, given
from hypothesis import strategies as st

from css_case_mgmt.rules.local_times import as_stored, at_site, exists, in_utc, time_between

TORONTO, VANCOUVER, REGINA, ST_JOHNS = (
	ZoneInfo(f"America/{name}") for name in ("Toronto", "Vancouver", "Regina", "St_Johns")
)
ZONES = st.sampled_from((TORONTO, VANCOUVER, REGINA, ST_JOHNS))
TIMES = st.datetimes(datetime(2024, 1, 1), datetime(2030, 12, 31)).map(
	lambda each: each.replace(microsecond=0)
)


class TestLocalTimes(TestCase):
	"""Times of sites in other zones than the stored one (D-29, R-505)."""

	def test_a_late_evening_in_the_west_is_the_next_day_in_the_east(self):
		stored = datetime(2026, 3, 3, 0, 30)
		self.assertEqual(
			at_site(stored, TORONTO, VANCOUVER).replace(tzinfo=None), datetime(2026, 3, 2, 21, 30)
		)

	def test_a_site_without_daylight_saving_keeps_its_hour(self):
		before, after = datetime(2026, 3, 6, 10), datetime(2026, 3, 9, 10)
		self.assertEqual(as_stored(before, REGINA, TORONTO), datetime(2026, 3, 6, 11))
		self.assertEqual(as_stored(after, REGINA, TORONTO), datetime(2026, 3, 9, 12))

	def test_the_offset_of_the_day_counts(self):
		self.assertEqual(in_utc(datetime(2026, 3, 7, 10), TORONTO).hour, 15)
		self.assertEqual(in_utc(datetime(2026, 3, 8, 10), TORONTO).hour, 14)

	def test_the_hour_that_spring_jumps_over_does_not_exist(self):
		self.assertFalse(exists(datetime(2026, 3, 8, 2, 30), TORONTO))
		self.assertTrue(exists(datetime(2026, 3, 8, 2, 30), REGINA))
		self.assertTrue(exists(datetime(2026, 11, 1, 1, 30), TORONTO))

	def test_a_night_of_a_clock_change_is_longer_or_shorter(self):
		night = datetime(2026, 3, 7, 22), datetime(2026, 3, 8, 6)
		self.assertEqual(time_between(*night, TORONTO), timedelta(hours=7))
		self.assertEqual(time_between(*night, REGINA), timedelta(hours=8))

	@given(TIMES, ZONES, ZONES)
	def test_what_is_stored_is_shown_again(self, local, site_zone, zone):
		stored = as_stored(local, site_zone, zone)
		# An hour that a clock passes twice or never has no one way back.
		assume(is_told_apart(local, site_zone) and is_told_apart(stored, zone))
		self.assertEqual(at_site(stored, zone, site_zone).replace(tzinfo=None), local)

	@given(TIMES, ZONES)
	def test_time_does_not_run_backwards(self, starts, zone):
		ends = starts + timedelta(hours=3)
		self.assertGreater(time_between(starts, ends, zone), timedelta(hours=1))


def is_told_apart(moment: datetime, zone: ZoneInfo) -> bool:
	return moment.replace(tzinfo=zone).utcoffset() == moment.replace(tzinfo=zone, fold=1).utcoffset()
