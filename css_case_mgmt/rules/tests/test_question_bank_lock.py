import unittest
from dataclasses import replace
from decimal import Decimal

from css_case_mgmt.rules.question_bank import Bank, BankTable, Factor, Option, Question, Translation
from css_case_mgmt.rules.question_bank_lock import ChangeKind, LockedChange, locked_changes

RENT = Question("HS1", "housing", "Can you pay the rent?", "Ask about arrears.")
HEAT = Question("HS2", "housing", "Is it warm enough?")
OPTIONS = [
	Option("HS1", "A", "Yes", 1),
	Option("HS1", "B", "No", 2.3333),
	Option("HS2", "A", "Yes", 1),
	Option("HS2", "B", "No", 3),
]
FRENCH = Translation("HS1", "", "fra", "Pouvez-vous payer le loyer ?")
PUBLISHED = Bank([Factor("housing", "Housing")], [RENT, HEAT], OPTIONS, [FRENCH])


class TestLock(unittest.TestCase):
	def assert_change(self, changed, *change):
		self.assertEqual(locked_changes(PUBLISHED, changed), [LockedChange(*change)])

	def assert_allowed(self, **changes):
		self.assertEqual(locked_changes(PUBLISHED, replace(PUBLISHED, **changes)), [])

	def test_no_change(self):
		self.assert_allowed()

	def test_translations_may_be_added(self):
		"""D-05: of a question or an option, anywhere in the list."""
		self.assert_allowed(translations=[Translation("HS1", "A", "fra", "Oui"), FRENCH])

	def test_an_existing_translation_stays(self):
		"""R-148: in its text and in its help."""
		reworded = replace(PUBLISHED, translations=[replace(FRENCH, text="...", help="...")])
		key = ("HS1", "", "fra")
		self.assert_change(reworded, BankTable.TRANSLATIONS, ChangeKind.CHANGED, key, ("text", "help"))
		self.assert_change(
			replace(PUBLISHED, translations=[]), BankTable.TRANSLATIONS, ChangeKind.REMOVED, key
		)

	def test_every_field_of_a_question_stays(self):
		"""R-148."""
		for field in ("factor", "question", "help"):
			changed = replace(PUBLISHED, questions=[replace(RENT, **{field: "..."}), HEAT])
			with self.subTest(field):
				self.assert_change(changed, BankTable.QUESTIONS, ChangeKind.CHANGED, ("HS1",), (field,))

	def test_a_weight_stays(self):
		"""R-148: nor may it become one that is not valid, or none."""
		for weight in (2.3334, 1, 0, None):
			changed = replace(PUBLISHED, options=[*OPTIONS[:3], replace(OPTIONS[3], weight=weight)])
			with self.subTest(weight):
				self.assert_change(changed, BankTable.OPTIONS, ChangeKind.CHANGED, ("HS2", "B"), ("weight",))

	def test_the_same_weight_written_differently_is_no_change(self):
		"""D-04, R-148."""
		reread = [replace(option, weight=Decimal(str(option.weight))) for option in OPTIONS]
		self.assert_allowed(options=reread)

	def test_a_label_stays(self):
		"""R-148."""
		changed = replace(PUBLISHED, options=[replace(OPTIONS[0], label="Never"), *OPTIONS[1:]])
		self.assert_change(changed, BankTable.OPTIONS, ChangeKind.CHANGED, ("HS1", "A"), ("label",))

	def test_nothing_is_added_or_removed(self):
		"""R-148."""
		more = Option("HS2", "C", "Sometimes", 2)
		self.assert_change(
			replace(PUBLISHED, options=[*OPTIONS, more]), BankTable.OPTIONS, ChangeKind.ADDED, more.key
		)
		self.assert_change(
			replace(PUBLISHED, questions=[HEAT]), BankTable.QUESTIONS, ChangeKind.REMOVED, RENT.key
		)

	def test_a_renamed_question_is_another_one(self):
		"""R-148: answers refer to the code."""
		changed = replace(PUBLISHED, questions=[RENT, replace(HEAT, question_code="HS3")])
		self.assertEqual(
			[(each.kind, each.key) for each in locked_changes(PUBLISHED, changed)],
			[(ChangeKind.REMOVED, ("HS2",)), (ChangeKind.ADDED, ("HS3",))],
		)

	def test_the_order_stays(self):
		"""R-148: of questions, and of options within a question."""
		self.assert_change(
			replace(PUBLISHED, questions=[HEAT, RENT]), BankTable.QUESTIONS, ChangeKind.REORDERED
		)
		swapped = [OPTIONS[1], OPTIONS[0], *OPTIONS[2:]]
		self.assert_change(replace(PUBLISHED, options=swapped), BankTable.OPTIONS, ChangeKind.REORDERED)

	def test_where_a_questions_block_of_options_stands_does_not_matter(self):
		"""R-148."""
		self.assert_allowed(options=[*OPTIONS[2:], *OPTIONS[:2]])
