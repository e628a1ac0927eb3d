"""Keys by which an index finds who may be the same person (R-073).

One name alone finds half a community. A key therefore combines two names and the year of birth, one name and the day
of birth, or is a number: whoever `duplicates.compare` would take for the same person shares a key, and few others do.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import combinations

from css_case_mgmt.rules.duplicates import ESTIMATE_YEARS, Person
from css_case_mgmt.rules.name_match import Reading

MOST_WORDS = 5
LONGEST_KEY = 80
NO_YEAR = "----"
AFTER_ALL_YEARS = "9999"


@dataclass(frozen=True, slots=True)
class Lookup:
	"""What to look up for somebody.

	Args:
		exact: keys.
		ranges: first and last key, both included.
	"""

	exact: frozenset[str]
	ranges: frozenset[tuple[str, str]]


def keys_of(person: Person) -> frozenset[str]:
	"""The keys under which somebody is found."""
	year = f"{person.date_of_birth.year:04d}" if person.date_of_birth else NO_YEAR
	pairs = (key_of("n", pair, year) for pair in _pairs_of_names(person))
	return frozenset((*_numbers(person), *_names_on_birthday(person), *pairs))


def lookup_of(person: Person) -> Lookup:
	"""The keys under which somebody like this is found: years around the birth date, and files without one."""
	exact = {*_numbers(person), *_names_on_birthday(person)}
	ranges = set()
	born = person.date_of_birth
	for pair in _pairs_of_names(person):
		if born:
			exact.add(key_of("n", pair, NO_YEAR))
			first, last = born.year - ESTIMATE_YEARS, born.year + ESTIMATE_YEARS
			ranges.add((key_of("n", pair, f"{first:04d}"), key_of("n", pair, f"{last:04d}")))
		else:
			ranges.add((key_of("n", pair, NO_YEAR), key_of("n", pair, AFTER_ALL_YEARS)))
	return Lookup(frozenset(exact), frozenset(ranges))


def is_found(person: Person, lookup: Lookup) -> bool:
	"""Whether a lookup finds somebody, as the index would."""
	return any(
		key in lookup.exact or any(first <= key <= last for first, last in lookup.ranges)
		for key in keys_of(person)
	)


def key_of(kind: str, what: str, when: str) -> str:
	"""The beginning of what is too long, and all of when."""
	return f"{kind}{what[: LONGEST_KEY - 10]}/{when}"


def _numbers(person: Person) -> Iterator[str]:
	if person.plain_uci:
		yield f"u{person.plain_uci[: LONGEST_KEY - 1]}"
	yield from (f"p{phone}" for phone in person.phone_digits)


def _names_on_birthday(person: Person) -> Iterator[str]:
	if not person.date_of_birth:
		return
	day = birthday(person.date_of_birth)
	for reading in person.readings:
		for keys in _words(reading):
			yield from (key_of("b", key, day) for key in keys)


def birthday(born: date) -> str:
	"""Day and month in either order, of any year; the first of January, which so many are given, with its year."""
	if (born.day, born.month) == (1, 1):
		return f"{born.year:04d}"
	return "{:02d}{:02d}".format(*sorted((born.day, born.month)))


def _pairs_of_names(person: Person) -> set[str]:
	return {
		"+".join(sorted((one_key, other_key)))
		for reading in person.readings
		for one, other in combinations(_words(reading), 2)
		for one_key in one
		for other_key in other
	}


def _words(reading: Reading) -> list[tuple[str, ...]]:
	return [word.keys for word in reading.words[:MOST_WORDS]]
