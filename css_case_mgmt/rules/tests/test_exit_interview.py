"""The exit interview: order, and what counts as answered (R-363, R-364, R-377)."""

from unittest import TestCase

from hypothesis import given
from hypothesis import strategies as st

from css_case_mgmt.rules.exit_interview import (
	Answer,
	Kind,
	Question,
	Topic,
	contradicts_itself,
	in_order,
	is_answered,
	open_questions,
	words_on,
)

texts = st.text(max_size=20)
answers = st.builds(
	Answer, words=texts, satisfaction=st.sampled_from(("", "Satisfied", "Neither")), is_declined=st.booleans()
)
question_lists = st.lists(
	st.builds(
		Question,
		code=st.text(alphabet="ABCDEF", min_size=1, max_size=4),
		topic=st.sampled_from(Topic),
		kind=st.sampled_from(Kind),
		position=st.integers(0, 200),
	),
	unique_by=lambda question: question.code,
	max_size=12,
)
PROUD = Question("PROUD", Topic.ACCOMPLISHMENTS, Kind.OWN_WORDS, 90)
SATISFIED = Question("SATISFIED", Topic.SATISFACTION, Kind.SATISFACTION, 20)
PENDING = Question("PENDING", Topic.PENDING_ISSUES, Kind.OWN_WORDS, 10)


class TestExitInterview(TestCase):
	def test_strengths_come_first_wherever_an_admin_puts_them(self):
		"""R-377: accomplishments before what is open, then by position."""
		self.assertEqual(in_order([SATISFIED, PENDING, PROUD]), [PROUD, PENDING, SATISFIED])

	@given(question_lists)
	def test_every_question_is_asked_once(self, questions):
		ordered = in_order(questions)
		self.assertCountEqual(ordered, questions)
		firsts = [question.topic is Topic.ACCOMPLISHMENTS for question in ordered]
		self.assertEqual(firsts, sorted(firsts, reverse=True))

	def test_each_kind_asks_for_its_own_answer(self):
		"""R-363: a satisfaction where it is asked for, otherwise words; blanks are none."""
		self.assertFalse(is_answered(Kind.SATISFACTION, Answer(words="It was good")))
		self.assertTrue(is_answered(Kind.SATISFACTION, Answer(satisfaction="Neither")))
		self.assertFalse(is_answered(Kind.OWN_WORDS, Answer(words=" \n", satisfaction="Satisfied")))
		self.assertTrue(is_answered(Kind.OWN_WORDS, Answer(words="The bus")))

	@given(st.sampled_from(Kind), answers)
	def test_who_declines_is_asked_no_more(self, kind, answer):
		declined = Answer(answer.words, answer.satisfaction, True)
		self.assertTrue(is_answered(kind, declined))
		self.assertEqual(
			contradicts_itself(declined), bool(answer.words.strip()) or bool(answer.satisfaction)
		)

	@given(question_lists, st.dictionaries(st.text(alphabet="ABCDEF", min_size=1, max_size=4), answers))
	def test_what_is_open_is_neither_answered_nor_declined(self, questions, given_answers):
		still_open = open_questions(questions, given_answers)
		for question in questions:
			answer = given_answers.get(question.code, Answer())
			self.assertEqual(question not in still_open, is_answered(question.kind, answer))

	def test_words_on_a_topic_leave_out_who_said_nothing(self):
		"""R-363: what is still open, as the client said it."""
		said = {"PENDING": Answer(words=" The dentist\n"), "PROUD": Answer(is_declined=True)}
		self.assertEqual(words_on(Topic.PENDING_ISSUES, [PROUD, PENDING], said), [" The dentist\n"])
		self.assertEqual(words_on(Topic.ACCOMPLISHMENTS, [PROUD, PENDING], said), [])
