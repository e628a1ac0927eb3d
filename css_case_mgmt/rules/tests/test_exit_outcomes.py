"""R-379, T-15: what became of those who left, at each boundary and for any of them."""

from datetime import date, timedelta
from decimal import Decimal
from unittest import TestCase

from hypothesis import given
from hypothesis import strategies as st

from css_case_mgmt.rules.exit_outcomes import (
	Completed,
	Outcome,
	Stay,
	final_assessment,
	length_of_stay,
	months_stayed,
	outcome,
)
from css_case_mgmt.rules.tests.strategies import days

EXIT = date(2026, 8, 14)


def assessments(*dates: date) -> list[Completed]:
	return [Completed(f"A{number}", number, day) for number, day in enumerate(dates, start=1)]


class TestFinalAssessment(TestCase):
	def test_last_one_within_the_interval(self):
		"""R-379: four months before, that day included."""
		first, boundary = date(2025, 9, 8), date(2026, 4, 14)
		found = final_assessment(assessments(first, boundary), None, EXIT, 4)
		self.assertEqual(found.name, "A2")
		self.assertIsNone(final_assessment(assessments(first, boundary - timedelta(days=1)), None, EXIT, 4))

	def test_a1_is_never_final(self):
		"""R-365: the tool is administered again."""
		self.assertIsNone(final_assessment(assessments(EXIT), None, EXIT, 4))
		self.assertIsNone(final_assessment(assessments(EXIT), "A1", EXIT, 4))
		self.assertIsNone(final_assessment([], None, EXIT, 4))

	def test_what_the_exit_names_goes_before(self):
		"""R-365: however long ago."""
		made = assessments(date(2025, 1, 1), date(2025, 5, 1), date(2026, 8, 1))
		self.assertEqual(final_assessment(made, "A2", EXIT, 4).name, "A2")

	def test_after_the_exit_is_not_of_the_exit(self):
		made = assessments(date(2025, 9, 8), date(2026, 8, 1), EXIT + timedelta(days=1))
		self.assertEqual(final_assessment(made, None, EXIT, 4).name, "A2")

	@given(st.lists(days, max_size=6), days, st.integers(1, 12))
	def test_is_one_of_the_episode(self, dates, exited_on, interval):
		made = assessments(*sorted(dates))
		found = final_assessment(made, None, exited_on, interval)
		if found:
			self.assertIn(found, made[1:])
			self.assertLessEqual(found.assessed_on, exited_on)


class TestOutcome(TestCase):
	def test_in_words(self):
		"""D-04: a lower number is better; R-379."""
		for change, expected in ((-1, Outcome.IMPROVED), (0, Outcome.SAME), (0.25, Outcome.WORSE)):
			for is_planned in (True, False):
				with self.subTest(change=change, is_planned=is_planned):
					self.assertIs(
						expected, outcome(change, has_final=True, is_planned=is_planned, has_died=False)
					)

	def test_without_final_assessment(self):
		"""R-379: who left unplanned dropped out, but for a death."""
		for is_planned, has_died, expected in (
			(False, False, Outcome.DROPPED_OUT),
			(False, True, Outcome.NOT_COMPARABLE),
			(True, False, Outcome.NOT_COMPARABLE),
		):
			with self.subTest(is_planned=is_planned, has_died=has_died):
				found = outcome(None, has_final=False, is_planned=is_planned, has_died=has_died)
				self.assertIs(expected, found)

	def test_not_comparable(self):
		"""D-03: no number is not the number 0."""
		found = outcome(None, has_final=True, is_planned=False, has_died=False)
		self.assertIs(Outcome.NOT_COMPARABLE, found)


class TestLengthOfStay(TestCase):
	def test_counted_by_hand(self):
		self.assertEqual(
			Stay(Decimal("12.9"), Decimal("12.5")), length_of_stay([14, 14, 18, 14, 11, 11, 11, 10])
		)
		self.assertEqual(Stay(), length_of_stay([]))
		self.assertEqual(18, months_stayed(date(2025, 1, 31), date(2026, 7, 31)))
		self.assertEqual(11, months_stayed(date(2025, 10, 1), date(2026, 9, 30)))

	@given(st.lists(st.integers(0, 60), min_size=1))
	def test_lies_between_shortest_and_longest(self, months):
		stay = length_of_stay(months)
		for number in (stay.mean, stay.median):
			self.assertLessEqual(min(months), number)
			self.assertLessEqual(number, max(months))
		self.assertEqual(stay, length_of_stay(reversed(months)))
