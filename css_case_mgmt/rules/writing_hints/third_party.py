"""Workers, officials and organisations that did something and have no name (R-273)."""

import re
from collections.abc import Iterator
from functools import cache

from .hint import Found, Why
from .names import NAME, NO_NAMES, TITLE
from .phrases import alternatives, phrases
from .reading import Sentence
from .speech import clause_before

MOST_ADJECTIVES = 2
CLAUSE_REACHES = 70
WISH_REACHES = 30
NAMED_AFTER = re.compile(
	rf"(?:['’]s)?,? ?\(?(?:(?:named?|nommée?|appelée?|called|is|est) )?(?:{TITLE} )?({NAME})"
)
NAMED_BEFORE = re.compile(
	rf"(?:{TITLE} {NAME}(?: {NAME}){{0,3}}|({NAME})(?: {NAME}){{1,3}}),? ?[(]?(?:\w+ ){{0,3}}$"
)
SURNAME = re.compile(rf" {NAME}")
ALONE = re.compile(rf"(?:^|(?:with|by|from|to|avec|par|de|à) )({NAME}), $")
NAMED_LATER = re.compile(rf"[^.;]{{2,60}}?[,(] ?(?:{TITLE} {NAME}|{NAME} {NAME})(?=[,). ])")
NAMED_EARLIER = re.compile(
	rf"(?:^|[,(] ?|\b(?:with|by|avec|par|and|et) )(?:{TITLE} {NAME}|{NAME} {NAME})(?:,? (?:at|from|of|de|du|des|à|chez) [^,;()]{{2,40}})?[,(] ?(?:\w+ ){{0,3}}$"
)
DETERMINER = {
	"en": r"(?:the|a|an|her|his|their|our|my|another|one|some|two|three|several|client's|clients'|child's|son's|daughter's|family's|family|mother's|father's|this|that|same|other|new|its|different|\w+'s)",
	"fr": r"(?:le|la|les|un|une|des|du|au|aux|son|sa|ses|leur|leurs|notre|nos|ce|cet|cette|autre|autres|deux|trois|plusieurs|l'|d'|de|l'une?|une? autre|d'une?|qu'une?|même|nouvel|nouvelle|nouveau)",
}


DETERMINED = {language: re.compile(rf"{words}(?:\s|(?<='))") for language, words in DETERMINER.items()}
PREPOSITION = re.compile(r"d'|du |de |des |aux? |à ")
SOME_OTHER = re.compile(
	r"(?:(?:d'|à |de )?une? |an? |another |some |one |other |d'autres |(?:to|with|by|from) )"
)
PLACES = re.compile(
	r"(?:store|school|bank|hospital|church|mosque|college|pharmacy|temple|emergency room|magasin|école|banque|hôpital|église|mosquée|collège|cégep|pharmacie|urgence|programme?|caisse|association|entreprise|partenaire)\w*$"
)
POSSESSED = re.compile(r"s?'s? (?!office|secretary|assistant|receptionist|staff)")
INDEFINITE = re.compile(r"an? |une? ")
CAN = re.compile(
	r" (?:can|may|could|should|must|might|peut|pourrait|doit|would be|(?:was|is|will be|has been) (?:requested|needed|required|offered|available|preferred)|(?:est|sera|a été|serait) (?:demandée?|requise?|nécessaire|offerte?|disponible|souhaitée?)|who|qui)(?!\w)"
)
BETWEEN = {
	"en": re.compile(
		r"(?:,? (?:at|from|of|with|for|in|on|who|assigned|working|there)(?: [\w'.&-]+){1,7}?| ?[,(][^,()]{2,50}[,)])?(?=[ ,])"
	),
	"fr": re.compile(
		r"(?:,? ?(?:de|du|des|d'|à|au|aux|en|pour|qui|chez)(?:[ ']?[\w.&-]+){1,8}?| ?[,(][^,()]{2,50}[,)])?(?=[ ,])"
	),
}


def find(sentence: Sentence) -> Iterator[Found]:
	for name, why in (("roles", Why.UNNAMED_PERSON), ("organisations", Why.UNNAMED_ORGANISATION)):
		for found in mentions(name, sentence.language).finditer(sentence.text):
			if (
				is_unnamed(sentence, found, why)
				and is_involved(sentence, found, why)
				and not is_only_wished_for(sentence, found)
			):
				yield Found(found.start(), found.end(), why)


@cache
def mentions(name: str, language: str) -> re.Pattern:
	"""A role or a kind of organisation, with the article before it where there is one."""
	no_adjective = rf"(?!(?:{alternatives('not_adjectives', language)})(?!\w))"
	adjectives = rf"(?: ?{no_adjective}[\w-]+){{0,{MOST_ADJECTIVES}}}?"
	article = rf"(?:{DETERMINER[language]}{adjectives}(?: |(?<=')))"
	optional = "?" if name == "roles" else ""
	return re.compile(rf"(?<!\w)(?:{article}){optional}(?:{alternatives(name, language)})(?![\w-])")


def is_unnamed(sentence: Sentence, found: re.Match, why: Why) -> bool:
	after = NAMED_AFTER.match(sentence.written, found.end())
	if (
		after
		and (is_name(after[1]) or SURNAME.match(sentence.written, after.end()))
		and not sentence.text[found.end() :].startswith("'s ")
	):
		return False
	before = sentence.written[max(0, found.start() - 60) : found.start()]
	named = NAMED_BEFORE.search(before)
	if named and named[0].rstrip().endswith((",", "(", "-")) and (named[1] is None or is_name(named[1])):
		return False
	if named and "," in named[0] and (named[1] is None or is_name(named[1])):
		return False
	alone = ALONE.search(before)
	if alone and is_name(alone[1]):
		return False
	if why is Why.UNNAMED_ORGANISATION:
		return not has_capital_inside(sentence, found)
	return not (NAMED_LATER.match(sentence.written, found.end()) or NAMED_EARLIER.search(before))


def is_name(word: str) -> bool:
	return word.lower().rstrip(".") not in NO_NAMES


def has_capital_inside(sentence: Sentence, found: re.Match) -> bool:
	"""Whether the words are a name themselves: "the Legal Clinic"."""
	words = re.split(r"[\s'’]", sentence.written[found.start() : found.end()])
	return len(words) > 1 and any(word[:1].isupper() for word in words[1:]) and not sentence.written.isupper()


def is_involved(sentence: Sentence, found: re.Match, why: Why) -> bool:
	"""Whether somebody acted or was contacted."""
	before = sentence.text[max(0, found.start() - 55) : found.start()]
	if why is Why.UNNAMED_PERSON and DETERMINED[sentence.language].match(found[0]):
		return True
	if why is Why.UNNAMED_ORGANISATION and SOME_OTHER.match(found[0]) and not PLACES.search(found[0]):
		return True
	contacted = "contacted" if why is Why.UNNAMED_PERSON else "contacted_organisations"
	after = sentence.text[found.end() : found.end() + 90]
	preposition = PREPOSITION.match(found[0])
	return bool(
		phrases(contacted, sentence.language).search(before)
		or (preposition and phrases(contacted, sentence.language).search(before + preposition[0]))
		or acted(sentence.language).match(after)
	)


@cache
def acted(language: str) -> re.Pattern:
	"""What follows "the doctor" where the doctor does something, with where she works between."""
	return re.compile(rf"{BETWEEN[language].pattern}[ ,]+(?:{alternatives('acted', language)})(?!\w)")


def is_only_wished_for(sentence: Sentence, found: re.Match) -> bool:
	"""Whether somebody is needed, wished for or explained, or it is what the client does for a living."""
	language = sentence.language
	if phrases("not_a_person", language).match(sentence.text[found.end() :].lstrip(" '")[:40]):
		return True
	if phrases("former", language).search(found[0]):
		return True
	if POSSESSED.match(sentence.text, found.end()):
		return True
	if INDEFINITE.match(found[0]) and CAN.match(sentence.text, found.end()):
		return True
	reach = sentence.text[max(0, found.start() - CLAUSE_REACHES) : found.start()]
	before = clause_before(reach, ",;:.")
	article_and_before = before + re.match(r"(?:an? |une? |d'|de )?", found[0])[0]
	if phrases("occupations", language).search(article_and_before):
		return True
	wishes = list(phrases("wished_for", language).finditer(before + found[0]))
	if not wishes or len(before) - wishes[-1].end() > WISH_REACHES:
		return False
	return not phrases("did", language).search(before, min(wishes[-1].end(), len(before)))
