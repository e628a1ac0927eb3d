"""The word lists: one phrase a line, in which (a|b) and ? mean what they mean in a regular expression.

A line that starts with # is a heading. In French, "~" at the end of a word stands for its feminine and plural forms.
"""

import re
from collections import defaultdict
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).parent / "words"
LANGUAGES = ("en", "fr")
FEMININE = (
	("eux", "(?:eux|euses?|eux[·(.]se[)]?)"),
	("teur", "(?:teurs?|teuses?|trices?)"),
	("eur", "(?:eurs?|euses?)"),
	("if", "(?:ifs?|ives?)"),
	("el", "(?:els?|elles?)"),
	("en", "(?:ens?|ennes?)"),
	("on", "(?:ons?|onnes?)"),
	("er", "(?:ers?|ères?)"),
	("et", "(?:ets?|ètes?|ettes?)"),
	("c", "(?:cs?|ques?|ches?)"),
	("s", "s(?:es?|ses?)?"),
	("x", "(?:x|ses?)"),
	("e", "es?"),
	("", "(?:[·(.-]?e[)]?)?(?:[·(.-]?s[)]?)?"),
)


@cache
def phrases(name: str, language: str) -> re.Pattern:
	"""The phrases of a list as whole words, the longest first."""
	return re.compile(rf"(?<!\w)(?:{alternatives(name, language)})(?!\w)")


@cache
def each_phrase(name: str, language: str) -> tuple[re.Pattern, ...]:
	"""The phrases of a list one by one, where those that overlap must all be found."""
	return tuple(re.compile(rf"(?<!\w)(?:{fragment(line)})(?!\w)") for line in lines(name, language))


@cache
def alternatives(name: str, language: str) -> str:
	"""The phrases of a list as a part of a pattern, those with the same first letter together."""
	by_letter = defaultdict(list)
	for part in (part for line in lines(name, language) for part in parts(line)):
		by_letter[part[0] if part[0].isalpha() else ""].append(fragment(part))
	return "|".join(
		f"(?={letter})(?:{'|'.join(sorted(found, key=len, reverse=True))})"
		for letter, found in sorted(by_letter.items(), reverse=True)
	)


def lines(name: str, language: str) -> list[str]:
	text = (FOLDER / language / f"{name}.txt").read_text(encoding="utf-8")
	return [line.strip() for line in text.splitlines() if line.strip() and not line.startswith("#")]


def parts(line: str) -> list[str]:
	"""The choices of a line that is nothing but "(this|that)"; else the line."""
	depth, cuts = 0, [0]
	for place, letter in enumerate(line):
		depth += (letter == "(") - (letter == ")")
		if depth == 0 and place < len(line) - 1:
			return [line]
		if depth == 1 and letter == "|":
			cuts.append(place)
	return [line[start + 1 : end] for start, end in zip(cuts, [*cuts[1:], len(line) - 1], strict=True)]


def fragment(line: str) -> str:
	return re.sub(r"(\w+)~", inflected, re.sub(r"\((?!\?)", "(?:", line))


def inflected(found: re.Match) -> str:
	word = found[1]
	ending, forms = next(pair for pair in FEMININE if word.endswith(pair[0]))
	stem = word[: len(word) - len(ending)]
	return stem + forms
