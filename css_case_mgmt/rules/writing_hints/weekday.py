"""Weekdays and relative days where a date belongs (R-273)."""

import re
from collections.abc import Iterator

from .hint import Found, Why
from .names import is_part_of_name
from .phrases import phrases
from .reading import Sentence

MONTHS = {
	"en": r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?",
	"fr": r"(?:janv(?:ier)?|févr(?:ier)?|mars|avr(?:il)?|mai|juin|juil(?:let)?|août|sept(?:embre)?|oct(?:obre)?|nov(?:embre)?|déc(?:embre)?)\.?",
}
DATE = re.compile(
	rf"(?<!\w)(?:{MONTHS['en']}|{MONTHS['fr']}) \d{{1,2}}(?!\d)|(?<!\d)\d{{1,2}}(?:st|nd|rd|th|er)?(?: of)? ?-?(?:{MONTHS['en']}|{MONTHS['fr']})(?!\w)"
	r"|(?<!\d)\d{4}[-/.]\d{1,2}[-/.]\d{1,2}(?!\d)|(?<!\d)\d{1,2}[-/.]\d{1,2}[-/.](?:\d{4}|\d{2})(?!\d)"
)
DATE_REACHES = 28


def find(sentence: Sentence) -> Iterator[Found]:
	dates = [found.span() for found in DATE.finditer(sentence.text)]
	for found in phrases("days", sentence.language).finditer(sentence.text):
		if not has_date(found, dates) and not is_innocent(sentence, found):
			yield Found(found.start(), found.end(), Why.WEEKDAY)


def has_date(found: re.Match, dates: list[tuple[int, int]]) -> bool:
	"""Whether a date stands beside the day: "on Monday, 9 March 2026"."""
	return any(start - found.end() <= DATE_REACHES and found.start() - end <= DATE_REACHES for start, end in dates)


def is_innocent(sentence: Sentence, found: re.Match) -> bool:
	"""Whether it comes back, like a class on Mondays, or is in a name, like Good Friday."""
	around = sentence.text[max(0, found.start() - 45) : found.end() + 35]
	offset = min(45, found.start())
	for again in phrases("recurring", sentence.language).finditer(around):
		if again.start() < offset + len(found[0]) and again.end() > offset:
			return True
	return is_part_of_name(sentence, first_capital(sentence, found))


def first_capital(sentence: Sentence, found: re.Match) -> re.Match:
	"""The day itself within what was found, which may begin with "on" or "last"."""
	day = re.compile(r"(?:last|next|this|on|past|coming|since|until|by|le|ce|la|l'|dès|jusqu'à|lundi|avant|\s)*(?=\S)")
	skipped = day.match(sentence.text, found.start(), found.end())
	return re.compile(r"\S+").match(sentence.text, skipped.end() if skipped else found.start(), found.end()) or found
