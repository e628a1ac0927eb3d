"""The interview at the end: strengths first, and every question answered in the client's own words or declined
(R-363, R-364, R-377)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import Enum


class Topic(str, Enum):
	"""What a question is about, as the list of questions has it."""

	ACCOMPLISHMENTS = "Accomplishments"
	SATISFACTION = "Satisfaction"
	PENDING_ISSUES = "Pending Issues"
	FUTURE = "Future"


class Kind(str, Enum):
	"""How a question is answered."""

	OWN_WORDS = "Own Words"
	SATISFACTION = "Satisfaction"


@dataclass(frozen=True)
class Question:
	code: str
	topic: Topic
	kind: Kind
	position: int = 0


@dataclass(frozen=True)
class Answer:
	"""What the client said to one question.

	Args:
		words: her own, as typed.
		satisfaction: one of the steps from Very Satisfied to Very Dissatisfied, or empty.
		is_declined: she prefers not to say.
	"""

	words: str = ""
	satisfaction: str = ""
	is_declined: bool = False


NOTHING = Answer()


def in_order(questions: Iterable[Question]) -> list[Question]:
	"""By position, and what was achieved before everything else: nobody is asked first what is wrong."""
	return sorted(
		questions,
		key=lambda question: (question.topic is not Topic.ACCOMPLISHMENTS, question.position, question.code),
	)


def is_answered(kind: Kind, answer: Answer) -> bool:
	"""Whether a question is answered in the way that it asks for, or declined."""
	if answer.is_declined:
		return True
	if kind is Kind.SATISFACTION:
		return bool(answer.satisfaction)
	return bool(answer.words.strip())


def contradicts_itself(answer: Answer) -> bool:
	"""Whether somebody who prefers not to say has said something."""
	return answer.is_declined and bool(answer.words.strip() or answer.satisfaction)


def open_questions(questions: Iterable[Question], answers: Mapping[str, Answer]) -> list[Question]:
	"""The questions that are neither answered nor declined, in the order in which they are asked.

	Args:
		questions: those in use.
		answers: by the code of the question.
	"""
	return [
		question
		for question in in_order(questions)
		if not is_answered(question.kind, answers.get(question.code, NOTHING))
	]


def words_on(topic: Topic, questions: Iterable[Question], answers: Mapping[str, Answer]) -> list[str]:
	"""What the client said on a topic, in the order of its questions; nothing where she said nothing."""
	return [
		answers[question.code].words
		for question in in_order(questions)
		if question.topic is topic and question.code in answers and answers[question.code].words.strip()
	]
