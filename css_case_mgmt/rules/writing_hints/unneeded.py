"""Numbers of cards, papers and accounts, and passwords: nothing that the programme needs to know (R-272)."""

import re
from collections.abc import Iterator
from functools import cache
from itertools import cycle

from .hint import Found, Why
from .phrases import alternatives
from .reading import Sentence
from .weekday import DATE

# Three by three, as on the letter about a social insurance number; in fours, as on a card of a bank.
GROUPED = re.compile(r"(?<![\d-])(?:\d{3}([ -])\d{3}\1\d{3}|\d{4}([ -])\d{4}\2\d{4}\2\d{4})(?![\d-])")
QUEBEC_HEALTH_CARD = re.compile(r"(?<!\w)[A-Z]{4}[ -]?\d{4}[ -]?\d{4}(?!\d)")
CONNECTING = {
	"en": r"(?:[ :#,(]|'s|(?<!\w)(?:numbers?|no\.?|is|was|of|the|her|his|their|client)(?!\w))*",
	"fr": r"(?:[ :#,(]|d'|(?<!\w)(?:numéros?|no\.?|nº|n°|est|était|du|de|la|le|client|cliente)(?!\w))*",
}
NUMBER = r"(?:[a-z]{1,4}-?)?\d(?:[ -]?\d){5,18}(?!\d| ?\$| dollars?|[.,]\d)"
SECRET = {
	"en": r"(?: of (?:the|her|his|their) \w+)?(?: (?:is|was)|:| =)+ ?",
	"fr": r"(?: de (?:la|sa|son|leur) \w+)?(?: (?:est|était)| ?:| =)+ ?",
}


def find(sentence: Sentence) -> Iterator[Found]:
	for found in GROUPED.finditer(sentence.text):
		if has_check_digit(found[0]):
			yield Found(found.start(), found.end(), Why.NUMBER)
	for found in QUEBEC_HEALTH_CARD.finditer(sentence.written):
		yield Found(found.start(), found.end(), Why.NUMBER)
	for found in named_numbers(sentence.language).finditer(sentence.text):
		if not DATE.match(found[1]):
			yield Found(*found.span(1), Why.NUMBER)
	for found in passwords(sentence.language).finditer(sentence.text):
		yield Found(*found.span(1), Why.NUMBER)


@cache
def named_numbers(language: str) -> re.Pattern:
	"""A number behind the name of a card, a paper or an account."""
	return re.compile(
		rf"(?<!\w)(?:{alternatives('numbered', language)})(?!\w){CONNECTING[language]}(?<!\w)({NUMBER})"
	)


@cache
def passwords(language: str) -> re.Pattern:
	"""What stands behind "PIN is" or "password:", if there is a digit in it."""
	return re.compile(
		rf"(?<!\w)(?:{alternatives('passwords', language)})(?!\w){SECRET[language]}([^\s\d.,;)]{{0,30}}\d[^\s.,;)]{{0,30}})"
	)


def has_check_digit(number: str) -> bool:
	"""Whether the last digit is that of Luhn, as on cards of a bank and in social insurance numbers."""
	digits = [int(digit) for digit in reversed(number) if digit.isdecimal()]
	doubled = (digit * factor for digit, factor in zip(digits, cycle((1, 2)), strict=False))
	return sum(digit - 9 if digit > 9 else digit for digit in doubled) % 10 == 0
