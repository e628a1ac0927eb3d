"""Hints on the wording of notes: the held-out sentences, the writer's own examples, and texts of every kind."""

import sys
from collections import Counter
from datetime import date
from itertools import pairwise
from unittest import TestCase

from hypothesis import given, settings
from hypothesis import strategies as st

from css_case_mgmt.rules.tests.hint_sentences import (
	EXAMPLES,
	checksum,
	labelled_sentences,
	measured,
)
from css_case_mgmt.rules.writing_hints import Kind, find_hints
from css_case_mgmt.rules.writing_hints.other_words import date_in_words, dates_of
from css_case_mgmt.rules.writing_hints.reading import LONGEST_PIECE, sentences
from css_case_mgmt.rules.writing_hints.unneeded import has_check_digit

FROZEN = "4bfba47d4b26652538228eae9feb52dbe5352333a2c1b1a3ef732f61061a7d5c"
TUESDAY = date(2026, 3, 10)
WORDS = st.sampled_from(
	"""the client was upset never always diabetes lazy yesterday on Monday doctor called said stated that she he is
	la cliente était fâchée toujours jamais dépression paresseux hier lundi médecin a appelé dit « » “ ” " ' ’ . , ; : ! ? ( )
	العميلة كانت حزينة 😀 👩‍👧 <b> </script> &amp; 9 March 2026 İ ß 3/9/26 Dr. Ms. Tremblay d'un l'école""".split()
)
NOTES = st.lists(WORDS, max_size=60).map(" ".join) | st.text(max_size=300)
LONG_NOTES = (
	"The client was upset and the doctor called on Monday. La cliente était fâchée hier. 😀 <b>العميلة</b> ",
	"upset ",
	"the client said that ",
	"never " * 7 + "lundi ",
	"a" * 600,
	"« ",
	"was very very very very ",
	"the passport number is the number of the client's ",
	"1234 1234 1234 ",
)


class TestHeldOutSentences(TestCase):
	@classmethod
	def setUpClass(cls) -> None:
		cls.sentences = labelled_sentences()

	def test_set_is_as_it_was_frozen(self):
		"""The sentences were committed before the rule; nobody changes one to fit (R-457)."""
		self.assertEqual(checksum(), FROZEN)

	def test_set_is_large_enough(self):
		"""300 sentences, half innocent, half French (R-457)."""
		self.assertEqual(len(self.sentences), 300)
		self.assertEqual(sum(not sentence.kinds for sentence in self.sentences), 150)
		self.assertEqual(sum(sentence.language == "fr" for sentence in self.sentences), 150)

	def test_hints_are_mostly_right(self):
		"""At least nine hints in ten are right (R-457)."""
		self.assertGreaterEqual(measured(self.sentences).precision, 0.9)

	def test_most_places_are_hinted_at(self):
		"""At least eight in ten of what should be hinted at is (R-457)."""
		self.assertGreaterEqual(measured(self.sentences).recall, 0.8)


class TestExamples(TestCase):
	def test_examples(self):
		"""R-267 to R-273, D-08: the sentences that the rule was written by."""
		for sentence in labelled_sentences(EXAMPLES):
			with self.subTest(sentence.text):
				self.assertEqual(sentence.hinted(), sentence.kinds)

	def test_there_are_enough_of_each_kind(self):
		"""At least ten examples of every kind in either language, and many without."""
		examples = labelled_sentences(EXAMPLES)
		counted = Counter((sentence.language, kind) for sentence in examples for kind in sentence.kinds)
		for language in ("en", "fr"):
			for kind in Kind:
				self.assertGreaterEqual(counted[language, kind.value], 10, (language, kind))
		self.assertGreaterEqual(sum(not sentence.kinds for sentence in examples), 200)


class TestTheGuidesOwnWords(TestCase):
	def kinds(self, text: str) -> list[str]:
		return [hint.kind.value for hint in find_hints(text)]

	def test_absolute_statement(self):
		"""R-268: "the client appeared upset", not "the client was upset"."""
		self.assertEqual(self.kinds("the client appeared upset"), [])
		(hint,) = find_hints("the client was upset")
		self.assertEqual((hint.kind, hint.text, hint.instead), (Kind.ABSOLUTE, "was upset", "appeared upset"))

	def test_absolute_statement_in_french(self):
		(hint,) = find_hints("Le client était très inquiet.")
		self.assertEqual((hint.text, hint.instead), ("était très inquiet", "semblait très inquiet"))

	def test_negation_is_not_turned_into_its_opposite(self):
		"""Of "was not happy" no words are offered: what then appeared only the writer knows."""
		(hint,) = find_hints("She was not happy.")
		self.assertEqual(hint.instead, "")

	def test_diagnosis(self):
		"""R-267, D-08: "the client is depressed"."""
		self.assertEqual(self.kinds("the client is depressed"), ["diagnosis"])

	def test_no_judgements(self):
		"""R-270: nothing that the client may not read; what happened, and what was said and by whom, may stand."""
		for judged, told in (
			("The client is lazy.", "The client missed two appointments."),
			("He is a bad father.", "The father stated that he works at night."),
			("La cliente est paresseuse.", "La cliente a manqué deux rencontres."),
			("C'est une mauvaise mère.", "La mère a dit qu'elle travaille la nuit."),
		):
			with self.subTest(judged):
				self.assertEqual((self.kinds(judged), self.kinds(told)), (["judgement"], []))

	def test_only_what_the_programme_needs(self):
		"""R-272: numbers of cards, papers and accounts, and passwords; never dates, telephones or amounts."""
		for unneeded, needed in (
			("Her SIN is 046 454 286.", "Client received her SIN on 12/5/2017."),
			("The card has the number 4539 1488 0343 6467.", "The card came; the office is at 416-555-0101."),
			("His passport number is AB123456.", "His passport expires on 2027-03-01."),
			("Le NIP de sa carte est 1234.", "Le NIP de sa carte ne marche pas."),
			("Son numéro de passeport : AB123456.", "Son passeport est valide jusqu'au 2027-03-01."),
		):
			with self.subTest(unneeded):
				self.assertEqual((self.kinds(unneeded), self.kinds(needed)), (["unneeded"], []))

	def test_general_terms(self):
		"""R-269: sensitive matters in general terms."""
		self.assertEqual(self.kinds("client indicated a criminal record - referral made."), [])

	def test_first_mention_of_a_worker(self):
		"""R-273: name, title, organisation and phone."""
		self.assertEqual(
			self.kinds(
				"CW called Jane Jackson, Medicaid Caseworker, Erie County Department of Social Services (123-456-7890)."
			),
			[],
		)
		self.assertEqual(self.kinds("CW called the Medicaid worker."), ["third_party"])

	def test_weekday(self):
		"""R-273: "12/5/2017", not "next Monday"."""
		self.assertEqual(self.kinds("The appointment is on 12/5/2017."), [])
		self.assertEqual(self.kinds("The appointment is next Monday."), ["weekday"])

	def test_sentences_of_both_languages_in_one_note(self):
		"""Notes are mixed: each sentence tells its language."""
		hints = find_hints("She was upset. Elle était fâchée. العميلة.")
		self.assertEqual([hint.language for hint in hints], ["en", "fr"])


class TestCheckDigit(TestCase):
	@given(st.integers(0, 99_999_999), st.integers(1, 9))
	def test_one_number_in_ten_has_it(self, number, step):
		"""R-272: of the ten numbers that differ in the last digit one is a social insurance number, however it is
		grouped."""
		found = [digit for digit in range(10) if has_check_digit(f"{number:08d}{digit}")]
		self.assertEqual(len(found), 1)
		text = f"{number:08d}{found[0]}"
		grouped = f"{text[:3]} {text[3:6]} {text[6:]}"
		self.assertIn(grouped, [hint.text for hint in find_hints(f"The client has {grouped}.")])
		other = f"{grouped[:-1]}{(found[0] + step) % 10}"
		self.assertNotIn(other, [hint.text for hint in find_hints(f"The client has {other}.")])


class TestDates(TestCase):
	def dates(self, text: str, on: date = TUESDAY) -> list[str]:
		return [date_in_words(hint, day) for hint in find_hints(text) for day in dates_of(hint, on)]

	def test_last_next_and_bare_weekdays(self):
		"""R-273: counted from the day of the note, never that day itself; a bare weekday may be either."""
		self.assertEqual(self.dates("The client came last Tuesday."), ["on 3 March 2026"])
		self.assertEqual(self.dates("The client will come next Tuesday."), ["on 17 March 2026"])
		self.assertEqual(self.dates("The client came on Monday."), ["on 9 March 2026", "on 16 March 2026"])

	def test_in_french(self):
		self.assertEqual(self.dates("La cliente est venue hier."), ["le 9 mars 2026"])
		self.assertEqual(self.dates("La cliente est venue dimanche dernier."), ["le 8 mars 2026"])
		self.assertEqual(self.dates("La cliente est venue hier.", date(2026, 3, 2)), ["le 1er mars 2026"])

	def test_distances(self):
		self.assertEqual(self.dates("Her cheque came two weeks ago."), ["on 24 February 2026"])
		self.assertEqual(self.dates("Son chèque est arrivé il y a trois jours."), ["le 7 mars 2026"])

	def test_what_is_open_has_no_date(self):
		self.assertEqual(self.dates("The client lost his card last week."), [])

	def test_a_date_at_the_edge_of_the_calendar(self):
		"""Nothing is proposed that no calendar has."""
		self.assertEqual(self.dates("The client came yesterday.", date.min), [])
		self.assertEqual(self.dates("The client came last Monday.", date.min), [])


class TestAnyText(TestCase):
	@given(NOTES)
	def test_hints_stand_in_the_text(self, text):
		"""Whatever is typed: no error, and every hint is where it says, with the words that stand there."""
		for hint in find_hints(text):
			self.assertTrue(0 <= hint.start < hint.end <= len(text))
			self.assertEqual(text[hint.start : hint.end], hint.text)

	@given(NOTES)
	def test_same_text_same_hints(self, text):
		self.assertEqual(find_hints(text), find_hints(text))

	@given(NOTES)
	def test_hints_of_a_kind_do_not_overlap(self, text):
		hints = find_hints(text)
		for kind in Kind:
			ends = [(hint.start, hint.end) for hint in hints if hint.kind is kind]
			self.assertTrue(all(one[1] <= other[0] for one, other in pairwise(ends)))

	@given(NOTES, NOTES)
	@settings(max_examples=60)
	def test_a_line_is_read_for_itself(self, one, other):
		"""What was written above or below changes no hint."""
		places = [(hint.start, hint.kind) for hint in find_hints(f"{one}\n{other}")]
		below = [(hint.start + len(one) + 1, hint.kind) for hint in find_hints(other)]
		self.assertEqual(places, [(hint.start, hint.kind) for hint in find_hints(one)] + below)

	@given(NOTES)
	def test_pieces_cover_the_text_once(self, text):
		"""The rules read pieces of bounded length, none twice in a language: their work grows with the text alone."""
		reached = dict.fromkeys(("en", "fr"), 0)
		for sentence in sentences(text, None):
			self.assertLessEqual(len(sentence.text), LONGEST_PIECE)
			self.assertEqual(len(sentence.text), len(sentence.written))
			self.assertGreaterEqual(sentence.start, reached[sentence.language])
			reached[sentence.language] = sentence.start + len(sentence.text)

	def test_work_grows_with_the_length_alone(self):
		"""Twice the text takes about twice the calls, up to 20,000 characters of whatever repeats."""
		for repeated in LONG_NOTES:
			text = (repeated * (20_000 // len(repeated) + 1))[:20_000]
			with self.subTest(repeated):
				find_hints(text)
				half, whole = calls_of(text[:10_000]), calls_of(text)
				self.assertLessEqual(whole, 2.5 * half + 500)


def calls_of(text: str) -> int:
	"""How many functions are called for the hints on a text."""
	calls = 0

	def count(_frame, event, _argument):
		nonlocal calls
		calls += event in ("call", "c_call")

	before = sys.getprofile()
	sys.setprofile(count)
	try:
		find_hints(text)
	finally:
		sys.setprofile(before)
	return calls
