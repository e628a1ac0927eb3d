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


@cache
def organisation_word(language: str) -> re.Pattern:
	return phrases("organisation_names", language)


def is_part_of_name(sentence: Sentence, found: re.Match) -> bool:
	"""Whether words belong to the name of an organisation, a department, a place or an event.

	They do where they are written with a capital beside another capitalised word, one of which is a word of such names, or where a
	word such as "clinic" follows, or precedes with "of" between.
	"""
	before = sentence.text[max(0, found.start() - 60) : found.start()]
	after = sentence.text[found.end() : found.end() + 45]
	written_before = sentence.written[max(0, found.start() - 60) : found.start()]
	written_after = sentence.written[found.end() : found.end() + 45]
	pattern = organisation_word(sentence.language)
	near_before = re.search(r"(?:[\w'.-]+[ -]){0,4}(?:[dl]')?$", before)[0]
	near_after = re.match(r"'?s?(?:[ -][\w'&-]+){0,3}", after)[0]
	is_capital = sentence.written[found.start()].isupper()
	if is_capital:
		capital_before = re.search(
			rf"{NAME}(?: (?:of|for|and|on|the|de|du|des|la|le|les|pour|et|en|à|sur|canadienne|\w+))*? ?(?:(?:de|du|of|for|&) |[dl]['’])?$",
			written_before,
		)
		capital_after = re.match(rf"(?:'s|s)? (?:(?:and|&|et|of|for|de|du) )?{NAME}", written_after)
		if pattern.search(near_before) or pattern.search(near_after):
			return True
		return bool(
			capital_after
			and found.end() < len(sentence.text)
			and not sentence.text[: found.start()].strip() == ""
		) or bool(
			capital_before
			and capital_before[0].split()[0].lower() not in NO_NAMES
			and len(written_before.strip()) > len(capital_before[0].strip())
			and capital_after
		)
	return bool(
		pattern.match(near_after.lstrip("' s-"))
		or re.search(
			rf"(?:{pattern.pattern})(?: [\w-]+)? (?:of|for|on|de|du|des|d'|pour|sur|contre|en)(?: (?:la|le|les|l'|the))? ?(?:l'|d')?$",
			before,
		)
	)
