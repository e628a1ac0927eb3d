"""Whether two files may be one person's (R-073, D-22)."""

from dataclasses import replace
from datetime import date
from unittest import TestCase

from hypothesis import given
from hypothesis import strategies as st

from css_case_mgmt.rules.duplicates import Person, Reason, Verdict, compare
from css_case_mgmt.rules.search_keys import LONGEST_KEY, is_found, keys_of, lookup_of

BORN = date(1987, 5, 17)
AMINA = Person("Amina Yusuf", "Warsame", date_of_birth=BORN, phones=("+1 613 555 0101",), uci="1122-3344")

names = st.one_of(
	st.sampled_from(("Mohammed", "Maxamed Cali", "Amina", "Amira Yusuf", "الحسن", "Ольга", "Jean-Paul", "")),
	st.text(max_size=20),
)
dates = st.none() | st.dates(date(1930, 1, 1), date(2026, 1, 1))
people = st.builds(
	Person,
	given_names=names,
	family_name=names,
	patronymic=names,
	preferred_name=names,
	other_names=st.lists(names, max_size=2).map(tuple),
	date_of_birth=dates,
	birth_date_is_estimated=st.booleans(),
	uci=st.text("0123456789- ", max_size=10),
	phones=st.lists(st.text("+0123456789 ", max_size=14), max_size=2).map(tuple),
)


class TestProperties(TestCase):
	@given(people, people)
	def test_symmetric(self, one, other):
		"""Whoever is entered second, the answer is the same (R-073)."""
		self.assertEqual(compare(one, other), compare(other, one))

	@given(people)
	def test_reflexive(self, person):
		"""Nobody with a name and a birth date is different from herself (R-073)."""
		known = replace(person, given_names=f"Farhad {person.given_names}", date_of_birth=BORN)
		self.assertIsNot(compare(known, known).verdict, Verdict.DIFFERENT)
		self.assertTrue(is_found(known, lookup_of(known)))

	@given(people, people)
	def test_order_of_lists_and_case_do_not_matter(self, one, other):
		"""Phones and other names have no order, and names no case (R-043)."""
		shuffled = replace(
			one,
			other_names=one.other_names[::-1],
			phones=one.phones[::-1],
			given_names=one.given_names.swapcase() if one.given_names.isascii() else one.given_names,
		)
		self.assertEqual(compare(shuffled, other), compare(one, other))

	@given(people)
	def test_keys_fit_their_column(self, person):
		"""Keys are short however long the names are (R-043)."""
		long = replace(person, given_names="Krzysztofbrzęczyszczykiewicz" * 5 + " Ali")
		self.assertTrue(all(len(key) <= LONGEST_KEY for key in keys_of(long)))


class TestVerdicts(TestCase):
	def assert_verdict(self, verdict: Verdict, other: Person, *reasons: Reason, of: Person = AMINA) -> None:
		found = compare(of, other)
		self.assertEqual(found.verdict, verdict, found)
		self.assertLessEqual(set(reasons), set(found.reasons))

	def test_spelling_day_and_month(self):
		"""Ameena Yousef Warsama, born on 5 December instead of 12 May (R-073)."""
		one = Person("Amina Yusuf", "Warsame", date_of_birth=date(1987, 5, 12))
		other = Person("Ameena Yousef", "Warsama", date_of_birth=date(1987, 12, 5))
		self.assert_verdict(
			Verdict.LIKELY, other, Reason.NAMES_SOUND_ALIKE, Reason.DAY_AND_MONTH_SWAPPED, of=one
		)

	def test_swapped_names(self):
		"""Given and family name have changed places (R-043)."""
		other = Person("Warsame", "Amina", date_of_birth=BORN)
		self.assert_verdict(Verdict.LIKELY, other, Reason.NAMES_SWAPPED, Reason.SAME_BIRTH_DATE)

	def test_estimated_birth_date(self):
		"""An estimate of five years before is no contradiction, one of eleven is (R-044)."""
		estimated = replace(AMINA, birth_date_is_estimated=True, phones=(), uci="")
		near = replace(estimated, date_of_birth=date(1982, 1, 1))
		far = replace(estimated, date_of_birth=date(1976, 1, 1))
		self.assert_verdict(Verdict.POSSIBLE, near, Reason.WITHIN_ESTIMATE, of=estimated)
		self.assert_verdict(Verdict.DIFFERENT, far, Reason.BIRTH_DATES_DIFFER, of=estimated)

	def test_twins(self):
		"""Twins share birth date, telephone and all names but one (R-073)."""
		hasan = replace(AMINA, given_names="Hassan Ali", uci="")
		husain = replace(hasan, given_names="Hussein Ali")
		self.assert_verdict(Verdict.DIFFERENT, husain, Reason.DIFFERENT_GIVEN_NAME, of=hasan)

	def test_parent_and_child(self):
		"""The son has his father's name in another place, or the same names a generation later (R-073)."""
		father = Person("Ahmed Hassan", "Ali", date_of_birth=date(1962, 3, 4))
		for son in ("Hassan Ahmed", "Ahmed Hassan"):
			child = Person(son, "Ali", date_of_birth=date(1992, 3, 4))
			self.assert_verdict(Verdict.DIFFERENT, child, Reason.BIRTH_DATES_DIFFER, of=father)

	def test_uci(self):
		"""The same UCI is always shown, another one contradicts everything else (D-22)."""
		stranger = Person("Olena", "Petrenko", date_of_birth=date(2001, 2, 3), uci="11223344")
		self.assert_verdict(Verdict.POSSIBLE, stranger, Reason.SAME_UCI, Reason.DIFFERENT_GIVEN_NAME)
		namesake = replace(AMINA, uci="9988-7766", phones=())
		self.assert_verdict(Verdict.DIFFERENT, namesake, Reason.DIFFERENT_UCI)

	def test_slip_in_a_short_name_may_be_a_twin(self):
		"""Amira may be Amina's twin or a slip: shown, but never as likely (R-073)."""
		amira = replace(AMINA, given_names="Amira Yusuf", uci="")
		self.assert_verdict(Verdict.POSSIBLE, amira, Reason.NAMES_NEARLY_ALIKE)

	def test_common_names_alone_say_nothing(self):
		"""Two called Mohammed Ahmed, of whom nothing else is known, are two people (R-073)."""
		other = Person("Muhammad", "Ahmad")
		self.assert_verdict(Verdict.DIFFERENT, other, of=Person("Mohammed", "Ahmed"))


class TestKeys(TestCase):
	def test_no_key_is_one_name_alone(self):
		"""A key that every Mohammed has would return a tenth of the table (R-073)."""
		mohammed = Person("Mohammed", "Ahmed", date_of_birth=date(1990, 1, 1))
		other = Person("Mohammed", "Karimi", date_of_birth=date(1985, 1, 1))
		self.assertFalse(is_found(other, lookup_of(mohammed)))

	def test_birth_date_missing_on_one_side(self):
		"""Files without a birth date are found by two names, and find by two names (R-044)."""
		unknown = replace(AMINA, date_of_birth=None, phones=(), uci="")
		known = replace(AMINA, phones=(), uci="")
		self.assertTrue(is_found(unknown, lookup_of(known)))
		self.assertTrue(is_found(known, lookup_of(unknown)))
