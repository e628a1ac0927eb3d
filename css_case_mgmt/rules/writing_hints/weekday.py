"""Weekdays and relative days where a date belongs (R-273)."""

import re
from collections.abc import Iterator

from .hint import Found, Why
from .names import NAME, NO_NAMES, TITLE, organisation_word
from .phrases import each_phrase, phrases
from .reading import Sentence

MONTHS = {
	"en": r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?",
	"fr": r"(?:janv(?:ier)?|févr(?:ier)?|mars|avr(?:il)?|mai|juin|juil(?:let)?|août|sept(?:embre)?|oct(?:obre)?|nov(?:embre)?|déc(?:embre)?)\.?",
}
DATE = re.compile(
	rf"(?<!\w)(?:{MONTHS['en']}|{MONTHS['fr']}) \d{{1,2}}(?!\d)|(?<!\d)\d{{1,2}}(?:st|nd|rd|th|er)?(?: of)? ?-?(?:{MONTHS['en']}|{MONTHS['fr']})(?!\w)"
	r"|(?<!\d)\d{4}[-/.]\d{1,2}[-/.]\d{1,2}(?!\d)|(?<!\d)\d{1,2}[-/.]\d{1,2}[-/.](?:\d{4}|\d{2})(?!\d)"
)
DAY = re.compile(
	r"(?:mon|tues|wednes|thurs|fri|satur|sun)day|tomorrow|weekend|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|hier|(?<!après-)demain|lendemain"
)
TITLED = re.compile(TITLE)
DATE_REACHES = 28
BETWEEN = re.compile(
	r"(?:\W|\d|(?<!\w)(?:on|the|le|la|du|of|an?|une?|at|à|de|l'|and|to|h|am|pm|a\.m|p\.m|soit|that|is|est|week|semaine|morning|afternoon|evening"
	r"|matin|soir|après-midi|au|it|was|c'est|in|\w+day|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche)(?!\w))*"
)
WORDS_OF_TITLE = 4


def find(sentence: Sentence) -> Iterator[Found]:
	dates = [found.span() for found in DATE.finditer(sentence.text)]
	for found in phrases("days", sentence.language).finditer(sentence.text):
		if not has_date(sentence.text, found, dates) and not is_innocent(sentence, found):
			yield Found(found.start(), found.end(), Why.WEEKDAY)


def has_date(text: str, found: re.Match, dates: list[tuple[int, int]]) -> bool:
	"""Whether a date stands beside the day: "on Monday, 9 March 2026"."""
	for start, end in dates:
		between = text[found.end() : start] if start >= found.end() else text[end : found.start()]
		if len(between) <= DATE_REACHES and BETWEEN.fullmatch(between):
			return True
	return False


def is_innocent(sentence: Sentence, found: re.Match) -> bool:
	"""Whether it comes back, like a class on Mondays, or is in a name, like Good Friday."""
	around = sentence.text[max(0, found.start() - 45) : found.end() + 35]
	offset = min(45, found.start())
	for phrase in each_phrase("recurring", sentence.language):
		for again in phrase.finditer(around):
			if again.start() < offset + len(found[0]) and again.end() > offset:
				return True
	return is_title(sentence, found.start()) or is_name(sentence, found)


def is_title(sentence: Sentence, position: int) -> bool:
	"""Whether a few words in quotation marks are the name of something: the film "Tomorrow"."""
	for start, end in sentence.quotes:
		if start <= position < end:
			words = sentence.written[max(0, start) : end].strip('"“”«»‘’ \u00a0\u202f').split()
			return (
				len(words) <= WORDS_OF_TITLE
				and bool(words)
				and words[0][:1].isupper()
				and words[-1][-1:].isalpha()
			)
	return False


def is_name(sentence: Sentence, found: re.Match) -> bool:
	"""Whether the day belongs to a name: "Better Tomorrow Foundation", "École du samedi"."""
	day = DAY.search(sentence.text, found.start(), found.end())
	if not day:
		return False
	before, after = sentence.written[: day.start()], sentence.written[day.end() :]
	follows = re.match(rf"(?:['’]s)?((?: {NAME}['’]?){{1,3}})", after)
	precedes = re.search(rf"({NAME}) (?:of |du |de |des |of the )?$", before[-40:])
	names = organisation_word(sentence.language)
	if any(names.search(words[1].lower()) for words in (follows, precedes) if words):
		return True
	if follows and is_surname(follows[1].split()[0]) and found.start() == day.start() and before.strip():
		return True
	is_usually_small = sentence.language == "fr" or not day[0].endswith("day")
	return is_usually_small and sentence.written[day.start()].isupper() and bool(before.strip(' «“"'))


def is_surname(word: str) -> bool:
	return word.lower().rstrip(".") not in NO_NAMES and not TITLED.fullmatch(word)
