import unittest
from datetime import date, timedelta
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from css_case_mgmt.rules.assessment_timeliness import (
	Course,
	Timeliness,
	dates_between,
	share_on_time,
	slots_due,
)
from css_case_mgmt.rules.nam_schedule import missed_slots, nearest_timepoint, slot_date
from css_case_mgmt.rules.tests.strategies import days

ENROLMENT = date(2026, 1, 31)
YEAR = (date(2026, 1, 1), date(2026, 12, 31))


def course(done: dict[int, date] | None = None, **values) -> Course:
	return Course(
		**{"anchor": ENROLMENT, "interval_months": 3, "first_month": 3, "done": done or {}, **values}
	)


def standings(asked: Course, today: date, first_day: date = YEAR[0], last_day: date = YEAR[1]) -> dict:
	return {
		slot.month: (slot.standing, slot.days_late) for slot in slots_due(asked, first_day, last_day, today)
	}


class TestSlots(unittest.TestCase):
	def test_on_time_is_by_the_due_date_and_late_after_it(self):
		"""R-188: early in the window counts; a day after is a day late."""
		done = {3: date(2026, 3, 20), 6: date(2026, 7, 31), 9: date(2026, 11, 1)}
		self.assertEqual(
			standings(course(done), date(2026, 12, 1)),
			{3: (Timeliness.ON_TIME, 0), 6: (Timeliness.ON_TIME, 0), 9: (Timeliness.LATE, 1)},
		)

	def test_on_the_day_it_is_not_overdue(self):
		"""R-169, T-05: due 30 April."""
		self.assertEqual(standings(course(), date(2026, 4, 30))[3], (Timeliness.NOT_DUE_YET, 0))
		self.assertEqual(standings(course(), date(2026, 5, 1))[3], (Timeliness.OVERDUE, 1))

	def test_missed_once_out_of_reach_or_once_a_later_one_is_done(self):
		"""D-21, R-188: 30 April to 31 July are 92 days; on the 46th it can still be met."""
		self.assertEqual(standings(course(), date(2026, 6, 15))[3], (Timeliness.OVERDUE, 46))
		self.assertEqual(standings(course(), date(2026, 6, 16))[3], (Timeliness.MISSED, 0))
		self.assertEqual(
			standings(course({6: date(2026, 6, 20)}), date(2026, 6, 20))[3], (Timeliness.MISSED, 0)
		)

	def test_nothing_is_due_after_the_exit(self):
		"""T-14 in spirit: the day of the exit is the last on which something falls due; what was not done stays."""
		left = course({6: date(2026, 7, 31)}, last_day=date(2026, 7, 31))
		self.assertEqual(
			standings(left, date(2026, 12, 1)), {3: (Timeliness.MISSED, 0), 6: (Timeliness.ON_TIME, 0)}
		)

	def test_what_was_done_before_it_was_due_counts_also_after_an_exit(self):
		"""R-188: the last assessment, made a week before its day because somebody leaves."""
		left = course({3: date(2026, 4, 20)}, last_day=date(2026, 4, 25))
		self.assertEqual(standings(left, date(2026, 12, 1)), {3: (Timeliness.ON_TIME, 0)})

	@given(days, st.integers(0, 2000), st.integers(0, 400), st.integers(1, 12), st.booleans())
	def test_every_slot_in_the_range_and_no_other(self, anchor, offset, length, interval, has_slot_at_intake):
		"""R-188: against every slot there is."""
		first_month = 0 if has_slot_at_intake else interval
		first_day = anchor + timedelta(days=offset - 400)
		last_day = first_day + timedelta(days=length)
		self.assertEqual(
			list(dates_between(anchor, interval, first_month, first_day, last_day)),
			[
				(month, slot_date(anchor, month))
				for month in range(first_month, 120, interval)
				if first_day <= slot_date(anchor, month) <= last_day
			],
		)

	@given(days, st.sets(st.integers(1, 20)), st.integers(0, 1500), st.integers(1, 12))
	def test_missed_as_the_clock_has_it(self, anchor, numbers, elapsed, interval):
		"""D-21, R-188: the report and the clock agree on what was missed."""
		today = anchor + timedelta(days=elapsed)
		done = {}
		for number in numbers:
			day = slot_date(anchor, number * interval)
			if day <= today:
				done[nearest_timepoint(anchor, day, interval, interval)] = day
		asked = Course(anchor, interval, interval, done)
		found = slots_due(asked, anchor, today, today)
		missed = [slot.month for slot in found if slot.standing is Timeliness.MISSED]
		self.assertEqual(missed, missed_slots(anchor, done, today, interval, interval))

	@given(st.dictionaries(st.sampled_from(Timeliness), st.integers(0, 50)))
	def test_share(self, counts):
		"""R-188: of what fell due; what is not due yet says nothing."""
		due = sum(number for standing, number in counts.items() if standing is not Timeliness.NOT_DUE_YET)
		expected = Fraction(counts.get(Timeliness.ON_TIME, 0), due) if due else None
		self.assertEqual(share_on_time(counts), expected)
