"""What can take the place of words that were hinted at (R-268, R-269, R-273)."""

import re
from datetime import date, timedelta

from dateutil.relativedelta import relativedelta

from .hint import Hint, Kind

SEEMED = {
	"en": (
		(
			re.compile(
				r"^(?:was|were|became|got|felt|grew|remained|stayed|has been|have been|had been)(?: feeling)? ",
				re.I,
			),
			"appeared ",
		),
		(re.compile(r"^(?:is|feels|becomes|gets|remains|stays)(?: feeling)? ", re.I), "appears "),
		(re.compile(r"^are ", re.I), "appear "),
	),
	"fr": (
		(re.compile(r"^(?:était|restait|demeurait|devenait|se sentait) ", re.I), "semblait "),
		(re.compile(r"^(?:étaient|restaient|se sentaient) ", re.I), "semblaient "),
		(re.compile(r"^(?:est|reste|demeure|devient|se sent) ", re.I), "semble "),
		(re.compile(r"^(?:sont|restent|demeurent|deviennent|se sentent) ", re.I), "semblent "),
		(re.compile(r"^a été ", re.I), "a semblé "),
		(re.compile(r"^ont été ", re.I), "ont semblé "),
	),
}
NEGATED = re.compile(r"(?<!\w)(?:not|no|isn't|wasn't|pas|plus)(?!\w)", re.I)
HEALTH = {"en": "a health condition", "fr": "un problème de santé"}
HAVING = {
	"en": re.compile(r"(?<!\w)(?:has|have|had|having|with|from) $", re.I),
	"fr": re.compile(r"(?<!\w)(?:a|ont|avait|avec) $", re.I),
}
WEEKDAYS = {
	"en": ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"),
	"fr": ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"),
}
MONTHS = {
	"en": "January February March April May June July August September October November December".split(),
	"fr": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre".split(),
}
FIXED = {
	"yesterday": -1, "last night": -1, "the day before yesterday": -2, "tomorrow": 1, "the day after tomorrow": 2, "tonight": 0,
	"hier": -1, "avant-hier": -2, "demain": 1, "après-demain": 2, "ce soir": 0,
}  # fmt: skip
NUMBERS = {
	"a": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
	"un": 1, "une": 1, "deux": 2, "trois": 3, "quatre": 4, "cinq": 5, "sept": 7, "huit": 8, "dix": 10, "quinze": 15,
}  # fmt: skip
DISTANCE = re.compile(
	r"^(?:(?P<ahead>in|dans) |(?P<ago>il y a ) ?)?(?P<number>\w+) (?P<unit>day|week|jour|semaine)s?(?: (?P<back>ago|plus tôt))?$"
)
PAST = re.compile(r"(?<!\w)(?:last|past|dernière?|passée?)(?!\w)")
FUTURE = re.compile(r"(?<!\w)(?:next|coming|prochaine?)(?!\w)")


def instead_of(kind: Kind, text: str, language: str) -> str:
	"""Words that can take the place of others as they are; empty where only the writer knows them."""
	if kind is Kind.ABSOLUTE and not NEGATED.search(text):
		for pattern, words in SEEMED[language]:
			if pattern.search(text):
				return pattern.sub(words, text, count=1)
	return ""


def dates_of(hint: Hint, on: date) -> list[date]:
	"""The days that a weekday hint may mean in a note of a day, the likeliest first; none where that is open."""
	if hint.kind is not Kind.WEEKDAY:
		return []
	text = " ".join(hint.text.lower().replace("’", "'").split())
	for words, days in FIXED.items():
		if re.match(rf"{words}(?!\w)", text):
			return [on + relativedelta(days=days)]
	far = DISTANCE.match(text)
	if far and (far["ahead"] or far["ago"] or far["back"]):
		return at_distance(far, on)
	for place, name in enumerate(WEEKDAYS[hint.language]):
		if re.search(rf"(?<!\w){name}(?!\w)", text):
			return weekday_dates(place, text, on)
	return []


def at_distance(far: re.Match, on: date) -> list[date]:
	number = NUMBERS.get(far["number"]) or (int(far["number"]) if far["number"].isdecimal() else 0)
	days = number * (7 if far["unit"] in ("week", "semaine") else 1)
	return [on + relativedelta(days=days if far["ahead"] else -days)] if number else []


def weekday_dates(weekday: int, text: str, on: date) -> list[date]:
	before = on - timedelta(days=(on.weekday() - weekday) % 7 or 7)
	after = on + timedelta(days=(weekday - on.weekday()) % 7 or 7)
	if PAST.search(text):
		return [before]
	if FUTURE.search(text):
		return [after]
	return [before, after]


def date_in_words(hint: Hint, day: date) -> str:
	"""A date as it takes the place of a weekday: "on 3 March 2026", "le 3 mars 2026"."""
	month = MONTHS[hint.language][day.month - 1]
	if hint.language == "fr":
		words = f"le {'1er' if day.day == 1 else day.day} {month} {day.year}"
	else:
		words = f"on {day.day} {month} {day.year}"
	if hint.text[:1].isupper():
		words = words[:1].upper() + words[1:]
	return words
