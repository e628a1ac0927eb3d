"""Reminders over months, with a job that is killed, late and started twice (R-169, D-29)."""

from datetime import date, timedelta
from random import Random

import frappe

from css_case_mgmt.tests import SiteTestCase
from css_case_mgmt.tests.reminders.reference import CLOCKS, Reference
from css_case_mgmt.tests.reminders.simulation import (
	LEDGER,
	Simulation,
	days_noticed,
	ledger,
	make_places,
	notices,
	take_out_places,
)
from css_case_mgmt.tests.reminders.world import World

CLOCK, SUBJECT, KEY, REMIND_ON = map(LEDGER.index, ("clock", "subject", "reminder_key", "remind_on"))


class SimulationTestCase(SiteTestCase):
	@classmethod
	def setUpClass(cls) -> None:
		super().setUpClass()
		cls.addClassCleanup(take_out_places)
		make_places()

	def live(self, world: World, hours: int, disturbance: Random | None = None) -> tuple[set, set]:
		simulation = Simulation(world, hours, disturbance)
		simulation.run()
		self.happened = simulation.happened
		frappe.db.savepoint("before_each_test")
		told = notices()
		self.assertEqual(len(set(days_noticed())), len(told), "one notice for each person and day")
		return ledger(), set(told)

	def assert_same(self, first: tuple[set, set], second: tuple[set, set]) -> None:
		for what, one, other in zip(("reminders", "notices"), first, second, strict=True):
			different = sorted(one ^ other, key=str)
			if different:
				self.fail(f"{len(different)} different {what}, such as {different[:5]}")

	def assert_by_the_rules(self, world: World, reminders: set, one_in: int = 1) -> None:
		"""The database finds what the rules find who look at everybody every day, or at one in so many."""
		reference = Reference(world, world.first - timedelta(days=1), world.last)
		looked_at = set(list(reference.rows["CSS Enrolment"])[::one_in])
		clocks = {clock.value for clock in CLOCKS}
		found = {
			(row[KEY], row[REMIND_ON])
			for row in reminders
			if row[CLOCK] in clocks and row[SUBJECT] in looked_at
		}
		different = sorted(found ^ reference.reminders(looked_at))
		if different:
			self.fail(f"{len(different)} not as by the rules, such as {different[:5]}")


class TestThreeMonths(SimulationTestCase):
	def test_disturbed_as_undisturbed(self):
		"""R-169, D-29: the clocks go forward, a leap day passes, the job is disturbed: the same reminders."""
		world = World(clients=20, first=date(2028, 1, 20), days=75, seed=3)
		undisturbed = self.live(world, hours=3)
		self.assertGreater(len(undisturbed[0]), 40)
		self.assert_by_the_rules(world, undisturbed[0])
		self.assert_same(undisturbed, self.live(world, 3, Random(5)))
		self.assertTrue({"killed", "late", "doubled"} <= set(self.happened), dict(self.happened))
