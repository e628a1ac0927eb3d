"""Names in a sentence: of people, organisations, places and events."""

import re
from functools import cache

from .phrases import phrases
from .reading import Sentence

TITLE = r"(?:Dr|Dre|Mr|Mrs|Ms|Mx|Mme|Mmes|Mlle|Me|M|Madame|Monsieur|Maître|Docteure?|Sgt|Const|Cst|Prof|Sr|Sœur|Father|Pastor|Imam|Rabbi|Sister)\.?"
NAME = r"[A-ZÀÂÄÇÉÈÊËÎÏÔÖÙÛÜ][\w'’-]*\w\.?"
NO_NAMES = frozenset(
	"""the a an her his their this that on in at after before when client cw caseworker he she they it we i and but
	canada csi css irc ircc today yesterday tomorrow monday tuesday wednesday thursday friday saturday sunday january february
	march april may june july august september october november december english french arabic dari ukrainian somali swahili tigrinya
	spanish le la les un une des du de elle il ils elles cliente famille intervenante intervenant lundi mardi mercredi jeudi vendredi
	samedi dimanche janvier février mars avril mai juin juillet août septembre octobre novembre décembre mb nam naars gar
	called met spoke received arabe français anglais aujourd'hui hier demain hospital school clinic bank police
	""".split()
)


WORDS_BEFORE = re.compile(r"(?:[\w'.-]+[ -]){0,4}(?:[dl]')?$")
WORDS_AFTER = re.compile(r"'?s?(?:[ -][\w'&-]+){0,3}")
NAME_GOES_ON = re.compile(rf"(?:'s|s)? (?:(?:and|&|et|of|for|de|du) )?{NAME}")
REACH = 60


@cache
def organisation_word(language: str) -> re.Pattern:
	"""Words that stand in names of organisations, departments, places and events."""
	return phrases("organisation_names", language)


@cache
def named_after(language: str) -> re.Pattern:
	"""What stands before the thing that an organisation is named after: "the clinic for"."""
	return re.compile(
		rf"{organisation_word(language).pattern}(?: [\w-]+)? (?:of|for|on|de|du|des|d'|pour|sur|contre|en)"
		r"(?: (?:la|le|les|l'|the))? ?(?:l'|d')?$"
	)


def is_part_of_name(sentence: Sentence, found: re.Match) -> bool:
	"""Whether words belong to the name of an organisation, a department, a place or an event.

	With a capital they do beside a word of such names or before another capital; in small letters where such a word
	follows at once, or precedes with "of" between.
	"""
	before = sentence.text[max(0, found.start() - REACH) : found.start()]
	after = WORDS_AFTER.match(sentence.text, found.end())[0]
	word = organisation_word(sentence.language)
	if not sentence.written[found.start()].isupper():
		return bool(word.match(after.lstrip("' s-")) or named_after(sentence.language).search(before))
	if word.search(WORDS_BEFORE.search(before)[0]) or word.search(after):
		return True
	return bool(before.strip() and NAME_GOES_ON.match(sentence.written, found.end()))
