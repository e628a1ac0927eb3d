import unittest
from datetime import date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from css_case_mgmt.rules.dates import add_months
from css_case_mgmt.rules.tests.strategies import days
from css_case_mgmt.rules.today import (
	MENTIONED_DAYS,
	Item,
	Kind,
	ProgrammeMonths,
	State,
	Task,
	by_worker,
	counts,
	in_order,
	milestone_of,
	state_of,
)

TODAY = date(2026, 3, 10)
MONTHS = ProgrammeMonths(transition=8, minimum=12, typical=18, maximum=24)
soon = st.integers(0, 60)
RANK = {state: rank for rank, state in enumerate(State)}


def item(state=State.OVERDUE, **values) -> Item:
	values = {
		"kind": Kind.NAM,
		"task": Task.START_ASSESSMENT,
		"file_number": "F1",
		"doctype": "D",
		"name": "N",
		**values,
	}
	return Item(state=state, **values)


@st.composite
def items(draw):
	return [
		item(
			draw(st.sampled_from(State)),
			kind=draw(st.sampled_from(Kind)),
			name=str(number),
			due=draw(st.none() | days),
			since=draw(st.none() | days),
			starts_on=draw(st.none() | st.datetimes(datetime(2026, 1, 1), datetime(2026, 12, 31))),
			case_number=draw(st.sampled_from(["C1", "C2", None])),
			worker=draw(st.sampled_from(["a", "b", None])),
		)
		for number in range(draw(st.integers(0, 12)))
	]


class TestState(unittest.TestCase):
	def test_every_boundary(self):
		"""R-458, R-169: due on the day itself, overdue from the next, soon from so many days before."""
		opens = TODAY - timedelta(days=5)
		for days_left, without, with_opening in (
			(-1, State.OVERDUE, State.OVERDUE),
			(0, State.TODAY, State.TODAY),
			(1, State.SOON, State.SOON),
			(14, State.SOON, State.SOON),
			(15, None, State.WAITING),
		):
			with self.subTest(days_left=days_left):
				due = TODAY + timedelta(days=days_left)
				self.assertEqual(state_of(due, TODAY, 14), without)
				self.assertEqual(state_of(due, TODAY, 14, opens), with_opening)

	def test_nothing_waits_before_it_opens(self):
		"""R-506: on the day on which it opens it waits."""
		due = TODAY + timedelta(days=90)
		self.assertIsNone(state_of(due, TODAY, 14, TODAY + timedelta(days=1)))
		self.assertEqual(state_of(due, TODAY, 14, TODAY), State.WAITING)

	@given(days, days, soon, st.none() | days)
	def test_never_less_urgent_the_next_day(self, due, today, soon_days, opens):
		"""R-458: what is on the list stays on it until it is done, and rises."""
		before = state_of(due, today, soon_days, opens)
		after = state_of(due, today + timedelta(days=1), soon_days, opens)
		if before:
			self.assertIsNotNone(after)
			self.assertLessEqual(RANK[after], RANK[before])


class TestOrder(unittest.TestCase):
	def test_appointments_by_time_then_longest_overdue(self):
		"""R-458"""
		early = item(State.TODAY, name="early", kind=Kind.APPOINTMENT, starts_on=datetime(2026, 3, 10, 9))
		late = item(State.TODAY, name="late", kind=Kind.APPOINTMENT, starts_on=datetime(2026, 3, 10, 15))
		due = item(State.TODAY, name="due", due=TODAY)
		longest = item(name="longest", due=TODAY - timedelta(days=30))
		shortest = item(name="shortest", due=TODAY - timedelta(days=2))
		waiting = item(State.WAITING, name="waiting", since=TODAY - timedelta(days=99))
		soon = item(State.SOON, name="soon", due=TODAY + timedelta(days=2))
		ordered = in_order([waiting, due, soon, late, shortest, early, longest])
		self.assertEqual(
			[each.name for each in ordered],
			["longest", "shortest", "early", "late", "due", "soon", "waiting"],
		)

	def test_one_family_stands_together(self):
		"""R-458: what is due on the same day."""
		found = in_order(
			[
				item(name="1", due=TODAY, case_number="C2"),
				item(name="2", due=TODAY, case_number="C1", kind=Kind.PERIODIC),
				item(name="3", due=TODAY, case_number="C2", kind=Kind.CONTACT),
				item(name="4", due=TODAY, case_number="C1"),
			]
		)
		self.assertEqual([each.case_number for each in found], ["C1", "C1", "C2", "C2"])

	@given(items(), st.randoms())
	def test_the_same_whatever_the_order_before(self, drawn, chance):
		"""R-458: nothing is lost, and the list does not jump about when it is read again."""
		shuffled = list(drawn)
		chance.shuffle(shuffled)
		ordered = in_order(shuffled)
		self.assertEqual(ordered, in_order(drawn))
		self.assertEqual(sorted(ordered, key=id), sorted(drawn, key=id))
		ranks = [RANK[each.state] for each in ordered]
		self.assertEqual(ranks, sorted(ranks))

	@given(items())
	def test_counts_and_groups_add_up(self, drawn):
		"""R-187: each item is in one state and with one worker."""
		self.assertEqual(sum(counts(drawn).values()), len(drawn))
		grouped = by_worker(drawn)
		self.assertEqual(sum(map(len, grouped.values())), len(drawn))
		for worker, own in grouped.items():
			self.assertTrue(all(each.worker == worker for each in own))


class TestMilestone(unittest.TestCase):
	def found(self, month: int, days_after: int):
		enrolled = date(2025, 1, 31)
		today = add_months(enrolled, month) + timedelta(days=days_after)
		milestone = milestone_of(enrolled, today, MONTHS, 14)
		return milestone and (milestone.task, milestone.state)

	def test_every_boundary(self):
		"""R-361, R-372: notice from the third assessment, 12, 18 and 24 months; only the last is overdue."""
		for month, days_after, expected in (
			(8, -15, None),
			(8, -14, (Task.SPEAK_OF_TRANSITION, State.SOON)),
			(8, 0, (Task.SPEAK_OF_TRANSITION, State.TODAY)),
			(8, 1, (Task.SPEAK_OF_TRANSITION, State.WAITING)),
			(8, MENTIONED_DAYS, (Task.SPEAK_OF_TRANSITION, State.WAITING)),
			(8, MENTIONED_DAYS + 1, None),
			(12, -14, (Task.CONSIDER_EXIT, State.SOON)),
			(12, 0, (Task.CONSIDER_EXIT, State.TODAY)),
			(12, MENTIONED_DAYS + 1, None),
			(18, -1, (Task.BEYOND_TYPICAL_LENGTH, State.SOON)),
			(18, 0, (Task.BEYOND_TYPICAL_LENGTH, State.TODAY)),
			(18, 100, (Task.BEYOND_TYPICAL_LENGTH, State.WAITING)),
			(24, -14, (Task.END_PROGRAMME, State.SOON)),
			(24, 0, (Task.END_PROGRAMME, State.TODAY)),
			(24, 1, (Task.END_PROGRAMME, State.OVERDUE)),
			(36, 0, (Task.END_PROGRAMME, State.OVERDUE)),
		):
			with self.subTest(month=month, days_after=days_after):
				self.assertEqual(self.found(month, days_after), expected)

	@given(days, st.integers(0, 1500), st.integers(-400, 1500), soon)
	def test_an_extension_moves_the_end_and_never_forward(self, enrolled, elapsed, extended, soon_days):
		"""D-02: overdue only after the later of both days."""
		today, until = enrolled + timedelta(days=elapsed), enrolled + timedelta(days=extended)
		found = milestone_of(enrolled, today, MONTHS, soon_days, until)
		last_day = max(add_months(enrolled, MONTHS.maximum), until)
		self.assertEqual(bool(found and found.state is State.OVERDUE), today > last_day)
		unextended = milestone_of(enrolled, today, MONTHS, soon_days)
		self.assertEqual(milestone_of(enrolled, today, MONTHS, soon_days, enrolled), unextended)

	@given(days, st.integers(0, 1200), soon)
	def test_overdue_after_the_longest_time_and_never_before(self, enrolled, elapsed, soon_days):
		"""R-361"""
		today = enrolled + timedelta(days=elapsed)
		found = milestone_of(enrolled, today, MONTHS, soon_days)
		is_over = today > add_months(enrolled, MONTHS.maximum)
		self.assertEqual(bool(found and found.state is State.OVERDUE), is_over)
		if found:
			self.assertEqual(found.day > today, found.state is State.SOON)
