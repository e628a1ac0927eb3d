import unittest

from hypothesis import given
from hypothesis import strategies as st

from css_case_mgmt.rules.names_in_text import places_of, possible_family_names

NAMES = st.sampled_from(("Amina", "Zarghona", "José", "Olena", "Hosai"))
FAMILY_NAMES = st.sampled_from(("Haidari", "Al Hassan", "Núñez", "Shevchenko"))
AROUND = st.text(alphabet="abc é.,\n", max_size=20)


class TestPlaces(unittest.TestCase):
	def found(self, text: str, given_names: str = "Amina Gul", family_name: str = "Haidari") -> list[str]:
		return [text[start:end] for start, end in places_of(text, given_names, family_name)]

	def test_in_full(self):
		"""R-066: in either order, with other names between, without accents, and where something is hers."""
		for text, name in (
			("Came with Amina Haidari to the office.", "Amina Haidari"),
			("Haidari Amina came.", "Haidari Amina"),
			("Amina Gul Haidari's son plays there.", "Amina Gul Haidari"),
			("Yesterday Amina HAIDARI called.", "Amina HAIDARI"),
		):
			with self.subTest(text):
				self.assertEqual(self.found(text), [name])
		self.assertEqual(self.found("Vu Jose Nunez.", "José", "Núñez"), ["Jose Nunez"])
		self.assertEqual(self.found("Met Omar Al Hassan.", "Omar", "Al Hassan"), ["Omar Al Hassan"])

	def test_not_in_full(self):
		"""R-066: half a name, small letters, a sentence between, or somebody else's name find nobody."""
		for text in (
			"Amina came.",
			"The Haidari family came.",
			"amina haidari",
			"She saw Amina. Haidari Street is near.",
			"Amina Karimi and Farid Haidari came.",
			"",
		):
			with self.subTest(text):
				self.assertEqual(self.found(text), [])
		self.assertEqual(self.found("Amina Haidari", "Amina", ""), [])

	@given(AROUND, NAMES, FAMILY_NAMES, AROUND)
	def test_whoever_is_named_can_be_looked_up(self, before, given_name, family_name, after):
		"""R-066: wherever somebody is found the family name was among those looked up, and the place is exact."""
		text = f"{before} {given_name} {family_name} {after}"
		((start, end),) = places_of(text, given_name, family_name)
		self.assertEqual(text[start:end], f"{given_name} {family_name}")
		self.assertIn(family_name, possible_family_names(text))

	@given(st.text(max_size=200), NAMES, FAMILY_NAMES)
	def test_any_text(self, text, given_name, family_name):
		"""R-066: places lie within the text, whatever it is."""
		for start, end in places_of(text, given_name, family_name):
			self.assertTrue(0 <= start < end <= len(text))
