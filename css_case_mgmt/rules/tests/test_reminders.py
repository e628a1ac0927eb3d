"""Reminders: before, at and after; to the worker, then to the manager; once only (R-169, R-361, D-02)."""

from datetime import date, timedelta
from unittest import TestCase

from hypothesis import given
from hypothesis import strategies as st

from css_case_mgmt.rules.dates import add_months
from css_case_mgmt.rules.reminders import (
	Audience,
	Clock,
	ProgrammeMonths,
	Stage,
	in_force,
	reminder_key,
	steps_in_programme,
	steps_of_citizen,
	steps_until_due,
)
from css_case_mgmt.rules.working_days import add_working_days

FIRST = date(2028, 1, 1)
LENGTH = 120
PERIOD = [FIRST + timedelta(days=step) for step in range(LENGTH)]
MONTHS = ProgrammeMonths(8, 12, 18, 24)
DUES = st.dates(FIRST - timedelta(days=30), FIRST + timedelta(days=LENGTH + 30))


def steps_of(due: date, days_before: int = 14, working_days: int = 5):
	return steps_until_due(due, due - timedelta(days=days_before), add_working_days(due, working_days))


def stages(steps, day: date) -> set[tuple[str, str]]:
	return {(step.stage.value, step.audience.value) for step in in_force(steps, day)}


def remind(day: date, due_on_that_day: dict[date, list[date]], ledger: dict[str, date]) -> None:
	for due in due_on_that_day[day]:
		for step in in_force(steps_of(due), day):
			ledger.setdefault(reminder_key(Clock.NAM, "subject", step), day)


@st.composite
def histories(draw) -> dict[date, list[date]]:
	"""What was due, as known on each day: nothing, or a date that changes now and then."""
	changes = draw(
		st.dictionaries(st.integers(0, LENGTH - 1), st.one_of(st.none(), DUES), min_size=1, max_size=6)
	)
	known, history = None, {}
	for step, day in enumerate(PERIOD):
		known = changes.get(step, known)
		history[day] = [known] if known else []
	return history


@st.composite
def runs(draw) -> list[tuple[int, int | None]]:
	"""(days after the first on which a run starts, days that it gets through before it is killed)."""
	starts = draw(st.lists(st.integers(0, LENGTH - 1), max_size=30))
	killed_after = st.one_of(st.none(), st.integers(0, 20))
	return [(start, draw(killed_after)) for start in [*sorted(starts), LENGTH - 1]] + [(LENGTH - 1, None)]


class TestSteps(TestCase):
	due = date(2028, 2, 29)

	def test_before_at_after_and_to_the_manager(self):
		"""R-169: 14 days before, on the day, the day after, and the manager five working days after."""
		steps = steps_of(self.due)
		worker, manager = Audience.CASEWORKER.value, Audience.MANAGER.value
		for day, expected in (
			(date(2028, 2, 14), set()),
			(date(2028, 2, 15), {("Before", worker)}),
			(date(2028, 2, 28), {("Before", worker)}),
			(date(2028, 2, 29), {("Due", worker)}),
			(date(2028, 3, 1), {("Overdue", worker)}),
			(date(2028, 3, 6), {("Overdue", worker)}),
			(date(2028, 3, 7), {("Overdue", worker), ("Escalated", manager)}),
		):
			with self.subTest(day=day):
				self.assertEqual(stages(steps, day), expected)

	def test_nothing_before_what_opens_when_it_is_due(self):
		self.assertEqual(stages(steps_of(self.due, days_before=0), self.due - timedelta(days=1)), set())

	def test_never_escalated_before_it_is_overdue(self):
		steps = steps_of(self.due, working_days=0)
		self.assertEqual(stages(steps, self.due), {("Due", "Caseworker")})

	def test_time_in_the_programme(self):
		"""D-02, R-361, R-372: from 8, 12, 18 and 24 months on, month-ends clamped; then the manager."""
		steps = steps_in_programme(date(2026, 8, 31), MONTHS, lambda day: add_working_days(day, 5))
		for day, expected in (
			(date(2027, 4, 29), set()),
			(date(2027, 4, 30), {("Transition", "Caseworker")}),
			(date(2027, 8, 31), {("Exit Possible", "Caseworker")}),
			(date(2028, 2, 29), {("Approaching", "Caseworker")}),
			(date(2028, 8, 30), {("Approaching", "Caseworker")}),
			(date(2028, 8, 31), {("Overdue", "Caseworker")}),
			(date(2028, 9, 7), {("Overdue", "Caseworker"), ("Escalated", "Manager")}),
		):
			with self.subTest(day=day):
				self.assertEqual(stages(steps, day), expected)

	def test_citizen(self):
		"""R-052"""
		steps = steps_of_citizen(self.due, add_working_days(self.due, 5))
		self.assertEqual(stages(steps, self.due - timedelta(days=1)), set())
		self.assertEqual(stages(steps, self.due), {("Due", "Caseworker")})
		self.assertIn(("Escalated", "Manager"), stages(steps, date(2028, 3, 7)))

	@given(due=DUES, days_before=st.integers(0, 90), working_days=st.integers(0, 30), day=DUES)
	def test_at_most_one_for_each_audience_and_never_from_the_future(
		self, due, days_before, working_days, day
	):
		"""R-169"""
		found = in_force(steps_of(due, days_before, working_days), day)
		self.assertEqual(len({step.audience for step in found}), len(found))
		self.assertTrue(all(step.from_day <= day for step in found))

	@given(due=DUES, days_before=st.integers(0, 90))
	def test_each_step_in_turn_on_its_day(self, due, days_before):
		"""R-169: watched from the beginning, each is given on its first day, the worker's and the manager's."""
		steps, given_on = steps_of(due, days_before), {}
		for step in range(-100, 60):
			day = due + timedelta(days=step)
			for each in in_force(steps, day):
				given_on.setdefault(reminder_key(Clock.NAM, "x", each), day)
		self.assertEqual(given_on, {reminder_key(Clock.NAM, "x", step): step.from_day for step in steps})

	@given(enrolled=DUES)
	def test_milestones_in_order(self, enrolled):
		"""R-361: months count from the enrolment, never from one another."""
		steps = steps_in_programme(enrolled, MONTHS, lambda day: day)
		worker = [step.from_day for step in steps if step.audience is Audience.CASEWORKER]
		self.assertEqual(worker, [add_months(enrolled, months) for months in (8, 12, 18, 24)])


class TestAnyPortions(TestCase):
	@given(history=histories(), portions=runs())
	def test_the_same_whatever_the_runs(self, history, portions):
		"""R-169: late, killed in the middle or run again: the reminders and their days are the same."""
		undisturbed: dict[str, date] = {}
		for day in PERIOD:
			remind(day, history, undisturbed)
		disturbed: dict[str, date] = {}
		reminded = 0
		for starts, gets_through in portions:
			missed = PERIOD[reminded : starts + 1]
			for day in missed if gets_through is None else missed[:gets_through]:
				remind(day, history, disturbed)
				reminded += 1
			for day in PERIOD[:reminded][-1:]:
				remind(day, history, disturbed)
		self.assertEqual(disturbed, undisturbed)

	@given(due=DUES)
	def test_known_too_late_for_one_step_is_told_by_the_next(self, due):
		"""R-169, R-453: what is entered long after it was due is still told, to both."""
		long_after = due + timedelta(days=200)
		self.assertEqual(
			{(step.stage, step.audience) for step in in_force(steps_of(due), long_after)},
			{(Stage.OVERDUE, Audience.CASEWORKER), (Stage.ESCALATED, Audience.MANAGER)},
		)
