import unittest
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from css_case_mgmt.rules.autonomy import AutonomyLevel, level_for
from css_case_mgmt.rules.tests.strategies import weights

LEVELS = [
	AutonomyLevel("Support Needed", 3, "Needs somebody along."),
	AutonomyLevel("Independent", Decimal("1.4999"), "Manages alone."),
	AutonomyLevel("Some Support", Decimal("2.4999"), "Manages with some help."),
]


class TestLevels(unittest.TestCase):
	def test_the_lowest_that_reaches_the_score(self):
		"""R-174: bounds belong to their level."""
		for score, name in (
			("1", "Independent"),
			("1.4999", "Independent"),
			("1.5", "Some Support"),
			("2.4999", "Some Support"),
			("2.5", "Support Needed"),
			("3", "Support Needed"),
		):
			self.assertEqual(level_for(Decimal(score), LEVELS).name, name)

	@given(st.permutations(LEVELS), weights, weights)
	def test_more_need_is_never_more_autonomy(self, levels, one, other):
		"""R-174, D-04: in whatever order the levels come."""
		lower, higher = sorted((one, other))
		self.assertLessEqual(level_for(lower, levels).up_to_score, level_for(higher, levels).up_to_score)

	def test_no_level_reaches_it(self):
		"""R-174: an admin who keeps one level only gets no words for the rest."""
		self.assertIsNone(level_for(3, LEVELS[1:]))
		self.assertIsNone(level_for(1, []))
