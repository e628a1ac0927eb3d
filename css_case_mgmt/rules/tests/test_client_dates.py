import unittest
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from css_case_mgmt.rules.client_dates import (
	HAS_HAPPENED,
	IN_ORDER,
	InFuture,
	OutOfOrder,
	TooEarly,
	date_problem,
)
from css_case_mgmt.rules.tests.strategies import days

TODAY = date(2026, 6, 1)
DAY = timedelta(days=1)
FIELDS = sorted({*HAS_HAPPENED, *(field for pair in IN_ORDER for field in pair)})


class TestClientDates(unittest.TestCase):
	def test_what_has_happened_is_not_in_the_future(self):
		"""R-053: today is allowed, tomorrow is not; RAP may end tomorrow."""
		for field in HAS_HAPPENED:
			self.assertIsNone(date_problem({field: TODAY}, TODAY))
			self.assertEqual(date_problem({field: TODAY + DAY}, TODAY), InFuture(field))
		self.assertIsNone(date_problem({"rap_end_date": TODAY + DAY}, TODAY))

	def test_order(self):
		"""R-052, R-053, R-055: the same day is allowed, the day before is not."""
		for first, later in IN_ORDER:
			self.assertIsNone(date_problem({first: TODAY - DAY, later: TODAY - DAY}, TODAY))
			self.assertEqual(
				date_problem({first: TODAY - DAY, later: TODAY - 2 * DAY}, TODAY), OutOfOrder(first, later)
			)

	def test_births_before_1900(self):
		"""R-044."""
		self.assertIsNone(date_problem({"date_of_birth": date(1900, 1, 1)}, TODAY))
		self.assertEqual(
			date_problem({"date_of_birth": date(1899, 12, 31)}, TODAY), TooEarly("date_of_birth")
		)

	@given(st.dictionaries(st.sampled_from(FIELDS), days | st.none()), days)
	def test_a_problem_is_named_exactly_where_there_is_one(self, dates, today):
		"""R-053."""
		problem = date_problem(dates, today)
		known = {field: day for field, day in dates.items() if day}
		in_future = any(known[field] > today for field in HAS_HAPPENED if field in known)
		out_of_order = any(
			known[later] < known[first] for first, later in IN_ORDER if first in known and later in known
		)
		self.assertEqual(problem is not None, in_future or out_of_order)
		if isinstance(problem, OutOfOrder):
			self.assertLess(known[problem.later], known[problem.first])

	@given(st.dictionaries(st.sampled_from(FIELDS), days), days)
	def test_leaving_a_date_out_never_makes_a_problem(self, dates, today):
		"""R-053: an incomplete file can always be kept."""
		if date_problem(dates, today) is None:
			for field in dates:
				rest = {other: day for other, day in dates.items() if other != field}
				self.assertIsNone(date_problem(rest, today))
