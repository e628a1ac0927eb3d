"""Who says so: what somebody stated, and what only appeared so, are no statements of the writer's."""

import re

from .phrases import phrases
from .reading import Sentence

WRITERS_THOUGHT = {
	"en": re.compile(
		r"(?<!\w)(?:cw|caseworker|case worker|writer|i)(?: \w+)? (?:noted|observed|noticed|believes?|thinks?|felt"
		r"|found|knows?|suspects?|agrees?|agreed)(?!\w)"
	),
	"fr": re.compile(
		r"(?<!\w)(?:intervenante?|je|j'|conseillère|conseiller)(?: \w+)? ?(?:a |ai )?(?:noté|observé|remarqué|constaté|crois|croit"
		r"|pense|trouve|trouvé|sais|sait|soupçonne|d'accord)(?!\w)"
	),
}
SAID_AFTERWARDS = {
	"en": re.compile(
		r"(?:, ?|[\"”] ?|\()(?:as )?(?:(?:the )?(?:client|she|he|they|mother|father)|per client|according to)(?!\w)"
		r"(?: (?:said|stated|reported|added|explained|shared|says|states)|(?=.{0,20}$))"
	),
	"fr": re.compile(
		r"(?:, ?|[\"”»] ?|\()(?:(?:a-t-(?:elle|il)|ont-(?:elles|ils)|dit-(?:elle|il)|selon|d'après|aux dires de)(?!\w)|comme l'a)"
	),
}
HEDGE_REACHES = 45


def is_stated(sentence: Sentence, position: int) -> bool:
	"""Whether what stands there is what somebody said, in quotation marks or not."""
	if sentence.is_quoted(position):
		return True
	language = sentence.language
	before = clause_before(sentence.text[:position], ";")
	said = phrases("saying", language).search(before)
	if said and not WRITERS_THOUGHT[language].search(before):
		return True
	return bool(SAID_AFTERWARDS[language].search(sentence.text, position))


def is_hedged(sentence: Sentence, position: int) -> bool:
	"""Whether it only appeared so, or is asked or supposed."""
	before = clause_before(sentence.text[max(0, position - HEDGE_REACHES) : position], ",;:.")
	return bool(phrases("hedges", sentence.language).search(before))


def clause_before(text: str, stops: str) -> str:
	return text[max(text.rfind(stop) for stop in stops) + 1 :]
