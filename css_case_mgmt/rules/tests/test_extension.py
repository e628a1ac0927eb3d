"""Staying longer (D-02)."""

import unittest
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from css_case_mgmt.rules.dates import add_months
from css_case_mgmt.rules.extension import (
	Asked,
	ExtensionProblem,
	end_of_programme,
	extension_problem,
	first_day_to_ask,
	last_day_to_stay,
)
from css_case_mgmt.rules.programme_stage import Stage, Standing, stage_of

days = st.dates(min_value=date(2020, 1, 1), max_value=date(2040, 12, 31))
MAXIMUM = 24


class TestExtension(unittest.TestCase):
	@given(days, st.none() | days)
	def test_an_extension_only_moves_the_end_later(self, enrolled, until):
		"""D-02."""
		longest = add_months(enrolled, MAXIMUM)
		end = end_of_programme(enrolled, MAXIMUM, until)
		self.assertGreaterEqual(end, longest)
		self.assertIn(end, (longest, until))

	@given(days, days, days, st.none() | days)
	def test_what_is_possible(self, enrolled, asked_on, until, earlier):
		"""D-02: asked for in time, longer than without it, by a year at most."""
		asked = Asked(enrolled, asked_on, until, earlier)
		end = end_of_programme(enrolled, MAXIMUM, earlier)
		expected = asked_on >= first_day_to_ask(enrolled, MAXIMUM) and end < until <= last_day_to_stay(
			asked, MAXIMUM
		)
		self.assertEqual(extension_problem(asked, MAXIMUM) is None, expected)

	def test_the_boundaries(self):
		"""D-02: month 21; the day after month 24; a year more."""
		enrolled = date(2024, 1, 31)
		in_time = date(2025, 10, 31)
		self.assertEqual(first_day_to_ask(enrolled, MAXIMUM), in_time)
		for asked_on, until, problem in (
			(in_time - timedelta(days=1), date(2026, 6, 1), ExtensionProblem.TOO_EARLY),
			(in_time, date(2026, 1, 31), ExtensionProblem.NOT_LONGER),
			(in_time, date(2026, 2, 1), None),
			(in_time, date(2027, 1, 31), None),
			(in_time, date(2027, 2, 1), ExtensionProblem.TOO_LONG),
		):
			with self.subTest(asked_on=asked_on, until=until):
				self.assertIs(extension_problem(Asked(enrolled, asked_on, until), MAXIMUM), problem)


class TestStage(unittest.TestCase):
	def test_the_order(self):
		"""R-009."""
		for standing, stage in (
			(Standing(), None),
			(Standing(naars_provider="RAP"), Stage.RAP),
			(Standing(naars_provider="Settlement"), Stage.SETTLEMENT),
			(Standing(is_enrolled=True, naars_provider="RAP"), Stage.CSS),
			(Standing(has_exited=True), Stage.SETTLEMENT),
			(Standing(has_exited=True, exit_asks_for="Destination"), Stage.SETTLEMENT),
			(Standing(has_exited=True, exit_asks_for="Day of Death"), None),
			(Standing(has_exited=True, exit_asks_for="Citizenship"), None),
		):
			with self.subTest(standing):
				self.assertIs(stage_of(standing), stage)
