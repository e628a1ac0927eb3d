"""Whether a goal is said as the client would say it, or as a worker writes of somebody (R-202).

"I want", "we would like" and "the client wants" say what somebody wishes for; "client will comply with the plan" is what
others expect. English and French; in doubt nothing is said.
"""

import re

from css_case_mgmt.rules.writing_hints.phrases import LANGUAGES, phrases
from css_case_mgmt.rules.writing_hints.reading import Sentence, lowered, sentences

FIRST_PERSON = {
	"en": re.compile(r"(?<!\w)(?:i|my|me|mine|we|our|us)(?!\w)"),
	"fr": re.compile(r"(?<!\w)(?:je|j'|mon|ma|mes|moi|me|m'|nous|notre|nos)(?!\w)|(?<!\w)[jm]'(?=\w)"),
}


def is_in_the_workers_words(goal: str) -> bool:
	"""Whether a goal tells the client what to do instead of saying what the client wants.

	Args:
		goal: as it was typed, in any language; what is quoted is the client's.
	"""
	return any(
		_expects(sentence, has_first_person=bool(FIRST_PERSON[language].search(lowered(goal))))
		for language in LANGUAGES
		for sentence in sentences(goal, language)
	)


def _expects(sentence: Sentence, *, has_first_person: bool) -> bool:
	lists = ("compliance",) if has_first_person else ("compliance", "expected_of_the_client")
	return any(
		not sentence.is_quoted(found.start())
		for name in lists
		for found in phrases(name, sentence.language).finditer(sentence.text)
	)
