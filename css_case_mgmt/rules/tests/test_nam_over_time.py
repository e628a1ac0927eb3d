import unittest
from itertools import product

from css_case_mgmt.rules.nam_over_time import NotComparable, why_not_comparable


class TestWhyNotComparable(unittest.TestCase):
	def test_the_flag_decides(self):
		"""D-03, R-167: exactly where a change is on record is there nothing to explain."""
		for has_change, *others in product((True, False), repeat=4):
			has_baseline, then, now = others
			why = why_not_comparable(
				has_change=has_change, has_baseline=has_baseline, is_scored_then=then, is_scored_now=now
			)
			self.assertEqual(why is None, has_change)

	def test_the_first_reason_that_holds(self):
		"""R-167: what stands in the way is said."""

		def why(has_baseline, then, now):
			return why_not_comparable(
				has_change=False, has_baseline=has_baseline, is_scored_then=then, is_scored_now=now
			)

		self.assertEqual(why(False, False, True), NotComparable.NO_LATER_ASSESSMENT)
		self.assertEqual(why(True, False, True), NotComparable.NO_SCORE_THEN)
		self.assertEqual(why(True, True, False), NotComparable.NO_SCORE_NOW)
		self.assertEqual(why(True, True, True), NotComparable.OTHER_QUESTIONS)
