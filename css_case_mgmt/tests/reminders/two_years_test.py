"""Two years of 2,000 clients at four sites, day by day (R-169, D-29). `make test-long` runs it; Frappe's own test
runner, which has no marks, does not look for this name."""

from datetime import date
from random import Random

import pytest

from css_case_mgmt.tests.reminders.test_simulation import SimulationTestCase
from css_case_mgmt.tests.reminders.world import World

TWO_YEARS = 731


@pytest.mark.long
class TestTwoYears(SimulationTestCase):
	def test_disturbed_as_undisturbed(self):
		"""R-169, D-01, D-29: over 29 February 2028, month-ends and clock changes in four time zones, with the job
		killed, late and started twice at random: the same reminders and the same notices."""
		world = World(clients=2000, first=date(2027, 3, 1), days=TWO_YEARS, seed=1)
		undisturbed = self.live(world, hours=6)
		self.assertGreater(len(undisturbed[0]), 40_000)
		self.assert_by_the_rules(world, undisturbed[0], one_in=10)
		self.assert_same(undisturbed, self.live(world, 6, Random(2)))
		self.assertGreater(self.happened["killed"], 20, dict(self.happened))
		self.assertGreater(self.happened["doubled"], 20, dict(self.happened))
		self.assertGreater(self.happened["late"], 20, dict(self.happened))
