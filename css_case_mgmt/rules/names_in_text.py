"""Full names of known people in a note (R-066)."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

WORD = r"[^\W\d_](?:[\w'’-]*\w)?"
WORDS = re.compile(WORD)
SEVERAL = re.compile(rf"{WORD}(?:[ \u00a0]+{WORD})+")
OWNED = re.compile(r"['’]s$")


@dataclass(frozen=True, slots=True)
class Word:
	"""A word with a capital, and where it stands."""

	start: int
	end: int
	written: str


def folded(text: str) -> str:
	"""A text without capitals and accents."""
	apart = unicodedata.normalize("NFKD", text.casefold())
	return "".join(letter for letter in apart if not unicodedata.combining(letter))


def runs_of_capitals(text: str) -> Iterator[list[Word]]:
	"""Words with a capital that follow each other, two at least: what a full name looks like."""
	for several in SEVERAL.finditer(text):
		run: list[Word] = []
		for found in WORDS.finditer(several[0]):
			if not found[0][0].isupper():
				if len(run) > 1:
					yield run
				run = []
				continue
			written = OWNED.sub("", found[0])
			start = several.start() + found.start()
			run.append(Word(start, start + len(written), written))
		if len(run) > 1:
			yield run


def possible_family_names(text: str) -> set[str]:
	"""Return what may be a family name, of one word or two, by which people are looked up."""
	found = set()
	for run in runs_of_capitals(text):
		found.update(word.written for word in run)
		found.update(f"{one.written} {other.written}" for one, other in pairwise(run))
	return found


def places_of(text: str, given_names: str, family_name: str) -> Iterator[tuple[int, int]]:
	"""Yield where somebody is named in full: the first given name beside the family name, in either order.

	Args:
		text: of a note.
		given_names: as on file; the first counts.
		family_name: of one word or several; nobody is found without one.
	"""
	family = folded(family_name).split()
	given = folded(given_names).split()[:1]
	if not family or not given:
		return
	for run in runs_of_capitals(text):
		words = [folded(word.written) for word in run]
		for first in range(len(words) - len(family) + 1):
			after = first + len(family)
			if words[first:after] != family:
				continue
			for position in (first - 1, first - 2, first - 3, after):
				if 0 <= position < len(words) and words[position] == given[0]:
					start, end = min(position, first), max(position, after - 1)
					yield run[start].start, run[end].end
					break
