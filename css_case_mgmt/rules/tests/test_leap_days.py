"""29 February in the clocks of exits and longer stays (D-01, D-02, R-360, R-372, R-379)."""

from dataclasses import replace
from datetime import date, timedelta
from unittest import TestCase

from hypothesis import example, given
from hypothesis import strategies as st

from css_case_mgmt.rules.dates import add_months
from css_case_mgmt.rules.exit_gate import Code, Facts, FinalAssessment, Finding, Policy, Standing, checks
from css_case_mgmt.rules.exit_outcomes import Completed, final_assessment, months_stayed
from css_case_mgmt.rules.extension import (
	Asked,
	ExtensionProblem,
	end_of_programme,
	extension_problem,
	first_day_to_ask,
	last_day_to_stay,
)

ONE_DAY = timedelta(days=1)
LEAP_DAY, LAST_OF_FEBRUARY = date(2028, 2, 29), date(2027, 2, 28)


def standing(code: Code, **facts) -> tuple[Standing, Finding]:
	facts = {"today": LEAP_DAY, "enrolled_on": date(2026, 6, 1), "last_day": LEAP_DAY, **facts}
	(found,) = [check for check in checks(Facts(**facts)) if check.code is code]
	return found.standing, found.finding


class TestExit(TestCase):
	def test_the_shortest_length(self):
		"""D-02: enrolled on 29 February, a year later it is 28 February; from 28 February it stays the 28th."""
		for enrolled_on, earliest in (
			(LEAP_DAY, date(2029, 2, 28)),
			(LAST_OF_FEBRUARY, date(2028, 2, 28)),
			(date(2027, 3, 1), date(2028, 3, 1)),
		):
			with self.subTest(enrolled_on):
				facts = {"enrolled_on": enrolled_on, "today": earliest}
				self.assertEqual(standing(Code.LENGTH, last_day=earliest, **facts)[0], Standing.MET)
				before = standing(Code.LENGTH, last_day=earliest - ONE_DAY, **facts)
				self.assertEqual(before, (Standing.MISSING, Finding.TOO_EARLY))

	def test_the_advance_notice(self):
		"""R-372: eight months from the last day of June are the last day of February."""
		enrolled_on = date(2027, 6, 30)
		told = standing(Code.ADVANCE_NOTICE, enrolled_on=enrolled_on)
		self.assertEqual(told, (Standing.MISSING, Finding.NOT_SAID))
		before = standing(Code.ADVANCE_NOTICE, enrolled_on=enrolled_on, last_day=LEAP_DAY - ONE_DAY)
		self.assertEqual(before, (Standing.NOT_APPLICABLE, Finding.NOT_YET))

	def test_ninety_days_ahead(self):
		"""R-360: the leap day is one of them."""
		today = date(2027, 12, 1)
		self.assertEqual(standing(Code.LAST_DAY, today=today)[0], Standing.MET)
		after = standing(Code.LAST_DAY, today=today, last_day=LEAP_DAY + ONE_DAY)
		self.assertEqual(after, (Standing.MISSING, Finding.TOO_FAR_AHEAD))

	def test_the_final_assessment(self):
		"""R-362, R-365: four months from 29 February end on 29 June."""
		final = FinalAssessment(LEAP_DAY)
		for last_day, expected in ((date(2028, 6, 29), Standing.MET), (date(2028, 6, 30), Standing.WARNED)):
			found = standing(Code.FINAL_ASSESSMENT, today=last_day, last_day=last_day, assessment=final)
			self.assertEqual(found[0], expected)

	@given(st.dates(date(2026, 1, 1), date(2028, 12, 31)), st.integers(1, 12), st.integers(-40, 40))
	@example(date(2027, 2, 28), 4, 2)
	@example(LEAP_DAY, 4, 1)
	def test_gate_and_report_agree(self, assessed_on, months, later):
		"""R-365, R-379: what the gate calls long ago speaks for no exit in the report, and the other way round."""
		exited_on = max(add_months(assessed_on, months) + timedelta(days=later), assessed_on)
		facts = {"today": exited_on, "last_day": exited_on, "policy": Policy(assessment_months=months)}
		facts |= {"enrolled_on": assessed_on, "assessment": FinalAssessment(assessed_on)}
		warned = standing(Code.FINAL_ASSESSMENT, **facts)[0] is Standing.WARNED
		completed = [Completed("A1", 1, assessed_on), Completed("A2", 2, assessed_on)]
		self.assertEqual(final_assessment(completed, None, exited_on, months) is None, warned)

	def test_months_stayed(self):
		"""R-379: who began on 29 February completes a month on the 28th of a shorter one."""
		for enrolled_on, exited_on, months in (
			(LEAP_DAY, date(2029, 2, 28), 12),
			(LEAP_DAY, date(2029, 2, 27), 11),
			(date(2027, 8, 31), LEAP_DAY, 6),
			(date(2027, 8, 31), LEAP_DAY - ONE_DAY, 5),
			(LAST_OF_FEBRUARY, date(2028, 2, 28), 12),
			(LEAP_DAY, LEAP_DAY, 0),
		):
			with self.subTest(enrolled_on, exited_on=exited_on):
				self.assertEqual(months_stayed(enrolled_on, exited_on), months)


class TestLongerStay(TestCase):
	def test_the_end(self):
		"""D-02: two years from 29 February end on 28 February, four on the 29th again."""
		for months, end in ((24, date(2030, 2, 28)), (48, date(2032, 2, 29)), (18, date(2029, 8, 29))):
			with self.subTest(months):
				self.assertEqual(end_of_programme(LEAP_DAY, months), end)

	def test_when_it_is_asked_for(self):
		"""D-02: month 21 from the last day of May begins on the leap day."""
		enrolled, until = date(2026, 5, 31), date(2028, 6, 1)
		self.assertEqual(first_day_to_ask(enrolled, 24), LEAP_DAY)
		self.assertIsNone(extension_problem(Asked(enrolled, LEAP_DAY, until), 24))
		early = extension_problem(Asked(enrolled, LEAP_DAY - ONE_DAY, until), 24)
		self.assertIs(early, ExtensionProblem.TOO_EARLY)

	def test_until_the_leap_day(self):
		"""D-02: a stay may end on it, and a year more ends on 28 February."""
		enrolled = date(2025, 12, 1)
		asked = Asked(enrolled, date(2027, 11, 1), LEAP_DAY)
		self.assertIsNone(extension_problem(asked, 24))
		again = replace(asked, earlier_until=LEAP_DAY, extended_until=date(2029, 2, 28))
		self.assertEqual(last_day_to_stay(again, 24), date(2029, 2, 28))
		self.assertIsNone(extension_problem(again, 24))
		longer = replace(again, extended_until=date(2029, 3, 1))
		self.assertIs(extension_problem(longer, 24), ExtensionProblem.TOO_LONG)

	@given(st.sampled_from((LEAP_DAY, date(2024, 2, 29), LAST_OF_FEBRUARY)), st.integers(0, 60))
	def test_counted_from_the_enrolment(self, enrolled, months):
		"""D-01: never from an earlier result, so that the 28th does not stay where it was the 29th."""
		end = end_of_programme(enrolled, months)
		self.assertEqual(end, add_months(enrolled, months))
		if (end.year % 4, end.month) == (0, 2):
			self.assertEqual(end.day, enrolled.day)
