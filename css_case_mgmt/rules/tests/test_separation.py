import unittest
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from css_case_mgmt.rules.separation import Move, Separation, kept_apart

DAY = date(2026, 5, 1)
BEFORE, AFTER = date(2025, 5, 1), date(2026, 9, 1)
households = st.sampled_from("ABCDEFG")
dates = st.sampled_from([BEFORE, DAY, AFTER])


@st.composite
def separations(draw):
	"""Each household came out of an earlier one, at most once: a forest, as it grows in life."""
	made = []
	for number, household in enumerate("BCDEFG", start=1):
		if draw(st.booleans()):
			left = "ABCDEFG"[draw(st.integers(0, number - 1))]
			made.append(Separation(household, left, draw(st.booleans()), draw(dates)))
	return made


moves = st.lists(st.builds(Move, households, households, dates), max_size=5)


class TestKeptApart(unittest.TestCase):
	protected = Separation("B", "A", True, DAY)

	def test_both_directions(self):
		"""R-502."""
		self.assertEqual(kept_apart("A", [self.protected], []), {"B"})
		self.assertEqual(kept_apart("B", [self.protected], []), {"A"})

	def test_an_ordinary_separation_keeps_nobody_apart(self):
		"""R-502."""
		self.assertEqual(kept_apart("A", [Separation("B", "A", False, DAY)], []), set())

	def test_through_chains(self):
		"""R-502: who comes out of either household is on its side."""
		chain = [
			self.protected,
			Separation("C", "B", False, AFTER),
			Separation("D", "A", False, BEFORE),
			Separation("E", "C", True, AFTER),
		]
		self.assertEqual(kept_apart("A", chain, []), {"B", "C", "E"})
		self.assertEqual(kept_apart("C", chain, []), {"A", "D", "E"})
		self.assertEqual(kept_apart("D", chain, []), {"B", "C", "E"})

	def test_a_household_that_somebody_joined_afterwards(self):
		"""R-502: she marries into another household; where she came from long ago is nobody's side."""
		moves = [Move("A", "B", DAY), Move("B", "F", AFTER), Move("P", "A", BEFORE)]
		self.assertEqual(kept_apart("A", [self.protected], moves), {"B", "F"})
		self.assertEqual(kept_apart("F", [self.protected], moves), {"A"})
		self.assertEqual(kept_apart("P", [self.protected], moves), set())

	def test_a_household_with_people_of_both_sides(self):
		"""R-502: it does not join the sides, and is kept apart from both."""
		moves = [Move("B", "F", AFTER), Move("A", "F", AFTER)]
		self.assertIn("B", kept_apart("A", [self.protected], moves))
		self.assertEqual(kept_apart("F", [self.protected], moves), {"A", "B"})

	def test_going_back_does_not_lift_the_protection(self):
		"""R-502: whoever stayed away is still protected."""
		self.assertEqual(kept_apart("A", [self.protected], [Move("B", "A", AFTER)]), {"B"})

	@given(separations(), moves)
	def test_it_holds_both_ways(self, separations, moves):
		"""R-502: and never of a household from itself."""
		apart = {household: kept_apart(household, separations, moves) for household in "ABCDEFG"}
		for household, others in apart.items():
			self.assertNotIn(household, others)
			for other in others:
				self.assertIn(household, apart[other])

	@given(separations(), moves, households, households)
	def test_each_protected_separation_divides(self, separations, moves, one, other):
		"""R-502: whatever else happened, the two households themselves are apart."""
		for separation in separations:
			if separation.is_protected:
				self.assertIn(separation.household, kept_apart(separation.left, separations, moves))

	@given(separations())
	def test_without_moves_the_way_between_two_decides(self, separations):
		"""R-502: apart if and only if some separation on the only way between them is protected."""
		for household in "ABCDEFG":
			protected = {household: False}
			grew = True
			while grew:
				grew = False
				for each in separations:
					for near, far in ((each.household, each.left), (each.left, each.household)):
						if near in protected and far not in protected:
							protected[far] = protected[near] or each.is_protected
							grew = True
			expected = {other for other, crossed in protected.items() if crossed}
			self.assertEqual(kept_apart(household, separations, []), expected)
