"""Names, client identifiers and postal codes: how they are kept and how they are shown (R-043, D-22).

An identifier is a text, never a number: a leading zero is part of it. Digits of any script are taken, and
only spaces and hyphens count as separators: a point would let a spreadsheet's 1234567.0 pass for eight digits.
"""

import re
import unicodedata
from enum import Enum

MOST_GIVEN_NAMES = 6

_SEPARATORS = re.compile(r"[\s\-\u00ad\u2010-\u2015\u2212\u200b-\u200f\u2060\ufeff]+")
_UCI = re.compile(r"\d{8}|\d{10}")
# Before a UCI is given: an Express Entry profile, or a number that begins with X or T.
_TEMPORARY = re.compile(r"CAN\d{6,12}|[XT]\d{10}")
_FIRST_LETTER = "ABCEGHJKLMNPRSTVXY"
_OTHER_LETTER = "ABCEGHJKLMNPRSTVWXYZ"
_POSTAL_CODE = re.compile(rf"([{_FIRST_LETTER}]\d[{_OTHER_LETTER}])(\d[{_OTHER_LETTER}]\d)")
# They turn the order of what follows them around, in every text that a name stands in.
_REORDERING = re.compile(r"[\u202a-\u202e\u2066-\u2069]")


class UciProblem(Enum):
	"""Why a text is no client identifier."""

	WRONG_LENGTH = "WRONG_LENGTH"
	OTHER_CHARACTERS = "OTHER_CHARACTERS"


class NotAUci(ValueError):
	"""A text that is neither a UCI nor one of its temporary forms."""

	def __init__(self, problem: UciProblem, digits: int = 0):
		super().__init__(problem)
		self.problem = problem
		self.digits = digits


class NotAPostalCode(ValueError):
	"""A text that is no Canadian postal code."""


class NameProblem(Enum):
	"""Why a text is no name."""

	NO_LETTER = "NO_LETTER"
	TOO_MANY = "TOO_MANY"


def normal_uci(text: str) -> str:
	"""Return a UCI without separators: 8 or 10 digits, or a temporary form with its letters.

	Raises:
		NotAUci: if it is neither.
	"""
	uci = without_separators(text)
	if _UCI.fullmatch(uci) or _TEMPORARY.fullmatch(uci):
		return uci
	if uci.isdecimal():
		raise NotAUci(UciProblem.WRONG_LENGTH, len(uci))
	raise NotAUci(UciProblem.OTHER_CHARACTERS)


def is_temporary_uci(uci: str) -> bool:
	"""Whether a normal UCI is one of the forms that a permanent number will replace."""
	return bool(_TEMPORARY.fullmatch(uci))


def shown_uci(uci: str) -> str:
	"""Return a normal UCI as it is written on documents: 1234-5678, 12-3456-7890, X12-3456-7890."""
	letters, digits = re.fullmatch(r"([A-Z]*)(\d*)", uci).groups()
	if letters == "CAN":
		return uci
	first = len(digits) - 8
	parts = (letters + digits[:first], digits[first:-4], digits[-4:])
	return "-".join(part for part in parts if part)


def normal_postal_code(text: str) -> str:
	"""Return a Canadian postal code as "A1A 1A1".

	Raises:
		NotAPostalCode: if it is none; D, F, I, O, Q and U never occur in one, W and Z not at its beginning.
	"""
	found = _POSTAL_CODE.fullmatch(without_separators(text))
	if not found:
		raise NotAPostalCode(text)
	return " ".join(found.groups())


def without_separators(text: str) -> str:
	"""Return a text in capitals, with digits of any script as 0 to 9, without spaces and hyphens."""
	return _SEPARATORS.sub("", "".join(_ascii_digit(character) for character in text)).upper()


def tidy_name(text: str | None) -> str | None:
	"""Return a name with single spaces and composed letters; None where there is none.

	Joiners stay: Persian and Pashto names are written with them.
	"""
	composed = _REORDERING.sub("", unicodedata.normalize("NFC", text or ""))
	plain = "".join(" " if unicodedata.category(character) == "Cc" else character for character in composed)
	return " ".join(plain.split()) or None


def name_problem(name: str) -> NameProblem | None:
	"""Return what is wrong with a tidy name, whatever script it is written in."""
	if not any(character.isalpha() for character in name):
		return NameProblem.NO_LETTER
	return None


def given_names_problem(names: str) -> NameProblem | None:
	"""Return what is wrong with tidy given names, one to six of them (R-043)."""
	if len(names.split()) > MOST_GIVEN_NAMES:
		return NameProblem.TOO_MANY
	return name_problem(names)


def name_in_order(
	given_names: str | None, patronymic: str | None, family_name: str | None, family_name_first: bool
) -> str:
	"""Return a person's name in the order of the culture; any part may be missing (R-043)."""
	own = (given_names, patronymic)
	parts = (family_name, *own) if family_name_first else (*own, family_name)
	return " ".join(part for part in parts if part)


def _ascii_digit(character: str) -> str:
	value = unicodedata.decimal(character, None)
	return character if value is None else str(value)
