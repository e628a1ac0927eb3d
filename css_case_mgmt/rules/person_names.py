"""Names as sounds: what is left of a name when spelling, script and writing habits are taken away (R-043, R-073).

Transliterations of one name agree in their consonants and nearly agree in their vowels: Mohammed, Muhammad and
Maxamed, or Iryna and Ирина. A word is therefore kept in three ways: its letters, its consonants and its sounds.
"""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from anyascii import anyascii
from rapidfuzz.distance import OSA, Levenshtein

from css_case_mgmt.rules.name_variants import (
	ARABIC_LETTERS,
	ARTICLES,
	CYRILLIC_LETTERS,
	JOINED_TO_THE_NEXT,
	JOINED_TO_THE_ONE_BEFORE,
	LATIN_LETTERS,
	SAME_NAME,
	TITLES,
)

LETTERS = ARABIC_LETTERS | CYRILLIC_LETTERS
HEADS = {variant: row.split()[0] for row in SAME_NAME.strip().splitlines() for variant in row.split()}

APOSTROPHES = re.compile(r"['’‘ʼʻʹ`´ʿʾ]")
ARABIC = re.compile(r"[\u0600-\u06ff]")
POINTS = re.compile(r"[\u0300-\u036f\u0610-\u061a\u064b-\u065f\u0670]")
BETWEEN_WORDS = re.compile(r"[\W\d_]+")
NOT_A_LETTER = re.compile(r"[^a-z]+")
ABD = re.compile(r"^c?abd[aeiou]*(?:l|r(?=r)|s(?=s)|z(?=z)|n(?=n)|d(?=d)|t(?=t))?(?=[a-z]{3})")
GLUED_ARTICLE = re.compile(r"^[ae]l(?=[^aeiouy][a-z]{3})")

# Longer groups of letters first.
CONSONANTS = tuple(
	pair.split("-")
	for pair in (
		"shch-S sch-S tch-S sh-S ch-S kh-k gh-g dj-j dh-d th-t ph-f zh-j dz-z ts-s tz-s ck-k qu-k q-k"
		" ce-se ci-si c-k w-v x-ks"
	).split()
)
GLIDE_AT_START = re.compile(r"^(?:ou|w)(?=[aei])")
W_AS_VOWEL = re.compile(r"(?<=[aeiouy])w|(?<=[^aeiouy])w(?![aeiouy])")
Y_AT_START = re.compile(r"^(?:y|j(?=ou|u))(?=[aeou])")
SYLLABLES = re.compile(r"[aeiouy]+|[^aeiouy]")

COARSE = str.maketrans("zdbgSY", "stpjcy")

ALIKE = 0.9
"""How alike two words are that transliterations and habits of spelling explain."""
NEARLY_ALIKE = 0.78
"""How alike two words are that a slip may explain."""


class Form(NamedTuple):
	"""One way of reading a word.

	Args:
		letters: in plain Latin letters.
		consonants: without vowels; what transliterations mix up is one sign.
		sounds: the same with three kinds of vowels.
		has_vowels: whether its script writes them.
	"""

	letters: str
	consonants: str
	sounds: str
	has_vowels: bool = True


@dataclass(frozen=True, slots=True, eq=False)
class Word:
	"""One word of a name; the same word is the same object, so that comparing many people is quick.

	Args:
		forms: the ways in which it may be read, the plainest first.
		head: the name that stands for it in the table of variants, or its letters.
		is_latin: whether it was written in Latin letters.
	"""

	forms: tuple[Form, ...]
	head: str
	is_latin: bool = True

	@property
	def letters(self) -> str:
		return self.forms[0].letters

	@property
	def keys(self) -> tuple[str, ...]:
		"""What words that may be the same name have in common, for finding them in an index."""
		if self.head in HEADS:
			return (coarse(form_of(self.head).consonants),)
		return tuple(dict.fromkeys(coarse(form.consonants) for form in self.forms))


class _Part(NamedTuple):
	bare: str
	sounded: str
	has_vowels: bool
	is_latin: bool

	def joined(self, other: "_Part") -> "_Part":
		return _Part(
			self.bare + other.bare,
			self.sounded + other.sounded,
			self.has_vowels and other.has_vowels,
			self.is_latin and other.is_latin,
		)


@lru_cache(maxsize=8192)
def words(name: str) -> tuple[Word, ...]:
	"""The words of a written name in any script, without titles and articles; a compound is one word."""
	plain = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", name).casefold())
	parts = [_part(text) for text in BETWEEN_WORDS.split(APOSTROPHES.sub("", plain))]
	return tuple(_word(part) for part in _compounds([part for part in parts if part.bare]))


def joined(one: Word, other: Word) -> Word:
	"""Two words as if they had been written as one."""
	letters = one.letters + other.letters
	has_vowels = one.forms[0].has_vowels and other.forms[0].has_vowels
	return _word(_Part(letters, letters, has_vowels, one.is_latin and other.is_latin))


def _part(text: str) -> _Part:
	arabic = bool(ARABIC.search(text))
	if arabic and text.startswith("ال") and len(text) > 4:
		text = text.removeprefix("ال")
	bare = "".join(LETTERS.get(sign, sign) for sign in text)
	sounded = "".join(LATIN_LETTERS.get(sign, sign) for sign in bare)
	return _Part(_ascii(bare), _ascii(sounded), not arabic, _is_latin(text))


def _is_latin(text: str) -> bool:
	return text.isascii() or unicodedata.name(text[0], "").startswith("LATIN")


def _ascii(text: str) -> str:
	return NOT_A_LETTER.sub("", anyascii(POINTS.sub("", text)).lower())


def _compounds(parts: list[_Part]) -> list[_Part]:
	"""Abd al-Rahman, Gebre Medhin, Habib Ullah and Salah ud-Din as one word each, however they are written."""
	parts = _without(TITLES | ARTICLES, parts)
	joined: list[_Part] = []
	waiting: _Part | None = None
	for part in parts:
		if waiting:
			part, waiting = waiting.joined(part), None
		if part.bare in JOINED_TO_THE_NEXT:
			waiting = part
		elif joined and part.bare in JOINED_TO_THE_ONE_BEFORE:
			joined[-1] = joined[-1].joined(part)
		else:
			joined.append(part)
	return [*joined, waiting] if waiting else joined


def _without(unwanted: frozenset[str], parts: list[_Part]) -> list[_Part]:
	"""A name that consists of nothing else is kept as it is."""
	return [part for part in parts if part.bare not in unwanted] or parts


@lru_cache(maxsize=65536)
def _word(part: _Part) -> Word:
	readings = dict.fromkeys(reading for text in (part.bare, part.sounded) for reading in _readings(text))
	forms = tuple(form_of(letters, part.has_vowels) for letters in readings)
	head = next((HEADS[letters] for letters in readings if letters in HEADS), forms[0].letters)
	return Word(forms, head, part.is_latin)


def _readings(letters: str) -> list[str]:
	if letters in HEADS:
		return [letters]
	readings = [ABD.sub("abd", letters)]
	if GLUED_ARTICLE.match(letters):
		readings.append(GLUED_ARTICLE.sub("", letters))
	# Somali writes the h of Hasan as x.
	return readings + [reading.replace("x", "h") for reading in readings if "x" in reading]


@lru_cache(maxsize=8192)
def form_of(letters: str, has_vowels: bool = True) -> Form:
	sounds = GLIDE_AT_START.sub("v", letters)
	sounds = W_AS_VOWEL.sub("u", sounds)
	sounds = Y_AT_START.sub("Y", sounds)
	for written, sound in CONSONANTS:
		sounds = sounds.replace(written, sound)
	sounds = re.sub(r"([^aeiouy])\1+", r"\1", sounds)
	if len(sounds) > 2 and sounds[-1] == "h":
		sounds = sounds[:-1]
	syllables = [_vowel(each) if each[0] in "aeiouy" else each for each in SYLLABLES.findall(sounds)]
	consonants = "".join(each for each in syllables if each not in "AIU")
	if syllables and syllables[0] in "AIU":
		consonants = "a" + consonants
	return Form(letters, consonants, "".join(syllables), has_vowels)


def _vowel(run: str) -> str:
	"""One of three kinds, whatever the run of vowels: ou, oo and awoo sound alike, and so do ei, ee and ai."""
	if "o" in run or "u" in run:
		return "U"
	return "I" if "i" in run or "y" in run or "ee" in run else "A"


def coarse(consonants: str) -> str:
	"""Consonants without the differences that even careful writers make."""
	return consonants.translate(COARSE)


@lru_cache(maxsize=65536)
def likeness(one: Word, other: Word) -> float:
	"""How alike two words are, from 0 to 1; 1 is the same word in plain letters."""
	if one.letters == other.letters:
		return 1.0
	if one.head == other.head:
		return 0.98
	if len(one.letters) == 1 or len(other.letters) == 1:
		return 0.8 if one.letters[:1] == other.letters[:1] else 0.0
	alike = max(_forms_alike(a, b) for a in one.forms for b in other.forms)
	if one.head in HEADS and other.head in HEADS:
		# Two names of the table are two names, however near: Hasan and Husain are often brothers.
		return min(alike, NEARLY_ALIKE - 0.08)
	return alike


def _forms_alike(one: Form, other: Form) -> float:
	if one.letters == other.letters:
		return 0.99
	consonants = Levenshtein.normalized_similarity(one.consonants, other.consonants)
	if not (one.has_vowels and other.has_vowels):
		return 0.95 * consonants
	sounds = Levenshtein.normalized_similarity(one.sounds, other.sounds)
	spelling = OSA.normalized_similarity(one.letters, other.letters)
	return max(min(0.6 * consonants + 0.4 * sounds, 0.97), spelling)
