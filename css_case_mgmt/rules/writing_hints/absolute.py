"""Feelings, habits and intentions that are put down as facts (R-268)."""

import re
from collections.abc import Iterator
from functools import cache

from .hint import Found, Why
from .phrases import alternatives, phrases
from .reading import Sentence
from .speech import is_hedged, is_stated

INTENSIFIERS = {
	"en": r"(?:\w+ly|very|so|too|really|quite|rather|a|bit|little|more|most|no|longer|not|still|both|all|also|just|deeply|always|now|often|feeling|getting|becoming|being|much|in|once|again|even)",
	"fr": r"(?:\w+ment|très|trop|si|tellement|bien|assez|plutôt|un|peu|plus|pas|encore|toujours|aussi|fort|vraiment|tout|toute|tous|moins|toutes|deux|souvent|parfois|maintenant|beaucoup|à|nouveau|aucunement|guère|jamais)",
}
STATES = {
	"en": r"(?:was|were|is|are|am|isn't|wasn't|aren't|weren't|(?:she|he|they|client)'(?:s|re)|(?:has|have|had) been|became|becomes?|has become|got|gets|grew|remain(?:s|ed)|stay(?:s|ed)|fe(?:els?|lt)|feeling|being)",
	"fr": r"(?:est|sont|était|étaient|fut|(?:a|ont|avait|avaient) été|devient|deviennent|devenue?s?|devenait|reste|restent|restait|demeure|demeurent|demeurait|se sent(?:ent)?|se sentait|s'est sentie?|s'est senti|se sentaient)",
}


ENDS_A_VERB = re.compile(
	r"\s*(?:[.,;!]|$)| (?:and|without|in|when|during|enough|so|et|sans|en|pendant|lors)(?!\w)"
)


def find(sentence: Sentence) -> Iterator[Found]:
	for found in feelings(sentence.language).finditer(sentence.text):
		if is_the_writers(sentence, found.start()):
			yield Found(found.start(), found.end(), Why.FEELING)
	for name, why in (("inner_states", Why.FEELING), ("intentions", Why.INTENTION)):
		for found in phrases(name, sentence.language).finditer(sentence.text):
			if is_the_writers(sentence, found.start()):
				yield Found(found.start(), found.end(), why)
	for found in phrases("habits", sentence.language).finditer(sentence.text):
		if not is_history(sentence, found) and not is_stated(sentence, found.start()):
			yield Found(found.start(), found.end(), Why.HABIT)
	for found in phrases("certainty", sentence.language).finditer(sentence.text):
		if not is_manner(sentence, found) and not is_stated(sentence, found.start()):
			yield Found(found.start(), found.end(), Why.CERTAINTY)


def is_the_writers(sentence: Sentence, position: int) -> bool:
	return not is_stated(sentence, position) and not is_hedged(sentence, position)


@cache
def feelings(language: str) -> re.Pattern:
	"""Somebody was, became or felt something."""
	return re.compile(
		rf"(?<!\w)(?<!ce qui )(?<!c')(?<!it )(?<!which ){STATES[language]}(?: {INTENSIFIERS[language]}){{0,4}} (?:[\w-]+,? (?:and|but|or|et|mais|ou) )?(?:{alternatives('feelings', language)})(?!\w)"
	)


def is_history(sentence: Sentence, found: re.Match) -> bool:
	"""What never happened so far and what still is are facts: "has never held a licence", "attend toujours"."""
	before = sentence.text[max(0, found.start() - 40) : found.start()]
	after = sentence.text[found.end() : found.end() + 50]
	around = before + found[0] + after
	return bool(phrases("history", sentence.language).search(around)) and not phrases(
		"never_history", sentence.language
	).search(around)


def is_manner(sentence: Sentence, found: re.Match) -> bool:
	"""Whether it says how somebody spoke or wrote: "spoke clearly"."""
	around = sentence.text[max(0, found.start() - 30) : found.end() + 20]
	if found[0] in ("clearly", "clairement") and ENDS_A_VERB.match(sentence.text, found.end()):
		return not sentence.text[: found.start()].rstrip().endswith(",") and bool(
			sentence.text[: found.start()].strip()
		)
	return bool(phrases("manner", sentence.language).search(around))
