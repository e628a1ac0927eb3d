from datetime import date, timedelta
from unittest import TestCase

from hypothesis import given
from hypothesis import strategies as st

from css_case_mgmt.rules.case_notes import initials, is_late
from css_case_mgmt.rules.group_message import names_in

DAYS = st.dates(min_value=date(2020, 1, 1), max_value=date(2030, 1, 1))
NAMES = st.text("abcdefgh", min_size=3, max_size=9)


class TestInitials(TestCase):
	def test_of_names(self) -> None:
		"""R-264."""
		for name, expected in {
			"Anne-Marie Tremblay": "AMT",
			"  maria  de la cruz ": "MDLC",
			"Élodie Œuvrard": "ÉŒ",
			"محمد علي": "مع",
			"(Dr.) O'Neil": "DO",
			"123": "",
			"": "",
		}.items():
			self.assertEqual(initials(name), expected, name)

	@given(st.text(max_size=60))
	def test_letters_alone(self, name: str) -> None:
		"""R-264: capitals, as many as there are parts at most (one letter may have two capitals)."""
		found = initials(name)
		self.assertEqual(found, found.upper())
		self.assertFalse(any(sign.isspace() for sign in found))


class TestIsLate(TestCase):
	@given(DAYS, st.integers(0, 400), st.integers(0, 60))
	def test_the_last_day_is_in_time(self, happened_on: date, waited: int, allowed: int) -> None:
		"""R-283."""
		entered_on = happened_on + timedelta(days=waited)
		self.assertEqual(is_late(happened_on, entered_on, allowed), waited > allowed)


class TestNamesIn(TestCase):
	@given(st.lists(NAMES, min_size=1, max_size=5))
	def test_every_name_is_found_whatever_its_case(self, names: list[str]) -> None:
		"""R-236."""
		text = f"Dear {', '.join(names).upper()}!"
		self.assertEqual(names_in(text, names), list(dict.fromkeys(names)))

	@given(NAMES)
	def test_no_name_within_a_word(self, name: str) -> None:
		"""R-236: Sam is not in Samstag."""
		self.assertEqual(names_in(f"x{name}y and {name}ing", [name]), [])

	def test_short_names_are_words(self) -> None:
		self.assertEqual(names_in("Go to the office", ["Go", "To"]), [])
