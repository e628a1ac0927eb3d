"""Whether two files may be one person's: a verdict with its reasons (R-073, D-22).

Each agreement speaks for one person and each contradiction against, more or less by how often it would come about by
chance. Birth dates of the first of January are mostly estimates, a telephone is a family's, twins share all but a name.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from enum import Enum
from functools import cached_property

from rapidfuzz.distance import OSA

from css_case_mgmt.rules.name_match import NameMatch, best_match, readings
from css_case_mgmt.rules.person_names import ALIKE

POSSIBLE_FROM = 4.4
LIKELY_FROM = 7.0
LAST_DIGITS_OF_PHONE = 10
ESTIMATE_YEARS = 5
"""How far from an estimate the truth may lie."""


class Verdict(Enum):
	LIKELY = "likely"
	POSSIBLE = "possible"
	DIFFERENT = "different"


class Reason(Enum):
	"""Why; the desk has the words in the reader's language."""

	SAME_UCI = "same_uci"
	NEARLY_SAME_UCI = "nearly_same_uci"
	DIFFERENT_UCI = "different_uci"
	SAME_PHONE = "same_phone"
	SAME_NAMES = "same_names"
	NAMES_SOUND_ALIKE = "names_sound_alike"
	NAMES_NEARLY_ALIKE = "names_nearly_alike"
	NAMES_SWAPPED = "names_swapped"
	NAME_LEFT_OUT = "name_left_out"
	OTHER_NAME = "other_name"
	OTHER_SCRIPT = "other_script"
	SOME_NAMES_DIFFER = "some_names_differ"
	DIFFERENT_GIVEN_NAME = "different_given_name"
	DIFFERENT_PATRONYMIC = "different_patronymic"
	SAME_BIRTH_DATE = "same_birth_date"
	WITHIN_ESTIMATE = "within_estimate"
	DAY_AND_MONTH_SWAPPED = "day_and_month_swapped"
	BIRTH_DATE_SLIP = "birth_date_slip"
	BIRTH_DATES_DIFFER = "birth_dates_differ"


@dataclass(frozen=True)
class Person:
	"""What is compared of somebody; whatever is not known is empty.

	Args:
		other_names: other spellings and former names, the name in its own script among them.
		phones: in any notation.
	"""

	given_names: str = ""
	family_name: str = ""
	patronymic: str = ""
	preferred_name: str = ""
	other_names: tuple[str, ...] = ()
	date_of_birth: date | None = None
	birth_date_is_estimated: bool = False
	uci: str = ""
	phones: tuple[str, ...] = ()

	@cached_property
	def readings(self):
		return readings(
			self.given_names, self.family_name, self.patronymic, self.preferred_name, self.other_names
		)

	@cached_property
	def plain_uci(self) -> str:
		"""Without separators, and without zeros at its beginning, which spreadsheets drop."""
		return "".join(sign for sign in self.uci.upper() if sign.isascii() and sign.isalnum()).lstrip("0")

	@property
	def has_temporary_uci(self) -> bool:
		"""A number that a permanent one replaces begins with a letter (D-22)."""
		return self.plain_uci[:1].isalpha()

	@cached_property
	def phone_digits(self) -> frozenset[str]:
		return frozenset(filter(None, (digits(phone)[-LAST_DIGITS_OF_PHONE:] for phone in self.phones)))

	@property
	def only_year_is_known(self) -> bool:
		"""Whoever does not know the day is given the first of January."""
		born = self.date_of_birth
		return bool(born) and (self.birth_date_is_estimated or (born.day, born.month) == (1, 1))


@dataclass(frozen=True)
class Comparison:
	verdict: Verdict
	score: float
	reasons: tuple[Reason, ...]


@dataclass
class Evidence:
	score: float = 0.0
	reasons: list[Reason] = field(default_factory=list)

	def add(self, score: float, *reasons: Reason) -> None:
		self.score += score
		self.reasons.extend(reasons)


def compare(one: Person, other: Person) -> Comparison:
	"""Compare two people; the answer is the same whichever comes first (R-073)."""
	evidence = Evidence()
	for compare_part in (compare_uci, compare_names, compare_birth_dates, compare_phones):
		compare_part(one, other, evidence)
	return Comparison(verdict(evidence), round(evidence.score, 2), tuple(evidence.reasons))


def verdict(evidence: Evidence) -> Verdict:
	"""The same UCI is always shown; a different given name is another person, whatever else they share."""
	if Reason.SAME_UCI not in evidence.reasons and (
		Reason.DIFFERENT_GIVEN_NAME in evidence.reasons or evidence.score < POSSIBLE_FROM
	):
		return Verdict.DIFFERENT
	# Amina and Amira may be a slip, or twins.
	is_sure = Reason.NAMES_NEARLY_ALIKE not in evidence.reasons or Reason.SAME_UCI in evidence.reasons
	return Verdict.LIKELY if is_sure and evidence.score >= LIKELY_FROM else Verdict.POSSIBLE


def compare_uci(one: Person, other: Person, evidence: Evidence) -> None:
	"""Members of a family often have neighbouring numbers: one digit off is no agreement."""
	if not one.plain_uci or not other.plain_uci:
		return
	if one.plain_uci == other.plain_uci:
		evidence.add(8.0, Reason.SAME_UCI)
	elif one.has_temporary_uci != other.has_temporary_uci:
		return
	elif OSA.distance(one.plain_uci, other.plain_uci) == 1:
		evidence.add(-1.0, Reason.NEARLY_SAME_UCI)
	else:
		evidence.add(-7.0, Reason.DIFFERENT_UCI)


def compare_names(one: Person, other: Person, evidence: Evidence) -> None:
	found = best_match(one.readings, other.readings)
	if not found:
		return
	evidence.add(found.score, *name_reasons(found))
	compare_patronymics(one, other, evidence)


def name_reasons(found: NameMatch) -> Iterable[Reason]:
	if found.score < 0:
		yield Reason.DIFFERENT_GIVEN_NAME
		return
	if found.is_swapped:
		yield Reason.NAMES_SWAPPED
	elif found.is_literal:
		yield Reason.SAME_NAMES
	else:
		yield Reason.NAMES_SOUND_ALIKE if found.own >= ALIKE else Reason.NAMES_NEARLY_ALIKE
	conditions = (
		(found.is_second_name, Reason.NAME_LEFT_OUT),
		(found.uses_other_name, Reason.OTHER_NAME),
		(found.crosses_scripts, Reason.OTHER_SCRIPT),
		(found.contradicting > 0, Reason.SOME_NAMES_DIFFER),
	)
	yield from (reason for holds, reason in conditions if holds)


def compare_patronymics(one: Person, other: Person, evidence: Evidence) -> None:
	if not one.patronymic or not other.patronymic:
		return
	fathers = best_match(readings(one.patronymic, "", "", "", ()), readings(other.patronymic, "", "", "", ()))
	if fathers and fathers.own == 0:
		evidence.add(-1.0, Reason.DIFFERENT_PATRONYMIC)


def compare_birth_dates(one: Person, other: Person, evidence: Evidence) -> None:
	if not one.date_of_birth or not other.date_of_birth:
		return
	if one.date_of_birth == other.date_of_birth:
		both_by_year = one.only_year_is_known and other.only_year_is_known
		evidence.add(2.5 if both_by_year else 4.5, Reason.SAME_BIRTH_DATE)
	elif one.only_year_is_known or other.only_year_is_known:
		compare_years(one, other, evidence)
	else:
		compare_days(one.date_of_birth, other.date_of_birth, evidence)


def compare_years(one: Person, other: Person, evidence: Evidence) -> None:
	"""At least one of the dates is about right only; less so where it says that it is estimated."""
	years = abs(one.date_of_birth.year - other.date_of_birth.year)
	tolerance = ESTIMATE_YEARS if one.birth_date_is_estimated or other.birth_date_is_estimated else 1
	if years <= tolerance:
		evidence.add(1.5 - years * 0.3, Reason.WITHIN_ESTIMATE)
	elif years <= 2 * tolerance:
		evidence.add(-2.0, Reason.BIRTH_DATES_DIFFER)
	else:
		evidence.add(-6.0, Reason.BIRTH_DATES_DIFFER)


def compare_days(one: date, other: date, evidence: Evidence) -> None:
	if (one.year, one.month, one.day) == (other.year, other.day, other.month):
		evidence.add(3.5, Reason.DAY_AND_MONTH_SWAPPED)
	elif is_slip(one, other):
		evidence.add(2.0, Reason.BIRTH_DATE_SLIP)
	else:
		far = abs((one - other).days) > 366
		evidence.add(-6.0 if far else -3.0, Reason.BIRTH_DATES_DIFFER)


def is_slip(one: date, other: date) -> bool:
	"""One digit is another, or two beside each other have changed places; a generation apart is no slip."""
	return OSA.distance(one.isoformat(), other.isoformat()) == 1 and abs(one.year - other.year) <= 10


def compare_phones(one: Person, other: Person, evidence: Evidence) -> None:
	if one.phone_digits & other.phone_digits:
		evidence.add(1.8, Reason.SAME_PHONE)


def digits(text: str) -> str:
	return "".join(sign for sign in text if sign.isdigit() and sign.isascii())


def ranked(one: Person, others: dict[str, Person]) -> list[tuple[str, Comparison]]:
	"""Those of the others who may be the same person, the likeliest first."""
	compared = ((name, compare(one, other)) for name, other in others.items())
	found = [each for each in compared if each[1].verdict is not Verdict.DIFFERENT]
	return sorted(found, key=lambda each: (each[1].verdict is not Verdict.LIKELY, -each[1].score, each[0]))
