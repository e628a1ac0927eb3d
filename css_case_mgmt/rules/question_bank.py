"""What a bank of NAM questions must be like (D-04, D-05, R-141 to R-143, R-149).

Problems are reported all at once and as codes, so that an analyst can mend a file in one go and the caller
can word each problem in the reader's language.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from functools import partial
from typing import TypeVar

from css_case_mgmt.rules.exact_numbers import Number
from css_case_mgmt.rules.nam_scoring import WeightOutOfRange, WeightTooPrecise, exact_weight

MINIMUM_OPTIONS = 2


@dataclass(frozen=True, slots=True)
class Factor:
	"""A factor of settlement that questions may belong to (R-140)."""

	factor_code: str
	title: str

	@property
	def key(self) -> tuple[str, ...]:
		"""What is unique among the factors."""
		return (self.factor_code,)


@dataclass(frozen=True, slots=True)
class Question:
	"""An indicator of a factor, asked as a multiple-choice question (R-141)."""

	question_code: str
	factor: str
	question: str
	help: str = ""

	@property
	def key(self) -> tuple[str, ...]:
		"""What is unique among the questions of a bank."""
		return (self.question_code,)


@dataclass(frozen=True, slots=True)
class Option:
	"""A possible answer, with a weight from 1 to 3; None if no weight was given (R-142)."""

	question_code: str
	option_code: str
	label: str
	weight: Number | None

	@property
	def key(self) -> tuple[str, ...]:
		"""What is unique among the options of a bank."""
		return (self.question_code, self.option_code)


@dataclass(frozen=True, slots=True)
class Translation:
	"""A question's text, or an option's label, in another language.

	Args:
		question_code: the question.
		option_code: the option; empty for the question itself.
		language: the ISO 639-3 code.
		text: the translated text.
		help: the translated help.
	"""

	question_code: str
	option_code: str
	language: str
	text: str
	help: str = ""

	@property
	def key(self) -> tuple[str, ...]:
		"""What is unique among the translations of a bank."""
		return (self.question_code, self.option_code, self.language)


@dataclass(frozen=True, slots=True)
class Bank:
	"""One version of a question bank, each list in the order of its rows.

	`factors` are those that questions may belong to: a file's own, or all that the site knows.
	"""

	factors: Sequence[Factor] = ()
	questions: Sequence[Question] = ()
	options: Sequence[Option] = ()
	translations: Sequence[Translation] = ()


class BankTable(str, Enum):
	"""The list that a problem is in."""

	FACTORS = "factors"
	QUESTIONS = "questions"
	OPTIONS = "options"
	TRANSLATIONS = "translations"


class BankProblemCode(str, Enum):
	"""What is wrong with a row, or with a list as a whole."""

	CODE_MISSING = "code_missing"
	TEXT_MISSING = "text_missing"
	FACTOR_MISSING = "factor_missing"
	LANGUAGE_MISSING = "language_missing"
	DUPLICATE_FACTOR = "duplicate_factor"
	DUPLICATE_QUESTION = "duplicate_question"
	DUPLICATE_OPTION = "duplicate_option"
	DUPLICATE_TRANSLATION = "duplicate_translation"
	UNKNOWN_FACTOR = "unknown_factor"
	UNKNOWN_QUESTION = "unknown_question"
	UNKNOWN_OPTION = "unknown_option"
	WEIGHT_MISSING = "weight_missing"
	WEIGHT_OUT_OF_RANGE = "weight_out_of_range"
	WEIGHT_TOO_PRECISE = "weight_too_precise"
	NO_QUESTIONS = "no_questions"
	TOO_FEW_OPTIONS = "too_few_options"


@dataclass(frozen=True, slots=True)
class BankProblem:
	"""One problem of a bank.

	Args:
		table: the list that it is in.
		row: the row, counted from 1; None if it concerns the list as a whole.
		code: what is wrong.
		args: the row's key, then the offending value: the factor for UNKNOWN_FACTOR, the weight for
			WEIGHT_OUT_OF_RANGE and WEIGHT_TOO_PRECISE, the number of options for TOO_FEW_OPTIONS.
	"""

	table: BankTable
	row: int | None
	code: BankProblemCode
	args: tuple[str, ...] = ()


# A code with the offending value, if there is one besides the row's key.
Finding = tuple[BankProblemCode, tuple[str, ...]]
Row = TypeVar("Row", bound=Factor | Question | Option | Translation)

DUPLICATES = {
	BankTable.FACTORS: BankProblemCode.DUPLICATE_FACTOR,
	BankTable.QUESTIONS: BankProblemCode.DUPLICATE_QUESTION,
	BankTable.OPTIONS: BankProblemCode.DUPLICATE_OPTION,
	BankTable.TRANSLATIONS: BankProblemCode.DUPLICATE_TRANSLATION,
}


def problems(bank: Bank) -> list[BankProblem]:
	"""Return everything that makes a bank invalid, even as a draft, in the order of lists and rows.

	That is: rows without code, text, factor or language; codes used twice; references to a factor, question
	or option that is not there; weights that are missing, outside 1 to 3, or have more than four decimals
	(D-04, D-05, R-141 to R-143). Codes that differ only in case or surrounding space count as used twice,
	because a database and a reader would take them for the same; references must match exactly.
	"""
	factors = {factor.factor_code for factor in bank.factors}
	questions = {question.question_code for question in bank.questions}
	options = {option.key for option in bank.options}
	return [
		*_check(BankTable.FACTORS, bank.factors, _of_factor),
		*_check(BankTable.QUESTIONS, bank.questions, partial(_of_question, factors=factors)),
		*_check(BankTable.OPTIONS, bank.options, partial(_of_option, questions=questions)),
		*_check(
			BankTable.TRANSLATIONS,
			bank.translations,
			partial(_of_translation, questions=questions, options=options),
		),
	]


def publication_problems(bank: Bank) -> list[BankProblem]:
	"""Return everything that keeps a bank from being published (D-05, R-141).

	Besides `problems`: it has no question, or a question offers fewer than two options to choose from.
	"""
	found = problems(bank)
	if not bank.questions:
		found.append(BankProblem(BankTable.QUESTIONS, None, BankProblemCode.NO_QUESTIONS))
	option_counts = Counter(option.question_code for option in bank.options)
	for row, question in enumerate(bank.questions, start=1):
		count = option_counts[question.question_code]
		if count < MINIMUM_OPTIONS:
			args = (*question.key, str(count))
			found.append(BankProblem(BankTable.QUESTIONS, row, BankProblemCode.TOO_FEW_OPTIONS, args))
	return found


def _check(
	table: BankTable, rows: Sequence[Row], findings_of: Callable[[Row], Iterator[Finding]]
) -> Iterator[BankProblem]:
	seen: set[tuple[str, ...]] = set()
	for number, row in enumerate(rows, start=1):
		for code, offending_value in findings_of(row):
			yield BankProblem(table, number, code, (*row.key, *offending_value))
		comparable_key = tuple(part.strip().casefold() for part in row.key)
		# A missing code is a problem of its own; that two are missing makes them no duplicates.
		if comparable_key in seen and comparable_key[-1]:
			yield BankProblem(table, number, DUPLICATES[table], row.key)
		seen.add(comparable_key)


def _of_factor(factor: Factor) -> Iterator[Finding]:
	if _is_blank(factor.factor_code):
		yield BankProblemCode.CODE_MISSING, ()
	if _is_blank(factor.title):
		yield BankProblemCode.TEXT_MISSING, ()


def _of_question(question: Question, factors: set[str]) -> Iterator[Finding]:
	if _is_blank(question.question_code):
		yield BankProblemCode.CODE_MISSING, ()
	if _is_blank(question.question):
		yield BankProblemCode.TEXT_MISSING, ()
	if _is_blank(question.factor):
		yield BankProblemCode.FACTOR_MISSING, ()
	elif question.factor not in factors:
		yield BankProblemCode.UNKNOWN_FACTOR, (question.factor,)


def _of_option(option: Option, questions: set[str]) -> Iterator[Finding]:
	if option.question_code not in questions:
		yield BankProblemCode.UNKNOWN_QUESTION, ()
	if _is_blank(option.option_code):
		yield BankProblemCode.CODE_MISSING, ()
	if _is_blank(option.label):
		yield BankProblemCode.TEXT_MISSING, ()
	if option.weight is None:
		yield BankProblemCode.WEIGHT_MISSING, ()
		return
	try:
		exact_weight(option.weight)
	except WeightTooPrecise:
		yield BankProblemCode.WEIGHT_TOO_PRECISE, (str(option.weight),)
	except WeightOutOfRange:
		yield BankProblemCode.WEIGHT_OUT_OF_RANGE, (str(option.weight),)


def _of_translation(
	translation: Translation, questions: set[str], options: set[tuple[str, ...]]
) -> Iterator[Finding]:
	if translation.question_code not in questions:
		yield BankProblemCode.UNKNOWN_QUESTION, ()
	elif translation.option_code and translation.key[:2] not in options:
		yield BankProblemCode.UNKNOWN_OPTION, ()
	if _is_blank(translation.language):
		yield BankProblemCode.LANGUAGE_MISSING, ()
	if _is_blank(translation.text):
		yield BankProblemCode.TEXT_MISSING, ()


def _is_blank(text: str) -> bool:
	return not text.strip()
