import unittest
from calendar import monthrange
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from css_case_mgmt.rules.nam_schedule import (
	BeforeAnchor,
	add_months,
	days_since,
	is_overdue,
	missed_slots,
	nearest_timepoint,
	next_due,
	next_timepoint,
	slot_date,
	without_assessment,
)
from css_case_mgmt.rules.tests.strategies import days

intervals = st.integers(1, 12)
slot_numbers = st.integers(0, 30)
ENROLMENT = date(2025, 11, 1)


class TestDueDates(unittest.TestCase):
	def test_month_ends_are_clamped(self):
		"""T-05, D-01, R-150, R-180: for the four-monthly NAM and the quarterly assessment."""
		self.assertEqual(next_due(date(2025, 10, 31), [0], 4), date(2026, 2, 28))
		self.assertEqual(next_due(date(2026, 1, 31), [0], 4), date(2026, 5, 31))
		self.assertEqual(next_due(date(2026, 1, 31), [0], 3), date(2026, 4, 30))

	def test_the_first_two_years(self):
		"""R-150: A1 to A7 at months 0, 4, 8, 12, 16, 20 and 24."""
		anchor = date(2026, 1, 15)
		due = [next_due(anchor, range(0, 4 * n, 4), 4) for n in range(7)]
		self.assertEqual(due, [add_months(anchor, month) for month in (0, 4, 8, 12, 16, 20, 24)])

	@given(days, slot_numbers, intervals)
	def test_due_dates_never_drift(self, anchor, completed, interval):
		"""T-05, D-01: the anchor's day of the month, or the last day of a shorter month."""
		due = next_due(anchor, range(0, (completed + 1) * interval, interval), interval)
		self.assertEqual(due.day, min(anchor.day, monthrange(due.year, due.month)[1]))
		months = (due.year - anchor.year) * 12 + due.month - anchor.month
		self.assertEqual(months, (completed + 1) * interval)

	def test_nothing_completed_is_due_at_the_enrolment(self):
		"""D-21, R-150, R-156: the intake assessment cannot be skipped."""
		self.assertEqual(next_due(ENROLMENT, [], 4), ENROLMENT)

	def test_the_latest_completed_slot_counts_and_a_missed_one_is_not_back_filled(self):
		"""D-21: in any order, and twice in one slot is still one slot."""
		self.assertEqual(next_timepoint([0, 8, 8], 4), 12)
		self.assertEqual(next_timepoint([8, 0], 4), 12)

	def test_an_interval_is_at_least_a_month(self):
		for call in (
			lambda: next_timepoint([], 0),
			lambda: nearest_timepoint(ENROLMENT, ENROLMENT, 0),
			lambda: missed_slots(ENROLMENT, [], ENROLMENT, -1),
		):
			with self.assertRaises(ValueError):
				call()


class TestNearestTimepoint(unittest.TestCase):
	def test_a_tie_goes_to_the_earlier_slot(self):
		"""D-21: from 1 March to 1 July 2026 it is 122 days, so 1 May is halfway."""
		anchor = date(2026, 3, 1)
		self.assertEqual(nearest_timepoint(anchor, date(2026, 5, 1), 4), 0)
		self.assertEqual(nearest_timepoint(anchor, date(2026, 5, 2), 4), 4)

	def test_a_day_before_a_slot_counts_for_it(self):
		"""D-21."""
		self.assertEqual(nearest_timepoint(date(2025, 10, 31), date(2026, 2, 27), 4), 4)

	def test_before_the_enrolment_there_is_no_slot(self):
		"""D-17."""
		with self.assertRaises(BeforeAnchor):
			nearest_timepoint(ENROLMENT, ENROLMENT - timedelta(days=1), 4)

	@given(days, slot_numbers, intervals)
	def test_a_slots_own_date_is_nearest_to_it(self, anchor, number, interval):
		"""D-21."""
		month = number * interval
		self.assertEqual(nearest_timepoint(anchor, slot_date(anchor, month), interval), month)

	@given(days, st.integers(0, 3000), intervals)
	def test_no_other_slot_is_nearer(self, anchor, elapsed, interval):
		"""D-21: against every slot there is."""
		on = anchor + timedelta(days=elapsed)
		distances = [(abs((slot_date(anchor, month) - on).days), month) for month in range(0, 120, interval)]
		self.assertEqual(nearest_timepoint(anchor, on, interval), min(distances)[1])

	@given(days, st.integers(0, 3000), st.integers(0, 400), intervals)
	def test_a_later_date_never_counts_for_an_earlier_slot(self, anchor, elapsed, more, interval):
		"""D-21."""
		on = anchor + timedelta(days=elapsed)
		later = nearest_timepoint(anchor, on + timedelta(days=more), interval)
		self.assertLessEqual(nearest_timepoint(anchor, on, interval), later)


class TestMissedSlots(unittest.TestCase):
	anchor = date(2026, 3, 1)

	def test_a_slot_is_missed_once_today_is_nearer_to_a_later_one(self):
		"""D-21, R-188: halfway it can still be met."""
		self.assertEqual(missed_slots(self.anchor, [], date(2026, 5, 1), 4), [])
		self.assertEqual(missed_slots(self.anchor, [], date(2026, 5, 2), 4), [0])
		self.assertEqual(missed_slots(self.anchor, [0], date(2026, 8, 31), 4), [])

	def test_a_slot_is_missed_once_a_later_one_is_completed(self):
		"""D-21: even while today would still count for it."""
		self.assertEqual(missed_slots(self.anchor, [0, 8], date(2026, 7, 2), 4), [4])

	def test_nothing_is_missed_before_the_enrolment(self):
		self.assertEqual(missed_slots(self.anchor, [], date(2026, 2, 1), 4), [])

	@given(days, st.sets(slot_numbers), st.integers(0, 2000), intervals)
	def test_missed_completed_and_open_slots_are_apart(self, anchor, numbers, elapsed, interval):
		"""D-21: no slot is both missed and completed, and the one due next is missed only if out of reach."""
		completed = {number * interval for number in numbers}
		today = anchor + timedelta(days=elapsed)
		missed = missed_slots(anchor, completed, today, interval)
		self.assertFalse(completed & set(missed))
		within_reach = nearest_timepoint(anchor, today, interval)
		self.assertNotIn(within_reach, [month for month in missed if month >= max(completed, default=0)])
		for month in range(0, within_reach, interval):
			self.assertTrue(month in completed or month in missed)


class TestQuarterly(unittest.TestCase):
	"""The periodic assessment: its first slot lies one interval after the intake."""

	anchor = date(2026, 1, 31)

	def test_month_ends(self):
		"""T-05, R-180: intake 31 Jan 2026, quarterly 30 Apr 2026, then 31 July again."""
		self.assertEqual(next_due(self.anchor, [], 3, 3), date(2026, 4, 30))
		self.assertEqual(next_due(self.anchor, [3], 3, 3), date(2026, 7, 31))
		self.assertEqual(next_due(date(2027, 11, 30), [], 3, 3), date(2028, 2, 29))

	def test_an_early_one_counts_for_the_first_slot(self):
		"""D-21, R-180: the intake has the NAM; there is no slot 0."""
		self.assertEqual(nearest_timepoint(self.anchor, self.anchor, 3, 3), 3)
		self.assertEqual(next_timepoint([3], 3, 3), 6)

	def test_missed(self):
		"""D-21, R-188."""
		anchor = date(2026, 1, 1)
		self.assertEqual(missed_slots(anchor, [], date(2026, 3, 1), 3, 3), [])
		self.assertEqual(missed_slots(anchor, [], date(2026, 6, 1), 3, 3), [3])
		self.assertEqual(missed_slots(anchor, [9], date(2026, 6, 1), 3, 3), [3, 6])

	@given(days, st.integers(0, 3000), intervals)
	def test_the_nearest_of_all_slots_from_the_first_on(self, anchor, elapsed, interval):
		"""D-21, R-180."""
		on = anchor + timedelta(days=elapsed)
		months = range(interval, 150, interval)
		distances = [(abs((slot_date(anchor, month) - on).days), month) for month in months]
		self.assertEqual(nearest_timepoint(anchor, on, interval, interval), min(distances)[1])

	@given(days, slot_numbers, intervals)
	def test_due_dates_never_drift(self, anchor, completed, interval):
		"""T-05, D-01: over month-ends and leap years."""
		done = range(interval, (completed + 1) * interval, interval)
		due = next_due(anchor, done, interval, interval)
		self.assertEqual(due, add_months(anchor, (completed + 1) * interval))
		self.assertEqual(due.day, min(anchor.day, monthrange(due.year, due.month)[1]))

	@given(days, st.sets(st.integers(1, 30)), st.integers(0, 2000), intervals)
	def test_each_slot_within_reach_is_completed_missed_or_open(self, anchor, numbers, elapsed, interval):
		"""D-21: and the intake is never missed."""
		completed = {number * interval for number in numbers}
		today = anchor + timedelta(days=elapsed)
		missed = missed_slots(anchor, completed, today, interval, interval)
		self.assertFalse(completed & set(missed))
		self.assertNotIn(0, missed)
		for month in range(interval, nearest_timepoint(anchor, today, interval, interval), interval):
			self.assertTrue(month in completed or month in missed)


class TestElapsedDays(unittest.TestCase):
	def test_without_assessment_and_overdue_are_separate_clocks(self):
		"""T-06, D-01, R-168, R-169: 121 days without assessment, and A3 not overdue until 2 July."""
		last, today = date(2026, 3, 1), date(2026, 6, 30)
		self.assertEqual(days_since(last, today), 121)
		self.assertTrue(without_assessment(last, ENROLMENT, today, 120))
		due = next_due(ENROLMENT, [0, 4], 4)
		self.assertEqual(due, date(2026, 7, 1))
		self.assertFalse(is_overdue(due, today))

	def test_overdue_begins_the_day_after(self):
		"""R-169."""
		due = date(2026, 7, 1)
		self.assertFalse(is_overdue(due, due))
		self.assertTrue(is_overdue(due, date(2026, 7, 2)))

	def test_in_the_last_days_means_more_than(self):
		"""D-01, R-168: exactly 120 days is not more than 120."""
		last = date(2026, 1, 1)
		self.assertFalse(without_assessment(last, last, last + timedelta(days=120), 120))
		self.assertTrue(without_assessment(last, last, last + timedelta(days=121), 120))

	def test_a_recent_assessment_counts_and_not_the_enrolment(self):
		"""R-168."""
		self.assertFalse(without_assessment(date(2026, 6, 1), ENROLMENT, date(2026, 6, 30), 120))

	def test_never_assessed_counts_from_the_enrolment(self):
		"""R-168, and T-13 for assessments: enrolled 121 days ago without any."""
		self.assertTrue(without_assessment(None, ENROLMENT, ENROLMENT + timedelta(days=121), 120))
		self.assertFalse(without_assessment(None, ENROLMENT, ENROLMENT + timedelta(days=120), 120))
