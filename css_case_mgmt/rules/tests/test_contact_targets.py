import unittest
from datetime import date, timedelta
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from css_case_mgmt.rules.contact_targets import (
	WEEKDAYS,
	Period,
	Standing,
	Target,
	Targets,
	contact_of_episode,
	contacts_within,
	days_without_contact,
	is_without_contact,
	period_on,
	periods,
	target,
)
from css_case_mgmt.rules.enrolment_level import LevelPeriod, NeedsLevel, level_on
from css_case_mgmt.rules.tests.strategies import days

HIGH, LOW = NeedsLevel.HIGH, NeedsLevel.LOW
ONE_DAY = timedelta(days=1)
TARGETS = Targets()
MONDAY = date(2026, 3, 2)


def day(text: str) -> date:
	return date.fromisoformat(text)


def spans(found) -> list[tuple[str, str, str, bool]]:
	return [(str(each.first), str(each.last), each.level.value, each.is_partial) for each in found]


@st.composite
def enrolments(draw):
	"""(history, first day, last day or None)."""
	first = draw(days)
	lengths = draw(st.lists(st.integers(1, 80), max_size=4))
	history, begins, level = [], first, draw(st.sampled_from(NeedsLevel))
	for length in (0, *lengths):
		begins += timedelta(days=length)
		history.append(LevelPeriod(level, begins))
		level = LOW if level is HIGH else HIGH
	last = draw(st.none() | st.integers(0, 300).map(lambda length: first + timedelta(days=length)))
	return history, first, last


starts = st.sampled_from(WEEKDAYS)


@st.composite
def asked_of_enrolments(draw):
	"""An enrolment, and dates asked for that begin a little before it, within it or after it."""
	enrolment = draw(enrolments())
	first = enrolment[1] + timedelta(days=draw(st.integers(-40, 320)))
	return enrolment, (first, first + timedelta(days=draw(st.integers(0, 120))))


class TestStanding(unittest.TestCase):
	def test_high_needs_two_to_five_a_week(self):
		"""T-12, R-223: 1 is below, 6 are above."""
		week = period_on([LevelPeriod(HIGH, day("2026-01-01"))], day("2026-01-01"), None, MONDAY)
		self.assertEqual((week.first, week.last), (MONDAY, day("2026-03-08")))
		standings = {contacts: target(week, TARGETS).standing(contacts) for contacts in (1, 2, 5, 6)}
		self.assertEqual(standings, {1: Standing.BELOW, 2: Standing.ON, 5: Standing.ON, 6: Standing.ABOVE})

	def test_low_needs_four_or_five_a_month(self):
		"""T-12, R-223: in a short month as well."""
		month = period_on([LevelPeriod(LOW, day("2026-01-01"))], day("2026-01-01"), None, day("2026-02-14"))
		self.assertEqual(
			(month.first, month.last, month.is_partial), (day("2026-02-01"), day("2026-02-28"), False)
		)
		standings = {contacts: target(month, TARGETS).standing(contacts) for contacts in (3, 4, 5, 6)}
		self.assertEqual(standings, {3: Standing.BELOW, 4: Standing.ON, 5: Standing.ON, 6: Standing.ABOVE})

	def test_a_prorated_target_is_exact(self):
		"""D-28: on three days of seven 6/7 to 15/7 are asked for: one or two; none is below, three is above."""
		three_days = Period(MONDAY, MONDAY + timedelta(days=2), HIGH, MONDAY, MONDAY + timedelta(days=2), 7)
		self.assertEqual(
			[target(three_days, TARGETS).standing(contacts) for contacts in range(4)],
			[Standing.BELOW, Standing.ON, Standing.ON, Standing.ABOVE],
		)

	def test_where_no_whole_number_is_within_the_target_both_next_to_it_are_on_it(self):
		"""D-28: on one day of seven, 2/7 to 5/7 are asked for; neither none nor one is a deviation."""
		one_day = Period(MONDAY, MONDAY, HIGH, MONDAY, MONDAY, 7)
		self.assertEqual(target(one_day, TARGETS), Target(Fraction(2, 7), Fraction(5, 7)))
		self.assertEqual(
			[target(one_day, TARGETS).standing(contacts) for contacts in (0, 1, 2)],
			[Standing.ON, Standing.ON, Standing.ABOVE],
		)

	@given(asked_of_enrolments(), starts)
	def test_every_target_can_be_met(self, question, week_starts_on):
		"""D-28."""
		enrolment, asked = question
		for period in periods(*enrolment, *asked, week_starts_on):
			standings = [target(period, TARGETS).standing(contacts) for contacts in range(12)]
			self.assertIn(Standing.ON, standings)
			self.assertEqual(
				standings, sorted(standings, key=(Standing.BELOW, Standing.ON, Standing.ABOVE).index)
			)

	def test_targets_that_nobody_can_be_measured_by(self):
		"""R-223."""
		self.assertRaises(ValueError, Targets, high_min=6)
		self.assertRaises(ValueError, Targets, low_min=-1)
		self.assertRaises(ValueError, Targets, week_starts_on="Mondays")


class TestPeriods(unittest.TestCase):
	def test_weeks_begin_on_the_day_of_the_setting(self):
		"""D-10."""
		history = [LevelPeriod(HIGH, day("2026-01-01"))]
		asked = (day("2026-03-01"), day("2026-03-10"))
		self.assertEqual(
			spans(periods(history, day("2026-01-01"), None, *asked)),
			[
				("2026-03-01", "2026-03-01", "High", True),
				("2026-03-02", "2026-03-08", "High", False),
				("2026-03-09", "2026-03-10", "High", True),
			],
		)
		self.assertEqual(
			spans(periods(history, day("2026-01-01"), None, *asked, "Sunday")),
			[("2026-03-01", "2026-03-07", "High", False), ("2026-03-08", "2026-03-10", "High", True)],
		)

	def test_the_level_changes_within_a_week(self):
		"""R-186, D-28: two days of a week of high needs, then the rest of the month of low needs."""
		history = [LevelPeriod(HIGH, day("2026-01-01")), LevelPeriod(LOW, day("2026-03-04"))]
		found = periods(history, day("2026-01-01"), None, day("2026-03-01"), day("2026-04-30"))
		self.assertEqual(
			spans(found),
			[
				("2026-03-01", "2026-03-01", "High", True),
				("2026-03-02", "2026-03-03", "High", True),
				("2026-03-04", "2026-03-31", "Low", True),
				("2026-04-01", "2026-04-30", "Low", False),
			],
		)
		self.assertEqual(target(found[1], TARGETS), Target(Fraction(4, 7), Fraction(10, 7)))
		self.assertEqual(target(found[2], TARGETS), Target(Fraction(4 * 28, 31), Fraction(5 * 28, 31)))

	def test_the_enrolment_begins_and_ends(self):
		"""D-28: both days belong to it; a leap year's February has 29 days."""
		history = [LevelPeriod(LOW, day("2028-02-10"))]
		found = periods(history, day("2028-02-10"), day("2028-03-01"), day("2028-01-01"), day("2028-12-31"))
		self.assertEqual(
			spans(found),
			[("2028-02-10", "2028-02-29", "Low", True), ("2028-03-01", "2028-03-01", "Low", True)],
		)
		self.assertEqual(target(found[0], TARGETS).minimum, Fraction(4 * 20, 29))
		self.assertEqual([each.is_cut_off for each in found], [False, False])

	def test_what_the_dates_asked_for_cut_off_is_said(self):
		"""D-28: and what the whole period would be, so that the same period is meant by all reports."""
		(week,) = periods([LevelPeriod(HIGH, MONDAY)], MONDAY, None, MONDAY, MONDAY + ONE_DAY)
		self.assertTrue(week.is_partial and week.is_cut_off)
		self.assertEqual((week.own_first, week.own_last), (MONDAY, day("2026-03-08")))

	def test_a_level_that_is_repeated_goes_on(self):
		"""R-185: what is no change divides no week."""
		history = [LevelPeriod(HIGH, MONDAY), LevelPeriod(HIGH, MONDAY + ONE_DAY)]
		(week,) = periods(history, MONDAY, None, MONDAY, MONDAY + timedelta(days=6))
		self.assertFalse(week.is_partial)

	def test_without_a_level_no_target(self):
		"""R-223."""
		self.assertEqual(periods([], MONDAY, None, MONDAY, MONDAY), ())
		self.assertIsNone(period_on([LevelPeriod(HIGH, MONDAY)], MONDAY, None, MONDAY - ONE_DAY))

	@given(asked_of_enrolments(), starts)
	def test_they_tile_the_enrolment(self, question, week_starts_on):
		"""D-28: every day of the enrolment within the dates lies in exactly one period, of the level in force."""
		enrolment, asked = question
		history, first, last = enrolment
		covered = [
			period.first + timedelta(days=offset)
			for period in periods(*enrolment, *asked, week_starts_on)
			for offset in range(period.days)
		]
		begins = max(first, asked[0])
		ends = asked[1] if last is None else min(last, asked[1])
		self.assertEqual(covered, [begins + timedelta(days=each) for each in range((ends - begins).days + 1)])
		for period in periods(*enrolment, *asked, week_starts_on):
			self.assertIs(level_on(history, period.first), period.level)
			self.assertIs(level_on(history, period.last), period.level)

	@given(asked_of_enrolments(), starts)
	def test_none_is_longer_than_its_week_or_month(self, question, week_starts_on):
		"""R-223."""
		enrolment, asked = question
		for period in periods(*enrolment, *asked, week_starts_on):
			self.assertLessEqual(period.own_first, period.first)
			self.assertLessEqual(period.last, period.own_last)
			if period.level is HIGH:
				start = WEEKDAYS.index(week_starts_on)
				self.assertEqual(period.full_days, 7)
				self.assertLessEqual(
					(period.first.weekday() - start) % 7, (period.last.weekday() - start) % 7
				)
			else:
				self.assertEqual(period.first.replace(day=1), period.last.replace(day=1))

	@given(asked_of_enrolments(), st.data())
	def test_prorated_parts_add_up(self, question, data):
		"""D-28: asked for in two parts, the targets sum up to those asked for at once."""
		enrolment, asked = question
		first, last = asked
		cut = data.draw(st.integers(0, (last - first).days).map(lambda each: first + timedelta(days=each)))
		whole = periods(*enrolment, first, last)
		parts = periods(*enrolment, first, cut) + periods(*enrolment, cut + ONE_DAY, last)
		for level in NeedsLevel:
			sums = [
				sum((target(each, TARGETS).minimum for each in found if each.level is level), Fraction(0))
				for found in (whole, parts)
			]
			self.assertEqual(sums[0], sums[1])

	@given(asked_of_enrolments(), starts)
	def test_the_period_of_a_day(self, question, week_starts_on):
		"""R-224: is the same one from each of its days, and nothing of it is cut off."""
		enrolment, (on, _last) = question
		period = period_on(*enrolment, on, week_starts_on)
		if period is None:
			self.assertEqual(periods(*enrolment, on, on, week_starts_on), ())
			return
		self.assertFalse(period.is_cut_off)
		self.assertEqual(period_on(*enrolment, period.first, week_starts_on), period)
		self.assertEqual(period_on(*enrolment, period.last, week_starts_on), period)


class TestContacts(unittest.TestCase):
	@given(st.lists(days), days, days)
	def test_both_days_count(self, contacts, first, last):
		"""R-224."""
		contacts.sort()
		if first <= last:
			expected = sum(first <= each <= last for each in contacts)
			self.assertEqual(contacts_within(contacts, first, last), expected)

	def test_never_contacted_and_enrolled_91_days_ago(self):
		"""T-13, R-226, R-411."""
		enrolled = day("2026-01-01")
		self.assertTrue(is_without_contact(None, enrolled, enrolled + timedelta(days=91), 90))
		self.assertFalse(is_without_contact(None, enrolled, enrolled + timedelta(days=90), 90))

	@given(st.none() | days, days, st.integers(1, 5))
	def test_contacts_of_an_earlier_episode(self, last, enrolled, episode):
		"""T-15: of somebody who came back none counts from before; of a first episode those of the intake do (D-10)."""
		counted = contact_of_episode(last, enrolled, episode)
		is_of_before = last is not None and last < enrolled and episode > 1
		self.assertEqual(counted, None if is_of_before else last)

	def test_since_the_last_contact(self):
		"""R-226: counted from it, be it before the enrolment."""
		enrolled = day("2026-01-01")
		for last in (day("2025-12-01"), day("2026-02-01")):
			self.assertEqual(days_without_contact(last, enrolled, last + timedelta(days=91)), 91)
			self.assertTrue(is_without_contact(last, enrolled, last + timedelta(days=91), 90))
			self.assertFalse(is_without_contact(last, enrolled, last + timedelta(days=90), 90))
