"""Referrals: only legal moves, follow-ups on every boundary day, the support that falls (R-300 to R-315)."""

import unittest
from datetime import date, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from css_case_mgmt.rules.referral import (
	ENDINGS,
	TO_FOLLOW_UP,
	Status,
	Support,
	Trend,
	is_legal,
	is_overdue,
	moves,
	needs_delay_reason,
	next_follow_up,
	support_rises,
	support_trend,
)
from css_case_mgmt.rules.tests.strategies import days

ONE_DAY = timedelta(days=1)
DUE = date(2026, 3, 15)
WITH_PROVIDER = frozenset(Status) - {Status.DRAFT, Status.CONSENTED, Status.CANCELLED}
choices = st.lists(st.integers(min_value=0, max_value=99), max_size=30)


def walk(numbers: list[int], *, is_internal: bool) -> list[Status]:
	"""A path of legal moves from the draft on."""
	path = [Status.DRAFT]
	for number in numbers:
		possible = moves(path[-1], is_internal=is_internal)
		if not possible:
			break
		path.append(possible[number % len(possible)])
	return path


class TestMoves(unittest.TestCase):
	@given(choices)
	def test_no_path_around_the_consent(self, numbers: list[int]) -> None:
		"""R-301, R-120: whatever reaches a provider outside was consented to first."""
		path = walk(numbers, is_internal=False)
		first = next((place for place, status in enumerate(path) if status in WITH_PROVIDER), None)
		if first is not None:
			self.assertIn(Status.CONSENTED, path[:first])

	@given(choices, st.booleans())
	def test_an_ending_is_an_ending(self, numbers: list[int], is_internal: bool) -> None:
		"""R-308: after completed, declined or cancelled nothing follows; everything else can end."""
		path = walk(numbers, is_internal=is_internal)
		self.assertTrue(all(status not in ENDINGS for status in path[:-1]))
		if path[-1] not in ENDINGS:
			self.assertIn(Status.CANCELLED, moves(path[-1], is_internal=is_internal))

	@given(choices)
	def test_within_the_agency(self, numbers: list[int]) -> None:
		"""R-302: a referral within the agency is recorded and sent without a release."""
		path = walk(numbers, is_internal=True)
		self.assertNotIn(Status.CONSENTED, path)
		self.assertTrue(is_legal(Status.DRAFT, Status.SENT, is_internal=True))
		self.assertFalse(is_legal(Status.DRAFT, Status.SENT, is_internal=False))

	@given(st.sampled_from(Status), st.booleans())
	def test_standing_still_is_no_move(self, status: Status, is_internal: bool) -> None:
		self.assertFalse(is_legal(status, status, is_internal=is_internal))
		self.assertFalse(is_legal(status, Status.DRAFT, is_internal=is_internal))

	def test_every_status_is_reached(self) -> None:
		"""R-308: each of the ten."""
		for is_internal in (False, True):
			reached, waiting = set(), [Status.DRAFT]
			while waiting:
				status = waiting.pop()
				if status not in reached:
					reached.add(status)
					waiting += moves(status, is_internal=is_internal)
			self.assertEqual(set(Status) - ({Status.CONSENTED} if is_internal else set()), reached)

	def test_missed_and_booked_again(self) -> None:
		"""R-309: a missed appointment is not the end."""
		path = (Status.SENT, Status.MISSED, Status.ACCEPTED, Status.COMPLETED)
		for before, after in pairwise(path):
			self.assertTrue(is_legal(before, after, is_internal=False))


class TestFollowUp(unittest.TestCase):
	def test_on_the_day_and_after(self) -> None:
		"""R-313: due on the day, overdue the day after."""
		self.assertFalse(is_overdue(Status.SENT, DUE, None, DUE))
		self.assertTrue(is_overdue(Status.SENT, DUE, None, DUE + ONE_DAY))

	def test_a_follow_up_counts_from_the_day_on(self) -> None:
		"""R-307: one before the day does not stand for it."""
		later = DUE + 5 * ONE_DAY
		self.assertTrue(is_overdue(Status.ACCEPTED, DUE, DUE - ONE_DAY, later))
		self.assertFalse(is_overdue(Status.ACCEPTED, DUE, DUE, later))

	@given(st.sampled_from(Status), days, days)
	def test_only_open_ones(self, status: Status, due: date, today: date) -> None:
		"""R-313: what has ended, or was not sent yet, is not overdue; what was missed is."""
		self.assertEqual(status in TO_FOLLOW_UP and due < today, is_overdue(status, due, None, today))
		self.assertFalse(is_overdue(status, None, None, today))

	@given(days, st.integers(min_value=1, max_value=90))
	def test_next(self, day: date, number: int) -> None:
		"""R-307: so many days after the referral."""
		self.assertEqual(number, (next_follow_up(day, number) - day).days)


class TestDelay(unittest.TestCase):
	def asked(self, before: Status, after: Status, on: date, **values) -> bool:
		values = {"since": DUE - 14 * ONE_DAY, "follow_up_due": DUE, "followed_up_on": None, **values}
		return needs_delay_reason(before, after, on, days=14, **values)

	def test_long_on_a_waiting_list(self) -> None:
		"""R-275: fourteen days are none yet, fifteen are."""
		for after, expected in (
			(Status.ACCEPTED, True),
			(Status.IN_PROGRESS, True),
			(Status.DECLINED, False),
		):
			self.assertFalse(self.asked(Status.WAITLISTED, after, DUE))
			self.assertEqual(expected, self.asked(Status.WAITLISTED, after, DUE + ONE_DAY))

	def test_completed_long_after_the_follow_up(self) -> None:
		"""R-275: asked for where nobody followed up in time."""
		self.assertFalse(self.asked(Status.SENT, Status.COMPLETED, DUE))
		self.assertTrue(self.asked(Status.SENT, Status.COMPLETED, DUE + ONE_DAY))
		self.assertFalse(self.asked(Status.SENT, Status.COMPLETED, DUE + ONE_DAY, followed_up_on=DUE))
		self.assertFalse(self.asked(Status.SENT, Status.CANCELLED, DUE + ONE_DAY))


class TestSupport(unittest.TestCase):
	def test_more_than_before(self) -> None:
		"""R-310: accompanying is more than booking, booking more than neither."""
		falling = (Support.ACCOMPANIES, Support.BOOKS, Support.ALONE)
		for place, before in enumerate(falling):
			for later, now in enumerate(falling):
				self.assertEqual(later < place, support_rises(before, now))
			self.assertFalse(support_rises(None, before))

	@given(st.lists(st.sampled_from(Support), max_size=6))
	def test_trend(self, levels: list[Support]) -> None:
		"""R-310: from the first to the last; read backwards it turns round."""
		turned = {Trend.FALLING: Trend.RISING, Trend.RISING: Trend.FALLING}
		trend = support_trend(levels)
		self.assertEqual(turned.get(trend, trend), support_trend(levels[::-1]))
		self.assertEqual(len(levels) < 2, trend is Trend.FIRST)

	def test_falls(self) -> None:
		"""R-310: it should decrease over time."""
		self.assertIs(Trend.FALLING, support_trend([Support.ACCOMPANIES, Support.BOOKS]))
