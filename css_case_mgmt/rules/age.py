"""Ages, and the day from which a child has a file of their own (D-09, D-27, R-159).

A birthday that a year lacks (29 February) falls on 28 February: the same clamping as every other period of
the programme, and the way in which the federal Interpretation Act counts months that have no such day.
"""

from datetime import date, timedelta
from enum import Enum

from css_case_mgmt.rules.dates import add_months


class NotYetBorn(ValueError):
	"""A date before the date of birth."""


class ComingOfAge(Enum):
	"""Where somebody stands before and after the age of an own file."""

	LATER = "Later"
	FORESEEN = "Foreseen"
	REACHED = "Reached"


def age_on(date_of_birth: date, on: date) -> int:
	"""Return the age in completed years on a date; a birthday counts from its first hour.

	Raises:
		NotYetBorn: if the date lies before the date of birth.
	"""
	if on < date_of_birth:
		raise NotYetBorn(f"{on} is before {date_of_birth}")
	birthdays = on.year - date_of_birth.year
	return birthdays if _birthday(date_of_birth, birthdays) <= on else birthdays - 1


def own_file_from(date_of_birth: date, own_file_age: int) -> date:
	"""Return the birthday on which a child reaches the age of an own file, consent and NAM (D-09, D-27).

	Args:
		date_of_birth: as recorded, estimated or not.
		own_file_age: in years.
	"""
	return _birthday(date_of_birth, own_file_age)


def has_own_file(date_of_birth: date, on: date, own_file_age: int) -> bool:
	"""Whether somebody is documented in an own file rather than under a parent or guardian (D-09)."""
	return own_file_from(date_of_birth, own_file_age) <= on


def coming_of_age(date_of_birth: date, on: date, own_file_age: int, notice_days: int) -> ComingOfAge:
	"""Return whether the age of an own file is reached, or near enough to be foreseen (R-046, T-09).

	Args:
		date_of_birth: as recorded, estimated or not.
		on: the day asked about.
		own_file_age: in years.
		notice_days: so many days before the birthday, that day included, it is foreseen.
	"""
	birthday = own_file_from(date_of_birth, own_file_age)
	if birthday <= on:
		return ComingOfAge.REACHED
	return ComingOfAge.FORESEEN if birthday - on <= timedelta(days=notice_days) else ComingOfAge.LATER


def births_reaching(first: date, last: date, own_file_age: int) -> tuple[date, date]:
	"""Return the earliest and the latest date of birth of whoever may reach the age within these days.

	Somebody born on 29 February may be among them without reaching it: ask `own_file_from` of each.
	"""
	months = -12 * own_file_age
	return add_months(first, months), add_months(last, months) + timedelta(days=1)


def _birthday(date_of_birth: date, age: int) -> date:
	return add_months(date_of_birth, 12 * age)
