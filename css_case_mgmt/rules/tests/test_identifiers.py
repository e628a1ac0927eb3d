import unittest

from hypothesis import given
from hypothesis import strategies as st

from css_case_mgmt.rules.identifiers import (
	NameProblem,
	NotAPostalCode,
	NotAUci,
	UciProblem,
	given_names_problem,
	is_temporary_uci,
	name_in_order,
	name_problem,
	normal_postal_code,
	normal_uci,
	shown_uci,
	tidy_name,
)

digits = st.text("0123456789", min_size=8, max_size=8) | st.text("0123456789", min_size=10, max_size=10)
separators = st.sampled_from(["", " ", "-", "–", "\u00a0", " - ", "\u200f"])
PERSIAN = str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹")
FIRST = "ABCEGHJKLMNPRSTVXY"
OTHERS = "ABCEGHJKLMNPRSTVWXYZ"


def separated(characters: str, gaps: list[str]) -> str:
	return "".join(gap + character for gap, character in zip(gaps, characters, strict=False))


class TestUci(unittest.TestCase):
	def test_eight_or_ten_digits_as_text(self):
		"""D-22: leading zeros stay, separators go, and it is shown as on documents."""
		for typed, kept, shown in (
			("1234-5678", "12345678", "1234-5678"),
			(" 00123456 ", "00123456", "0012-3456"),
			("11-2345-6789", "1123456789", "11-2345-6789"),
			("۰۰۱۲-۳۴۵۶", "00123456", "0012-3456"),
			("x12-3456-7890", "X1234567890", "X12-3456-7890"),
			("T 12 3456 7890", "T1234567890", "T12-3456-7890"),
			("can 123456789", "CAN123456789", "CAN123456789"),
		):
			self.assertEqual((normal_uci(typed), shown_uci(normal_uci(typed))), (kept, shown))
		self.assertFalse(is_temporary_uci("12345678"))
		self.assertTrue(is_temporary_uci("X1234567890"))
		self.assertTrue(is_temporary_uci("CAN123456789"))

	def test_anything_else_is_refused(self):
		"""D-22: what a spreadsheet has made of a UCI is not taken for another one."""
		for typed, problem, length in (
			("1234567", UciProblem.WRONG_LENGTH, 7),
			("123456789", UciProblem.WRONG_LENGTH, 9),
			("12345678901", UciProblem.WRONG_LENGTH, 11),
			("1234567.0", UciProblem.OTHER_CHARACTERS, 0),
			("1.23E+09", UciProblem.OTHER_CHARACTERS, 0),
			("A12345678", UciProblem.OTHER_CHARACTERS, 0),
			("X12345678", UciProblem.OTHER_CHARACTERS, 0),
			("12345678²", UciProblem.OTHER_CHARACTERS, 0),
			("", UciProblem.OTHER_CHARACTERS, 0),
		):
			with self.assertRaises(NotAUci) as refused:
				normal_uci(typed)
			self.assertEqual((refused.exception.problem, refused.exception.digits), (problem, length), typed)

	@given(digits, st.lists(separators, min_size=10, max_size=10))
	def test_separators_and_scripts_make_no_difference(self, uci, gaps):
		"""D-22: however it is typed, it is kept as the same text."""
		self.assertEqual(normal_uci(separated(uci, gaps)), uci)
		self.assertEqual(normal_uci(uci.translate(PERSIAN)), uci)

	@given(
		digits | st.from_regex(r"CAN\d{6,12}|[XT]\d{10}", fullmatch=True).map(lambda text: normal_uci(text))
	)
	def test_what_is_shown_can_be_typed_again(self, uci):
		"""D-22."""
		self.assertEqual(normal_uci(shown_uci(uci)), uci)

	@given(st.text(max_size=20))
	def test_it_is_normal_or_refused(self, text):
		"""D-22: nothing but digits and the letters of temporary forms is ever kept."""
		try:
			self.assertRegex(normal_uci(text), r"^(CAN|[XT])?[0-9]{6,12}$")
		except NotAUci as refused:
			self.assertIn(refused.problem, UciProblem)


class TestPostalCode(unittest.TestCase):
	def test_form(self):
		"""R-500: A1A 1A1."""
		for typed in ("k1a0b1", "K1A 0B1", " k1a-0b1 "):
			self.assertEqual(normal_postal_code(typed), "K1A 0B1")
		for typed in ("W1A 0B1", "Z1A 0B1", "K1D 0B1", "K1A 0O1", "K1A 0B", "90210", "KIA 0B1", ""):
			self.assertRaises(NotAPostalCode, normal_postal_code, typed)

	@given(
		st.tuples(*(st.sampled_from(kind) for kind in (FIRST, "0123456789", OTHERS))),
		st.tuples(*(st.sampled_from(kind) for kind in ("0123456789", OTHERS, "0123456789"))),
		st.lists(separators, min_size=6, max_size=6),
	)
	def test_every_code_is_kept_in_one_form(self, area, unit, gaps):
		"""R-500."""
		code = f"{''.join(area)} {''.join(unit)}"
		self.assertEqual(normal_postal_code(separated(code.replace(" ", "").lower(), gaps)), code)


class TestNames(unittest.TestCase):
	def test_names_of_many_scripts(self):
		"""R-043: a name is written with letters, of whatever script."""
		for name in ("Ali", "عبد الرحمن", "می‌خواهم", "ሰላም", "Ọlá", "Nguyễn", "O'Brien", "အောင်"):
			self.assertIsNone(name_problem(tidy_name(name)))
		for name in ("-", "123", "?", "..."):
			self.assertEqual(name_problem(name), NameProblem.NO_LETTER)

	def test_one_to_six_given_names(self):
		"""R-043."""
		self.assertIsNone(given_names_problem("A B C D E F"))
		self.assertEqual(given_names_problem("A B C D E F G"), NameProblem.TOO_MANY)

	def test_order_of_the_culture(self):
		"""R-043: the patronymic stands with the given names; the family name may come first or be missing."""
		self.assertEqual(name_in_order("Olena", "Ivanivna", "Shevchenko", False), "Olena Ivanivna Shevchenko")
		self.assertEqual(name_in_order("Olena", "Ivanivna", "Shevchenko", True), "Shevchenko Olena Ivanivna")
		self.assertEqual(name_in_order("Selam", None, None, True), "Selam")

	def test_joiners_stay_and_reordering_goes(self):
		"""R-043: a joiner is part of a Persian name; a sign that turns the text around is not."""
		self.assertEqual(tidy_name("  علی‌رضا \t  "), "علی‌رضا")
		self.assertEqual(tidy_name("Ali\u202eBaba\x00x"), "AliBaba x")
		self.assertIsNone(tidy_name(" \u202e "))

	@given(st.text(max_size=30))
	def test_a_tidy_name_stays_as_it_is(self, text):
		"""R-043."""
		name = tidy_name(text)
		self.assertEqual(tidy_name(name), name)
		self.assertNotEqual(name, "")
