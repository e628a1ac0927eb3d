"""Verdicts on people: their character, their honesty, how they bring up their children, what they choose (R-270)."""

import re
from collections.abc import Iterator
from functools import cache

from .hint import Found, Why
from .phrases import alternatives, phrases
from .reading import Sentence
from .speech import clause_before, is_stated

PEOPLE = {
	"en": r"(?:client|clients|she|he|they|who|mother|father|wife|husband|son|daughter|parents?|family|families|couple|woman|man|brother|sister|children|boy|girl|teen|teenager|uncle|aunt|cousin|grandmother|grandfather|partner|spouse|people|refugees|newcomers|roommate|landlord|neighbou?r|attitude|behaviou?r|parenting)",
	"fr": r"(?:clients?|clientes?|elles?|ils?|qui|mère|père|épouse|époux|mari|femme|fils|fille|parents?|famille|couple|homme|frère|sœur|enfants?|garçon|adolescente?|oncle|tante|cousine?|grand-mère|grand-père|conjointe?|gens|réfugiés|dame|monsieur|madame|attitude|comportement|propriétaire|voisine?)",
}
ARE = {
	"en": r"(?:is|was|are|were|'s|'re|isn't|wasn't|has been|had been|can be|could be|seems|seemed|appears|appeared|looks|acts|acted|being|becomes?|became|gets|remains|comes across as|sounds)",
	"fr": r"(?:est|était|sont|étaient|a été|ont été|peut être|semble|semblait|paraît|paraissait|devient|reste|se montre|s'est montrée?|se montrait|a l'air|avait l'air|n'est|n'était|agit de façon|demeure)",
}
STEPS = {
	"en": r"(?:\w+ly|very|so|too|quite|rather|a|an|bit|being|to|be|just|not|always|pretty|most|more|such|really|still|simply|also|as|somewhat|the|kind|of|little|never|less|often)",
	"fr": r"(?:\w+ment|très|trop|si|tellement|bien|assez|plutôt|un|une|peu|plus|pas|toujours|aussi|vraiment|être|tout|toute|moins|souvent|jamais|encore)",
}
OTHERS = {
	"en": re.compile(
		r"(?<!\w)(?:teacher|landlord|landlady|neighbou?rs?|doctor|nurse|worker|principal|officer|interpreter|employer|supervisor|manager|colleagues?|staff"
		r"|everyone|everybody|husband|wife|ex|brother|sister|mother-in-law|sponsor|roommate|community|cw|caseworker|agree[ds]?|right)(?!\w)"
	),
	"fr": re.compile(
		r"(?<!\w)(?:enseignante?|professeure?|propriétaire|voisine?s?|médecin|infirmière?|directrice|directeur|policier|policière|agente?|interprète|employeur"
		r"|superviseure?|collègues?|tout le monde|mari|épouse|conjointe?|frère|sœur|belle-mère|communauté|intervenante?|d'accord|raison|gestionnaire|concierge)(?!\w)"
	),
}


def find(sentence: Sentence) -> Iterator[Found]:
	for pattern in (phrases("verdicts", sentence.language), verdicts_on_people(sentence.language)):
		for found in pattern.finditer(sentence.text):
			if not is_the_clients(sentence, found.start()):
				yield Found(found.start(), found.end(), Why.JUDGEMENT)


@cache
def verdicts_on_people(language: str) -> re.Pattern:
	"""Words that judge only where they are said of somebody: "the client is difficult"."""
	return re.compile(
		rf"(?<!\w){PEOPLE[language]}(?: \w+)?(?: |(?='))(?:{ARE[language]})(?: {STEPS[language]}){{0,4}} "
		rf"(?:{alternatives('verdicts_on_people', language)})(?!\w)(?! (?:de|d'|que|qu'|to reach|to find|to get|to say)(?!\w))"
	)


def is_the_clients(sentence: Sentence, position: int) -> bool:
	"""Whether the client said it of herself; what others said of her is passed on by whoever writes it."""
	if not is_stated(sentence, position):
		return False
	before = clause_before(sentence.text[:position], ";")
	said = phrases("saying", sentence.language).search(before)
	return not said or not OTHERS[sentence.language].search(before[: said.start()])
