"""The duplicate search measured on pairs that were labelled before its rule was written (R-073)."""

from unittest import TestCase

from css_case_mgmt.rules.search_keys import is_found, lookup_of
from css_case_mgmt.rules.tests.labelled_pairs import labelled_pairs, measured


class TestLabelledPairs(TestCase):
	@classmethod
	def setUpClass(cls) -> None:
		cls.pairs = labelled_pairs()

	def test_set_is_large_enough(self):
		"""At least three hundred pairs, either label being frequent (R-073)."""
		same = sum(pair.is_same for pair in self.pairs)
		self.assertGreaterEqual(len(self.pairs), 300)
		self.assertGreaterEqual(same, len(self.pairs) // 3)
		self.assertGreaterEqual(len(self.pairs) - same, len(self.pairs) // 3)

	def test_what_is_shown_is_mostly_right(self):
		"""Of the pairs that the worker is shown, at least nine in ten are one person (R-073)."""
		self.assertGreaterEqual(measured(self.pairs).precision, 0.9)

	def test_most_duplicates_are_shown(self):
		"""Of the pairs that are one person, at least nine in ten are shown (R-073)."""
		self.assertGreaterEqual(measured(self.pairs).recall, 0.9)

	def test_half_that_was_never_looked_at_does_as_well(self):
		"""Pairs with odd numbers were not read while the rule was written (R-073)."""
		unseen = measured(pair for pair in self.pairs if pair.number % 2)
		self.assertGreaterEqual(unseen.precision, 0.9)
		self.assertGreaterEqual(unseen.recall, 0.9)

	def test_index_finds_duplicates(self):
		"""The keys of the index find nearly every duplicate, whichever of the two is entered second (R-073)."""
		same = [pair for pair in self.pairs if pair.is_same]
		found = [
			is_found(pair.one, lookup_of(pair.other)) and is_found(pair.other, lookup_of(pair.one))
			for pair in same
		]
		self.assertGreaterEqual(sum(found), 0.98 * len(same))
