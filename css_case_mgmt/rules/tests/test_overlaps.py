from datetime import datetime, timedelta
from unittest import TestCase

from hypothesis import given
from hypothesis import strategies as st

from css_case_mgmt.rules.overlaps import Booking, EmptyBooking, clashes

NINE = datetime(2026, 3, 2, 9)
MINUTE = timedelta(minutes=1)
PEOPLE = ("worker", "interpreter", "client")


def booking(reference: str, starts: int, minutes: int, *people: str) -> Booking:
	begin = NINE + starts * MINUTE
	return Booking(reference, begin, begin + minutes * MINUTE, frozenset(people))


@st.composite
def many(draw) -> list[Booking]:
	drawn = draw(
		st.lists(
			st.tuples(st.integers(0, 300), st.integers(1, 90), st.sets(st.sampled_from(PEOPLE))), max_size=12
		)
	)
	return [
		booking(str(number), starts, minutes, *people)
		for number, (starts, minutes, people) in enumerate(drawn)
	]


class TestOverlaps(TestCase):
	"""Bookings of worker, interpreter and client (R-505)."""

	def test_one_that_begins_when_the_other_ends_does_not_overlap(self):
		first, second = booking("a", 0, 60, "worker"), booking("b", 60, 30, "worker")
		self.assertFalse(first.shares_time(second))
		self.assertEqual(clashes([first, second]), {})

	def test_a_shared_minute_is_an_overlap(self):
		first, second = booking("a", 0, 60, "worker"), booking("b", 59, 30, "worker")
		self.assertEqual(first.clashes_with(second), {"worker"})
		self.assertEqual(clashes([second, first]), {"a": {"b"}, "b": {"a"}})

	def test_only_the_same_persons_time_clashes(self):
		first, second = booking("a", 0, 60, "worker"), booking("b", 0, 60, "interpreter")
		self.assertTrue(first.shares_time(second))
		self.assertEqual(clashes([first, second]), {})

	def test_a_booking_takes_time(self):
		for minutes in (0, -1):
			with self.assertRaises(EmptyBooking):
				booking("a", 0, minutes, "worker")

	@given(many())
	def test_the_sweep_finds_what_comparing_each_with_each_finds(self, bookings):
		expected = {}
		for one in bookings:
			others = {other.reference for other in bookings if other is not one and one.clashes_with(other)}
			if others:
				expected[one.reference] = others
		self.assertEqual(clashes(bookings), expected)

	@given(st.integers(0, 200), st.integers(1, 90), st.integers(0, 200), st.integers(1, 90))
	def test_sharing_time_is_having_a_minute_in_common(self, first, length, second, other_length):
		minutes = set(range(first, first + length)) & set(range(second, second + other_length))
		one, other = booking("a", first, length), booking("b", second, other_length)
		self.assertEqual(one.shares_time(other), bool(minutes))
		self.assertEqual(other.shares_time(one), bool(minutes))
