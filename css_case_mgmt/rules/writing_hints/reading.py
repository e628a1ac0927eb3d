"""Sentences of a note: where each starts, its language, what is quoted in it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

LONGEST_PIECE = 600
"""A text without an end of a sentence is read in pieces, so that the time grows with its length alone."""

END_OF_SENTENCE = re.compile(r"[.!?…]+[\"”»’)\]]?\s+(?=\S)")
ABBREVIATION = re.compile(
	r"(?:^|[\s(])(?:dr|dre|mr|mrs|ms|mme|mlle|m|me|st|ste|mt|no|tel|tél|ext|poste|approx|env|vs|etc|dept|apt|app"
	r"|mon|tues?|wed|thurs?|fri|sat|sun|lun|mer|jeu|ven|sam|dim|a\.m|p\.m|e\.g|i\.e|p\.ex|jan|feb|mar|apr|jun|jul"
	r"|aug|sept?|oct|nov|dec|janv|févr|avr|juil|déc|\w)\.\s+$",
	re.IGNORECASE,
)
QUOTED = re.compile(r"“[^”]*(?:”|$)|«[^»]*(?:»|$)|\"[^\"]*(?:\"|$)|‘[^’]*’(?!\w)")
SAME_LETTER = str.maketrans({"’": "'", "ʼ": "'", "‑": "-", "–": "-", "\u00a0": " ", "\u202f": " "})
FRENCH = re.compile(
	r"(?<!\w)(?:le|la|les|des|du|un|une|est|et|était|été|avec|pour|dans|que|qui|elle|il|ils|elles|sa|son|ses|ne|pas|au|aux"
	r"|cette|sur|par|leur|de|en|a|à|chez|très|client|cliente|famille|intervenante|intervenant|selon|mais|dit|lui|où|ce|se|on|ou|si|plus|mère|père|fils|fille|école|ont|sont|pendant|depuis|prochaine?|dernière?|rencontre"
	r"|d'|l'|n'|qu'|s'|c'|j')(?!\w)|(?<!\w)[dlnqscj]u?'(?=\w)|[éèêàùçœ]"
)
ENGLISH = re.compile(
	r"(?<!\w)(?:the|and|was|were|is|are|with|for|that|to|of|in|on|she|he|they|her|his|their|client|cw|not|has|had|have|at"
	r"|by|from|it|an|this|will|would|said|stated|but|who|be|been|about|after|does|did|my|i|as|or|if|no|a|when|because|so|then|there|all|can|could|should|may|do|did|also|up|out|over|into|during|before|next|last"
	r"|family|mother|father|worker|caseworker|office|school|today|yesterday|tomorrow|called|needs|wants|\w{2,}ed|\w{2,}ing|\w{2,}ly)(?!\w)"
)


@dataclass(frozen=True)
class Sentence:
	"""A sentence, or a piece of a long one.

	Attributes:
		start: where it begins in the text.
		written: as it was written.
		text: in small letters, with one kind of apostrophe and space; as long as `written`.
		language: "en" or "fr".
		quotes: from where to where somebody's words are quoted.
	"""

	start: int
	written: str
	text: str
	language: str
	quotes: tuple[tuple[int, int], ...]

	def is_quoted(self, position: int) -> bool:
		return any(start <= position < end for start, end in self.quotes)


def sentences(text: str, language: str | None) -> Iterator[Sentence]:
	"""The sentences of a text, in order; a line ends a sentence."""
	for line in re.finditer(r"[^\n\r]+", text):
		quotes = [found.span() for found in QUOTED.finditer(line[0])]
		for start, end in pieces(line[0]):
			written = line[0][start:end]
			small = lowered(written)
			for spoken in [language] if language else languages(small):
				yield Sentence(
					line.start() + start,
					written,
					small,
					spoken,
					tuple((a - start, b - start) for a, b in quotes if a < end and b > start),
				)


def pieces(line: str) -> Iterator[tuple[int, int]]:
	start = 0
	for found in END_OF_SENTENCE.finditer(line):
		before = line[max(start, found.end() - 12) : found.end()]
		if ABBREVIATION.search(before) or line[found.end()].islower():
			continue
		yield from short_pieces(line, start, found.end())
		start = found.end()
	yield from short_pieces(line, start, len(line))


def short_pieces(line: str, start: int, end: int) -> Iterator[tuple[int, int]]:
	while end - start > LONGEST_PIECE:
		space = line.rfind(" ", start + 1, start + LONGEST_PIECE)
		cut = space if space > start else start + LONGEST_PIECE
		yield start, cut
		start = cut
	if start < end:
		yield start, end


def lowered(text: str) -> str:
	"""The text in small letters, character for character."""
	small = text.lower()
	if len(small) != len(text):
		small = "".join(letter.lower() if len(letter.lower()) == 1 else letter for letter in text)
	return small.translate(SAME_LETTER)


def languages(small: str) -> list[str]:
	"""The language of a sentence; both where nothing tells."""
	french = len(FRENCH.findall(small))
	english = len(ENGLISH.findall(small))
	if french == english:
		return ["en", "fr"]
	return ["fr"] if french > english else ["en"]
