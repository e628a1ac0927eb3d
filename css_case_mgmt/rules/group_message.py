"""A message to many people says nothing of any of them (R-236)."""

import re
from collections.abc import Iterable

SHORTEST_NAME = 3
WORDS = re.compile(r"[^\W_]+(?:['’\-][^\W_]+)*")


def names_in(text: str, names: Iterable[str]) -> list[str]:
	"""Return the names that stand in a text as words of their own, each once, in the order of the names.

	Args:
		text: what everybody is to read.
		names: parts of names; those of one or two letters are passed over, as they are words as well.
	"""
	words = {word.casefold() for word in WORDS.findall(text)}
	found = (
		name
		for name in names
		if len(name) >= SHORTEST_NAME and set(_words(name)) and set(_words(name)) <= words
	)
	return list(dict.fromkeys(found))


def _words(name: str) -> list[str]:
	return [word.casefold() for word in WORDS.findall(name)]
