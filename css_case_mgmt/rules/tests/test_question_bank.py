import unittest
from dataclasses import replace
from decimal import Decimal

from hypothesis import given

from css_case_mgmt.rules.question_bank import (
	Bank,
	BankProblem,
	BankProblemCode,
	BankTable,
	Factor,
	Option,
	Question,
	Translation,
	problems,
	publication_problems,
)
from css_case_mgmt.rules.tests.strategies import weights

HOUSING = Factor("housing", "Housing & Security")
RENT = Question("HS1", "housing", "Can you pay the rent?")
YES, NO = Option("HS1", "A", "Yes", 1), Option("HS1", "B", "No", 3)
FRENCH = Translation("HS1", "", "fra", "Pouvez-vous payer le loyer ?")
FRENCH_YES = Translation("HS1", "A", "fra", "Oui")
SOUND = Bank([HOUSING], [RENT], [YES, NO], [FRENCH, FRENCH_YES])

FACTORS, QUESTIONS = BankTable.FACTORS, BankTable.QUESTIONS
OPTIONS, TRANSLATIONS = BankTable.OPTIONS, BankTable.TRANSLATIONS
Code = BankProblemCode


class BankTest(unittest.TestCase):
	def assert_problem(self, bank, *problem):
		self.assertEqual(problems(bank), [BankProblem(*problem)])


class TestSoundBank(unittest.TestCase):
	def test_has_no_problem(self):
		"""D-05, R-141."""
		self.assertEqual(problems(SOUND), [])
		self.assertEqual(publication_problems(SOUND), [])

	@given(weights)
	def test_any_weight_in_the_range_is_sound(self, weight):
		"""D-04, R-142: as a Decimal or from a float column."""
		for number in (weight, float(weight)):
			self.assertEqual(problems(replace(SOUND, options=[YES, replace(NO, weight=number)])), [])

	def test_an_empty_draft_is_no_problem(self):
		"""D-05, R-149: only publication needs questions."""
		self.assertEqual(problems(Bank()), [])


class TestFactors(BankTest):
	def test_without_code_or_title(self):
		bank = replace(SOUND, factors=[HOUSING, Factor("", "Language"), Factor("language", " ")])
		self.assertEqual(
			problems(bank),
			[
				BankProblem(FACTORS, 2, Code.CODE_MISSING, ("",)),
				BankProblem(FACTORS, 3, Code.TEXT_MISSING, ("language",)),
			],
		)

	def test_twice(self):
		bank = replace(SOUND, factors=[HOUSING, HOUSING])
		self.assert_problem(bank, FACTORS, 2, Code.DUPLICATE_FACTOR, ("housing",))


class TestQuestions(BankTest):
	def test_without_text(self):
		"""R-141: spaces are no text."""
		bank = replace(SOUND, questions=[replace(RENT, question=" ")])
		self.assert_problem(bank, QUESTIONS, 1, Code.TEXT_MISSING, ("HS1",))

	def test_without_factor(self):
		"""R-141."""
		bank = replace(SOUND, questions=[replace(RENT, factor="")])
		self.assert_problem(bank, QUESTIONS, 1, Code.FACTOR_MISSING, ("HS1",))

	def test_of_an_unknown_factor(self):
		"""R-141, D-05."""
		bank = replace(SOUND, questions=[replace(RENT, factor="pets")])
		self.assert_problem(bank, QUESTIONS, 1, Code.UNKNOWN_FACTOR, ("HS1", "pets"))

	def test_without_code(self):
		"""D-05: two of them are not duplicates of each other."""
		nameless = replace(RENT, question_code="")
		self.assertEqual(
			problems(replace(SOUND, questions=[RENT, nameless, nameless])),
			[BankProblem(QUESTIONS, row, Code.CODE_MISSING, ("",)) for row in (2, 3)],
		)

	def test_with_a_code_used_before(self):
		"""D-05: however it is written."""
		for code in ("HS1", "hs1", " HS1 "):
			bank = replace(SOUND, questions=[RENT, replace(RENT, question_code=code)])
			self.assert_problem(bank, QUESTIONS, 2, Code.DUPLICATE_QUESTION, (code,))


class TestOptions(BankTest):
	def assert_option_problem(self, option, code, *args):
		bank = replace(SOUND, options=[YES, NO, option])
		self.assert_problem(bank, OPTIONS, 3, code, (option.question_code, option.option_code, *args))

	def test_weights_outside_the_range(self):
		"""R-143, R-142: 0 and 4 as much as 3.0001."""
		for weight in (0, 4, -1, 0.9999, Decimal("3.0001")):
			with self.subTest(weight):
				option = Option("HS1", "C", "Maybe", weight)
				self.assert_option_problem(option, Code.WEIGHT_OUT_OF_RANGE, str(weight))

	def test_weights_with_more_than_four_decimals(self):
		"""D-04."""
		self.assert_option_problem(Option("HS1", "C", "Maybe", 1.33333), Code.WEIGHT_TOO_PRECISE, "1.33333")

	def test_without_weight(self):
		"""R-142."""
		self.assert_option_problem(Option("HS1", "C", "Maybe", None), Code.WEIGHT_MISSING)

	def test_of_an_unknown_question(self):
		"""R-141: references match exactly."""
		for code in ("HS2", "hs1", ""):
			self.assert_option_problem(Option(code, "C", "Maybe", 2), Code.UNKNOWN_QUESTION)

	def test_without_code_or_label(self):
		"""R-141."""
		self.assert_option_problem(Option("HS1", "", "Maybe", 2), Code.CODE_MISSING)
		self.assert_option_problem(Option("HS1", "C", "", 2), Code.TEXT_MISSING)

	def test_with_a_code_used_before_in_the_question(self):
		"""D-05: while another question may use the same code."""
		self.assert_option_problem(Option("HS1", "A", "Maybe", 2), Code.DUPLICATE_OPTION)
		heat = replace(RENT, question_code="HS2")
		two_questions = replace(
			SOUND, questions=[RENT, heat], options=[YES, NO, replace(YES, question_code="HS2")]
		)
		self.assertEqual(problems(two_questions), [])


class TestTranslations(BankTest):
	def assert_translation_problem(self, translation, code):
		bank = replace(SOUND, translations=[FRENCH, FRENCH_YES, translation])
		self.assert_problem(bank, TRANSLATIONS, 3, code, translation.key)

	def test_of_what_is_not_there(self):
		"""D-05."""
		self.assert_translation_problem(Translation("HS2", "", "som", "..."), Code.UNKNOWN_QUESTION)
		self.assert_translation_problem(Translation("HS2", "A", "som", "..."), Code.UNKNOWN_QUESTION)
		self.assert_translation_problem(Translation("HS1", "C", "som", "..."), Code.UNKNOWN_OPTION)

	def test_without_language_or_text(self):
		"""D-05."""
		self.assert_translation_problem(Translation("HS1", "", "", "..."), Code.LANGUAGE_MISSING)
		self.assert_translation_problem(Translation("HS1", "", "som", ""), Code.TEXT_MISSING)

	def test_twice_into_one_language(self):
		"""D-05: of the question, and of one option."""
		self.assert_translation_problem(replace(FRENCH, text="..."), Code.DUPLICATE_TRANSLATION)
		self.assert_translation_problem(FRENCH_YES, Code.DUPLICATE_TRANSLATION)


class TestReporting(unittest.TestCase):
	def test_all_problems_are_reported_at_once(self):
		"""D-05, R-143, R-149: an analyst mends a file in one go."""
		bank = Bank(
			[HOUSING],
			[RENT, Question("HS1", "pets", "")],
			[replace(YES, weight=0), replace(NO, weight=4), Option("HS9", "A", "", None)],
			[Translation("HS1", "Z", "fra", "")],
		)
		self.assertEqual(
			[(each.table.value, each.row, each.code.value) for each in problems(bank)],
			[
				("questions", 2, "text_missing"),
				("questions", 2, "unknown_factor"),
				("questions", 2, "duplicate_question"),
				("options", 1, "weight_out_of_range"),
				("options", 2, "weight_out_of_range"),
				("options", 3, "unknown_question"),
				("options", 3, "text_missing"),
				("options", 3, "weight_missing"),
				("translations", 1, "unknown_option"),
				("translations", 1, "text_missing"),
			],
		)


class TestPublication(unittest.TestCase):
	def test_a_question_offers_a_choice(self):
		"""R-141: a draft may be short of options, a published bank may not."""
		bank = replace(SOUND, options=[YES])
		self.assertEqual(problems(bank), [])
		self.assertEqual(
			publication_problems(bank), [BankProblem(QUESTIONS, 1, Code.TOO_FEW_OPTIONS, ("HS1", "1"))]
		)

	def test_a_bank_asks_something(self):
		"""D-05."""
		self.assertEqual(publication_problems(Bank()), [BankProblem(QUESTIONS, None, Code.NO_QUESTIONS)])

	def test_every_problem_of_a_draft_prevents_it_too(self):
		"""R-143."""
		bank = replace(SOUND, options=[YES, replace(NO, weight=4)])
		self.assertEqual(publication_problems(bank), problems(bank))
		self.assertTrue(publication_problems(bank))
