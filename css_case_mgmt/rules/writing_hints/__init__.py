"""Hints on the wording of a case note (R-267 to R-273, R-457, D-08): what a client may read, and nothing but what was seen.

Each sentence is read on its own, in English or in French. A hint blocks nothing; the writer knows better.
"""

from . import absolute, diagnosis, judgement, third_party, unneeded, weekday
from .hint import Hint, Kind, Why
from .other_words import instead_of
from .reading import sentences

RULES = {
	Kind.ABSOLUTE: absolute.find,
	Kind.DIAGNOSIS: diagnosis.find,
	Kind.JUDGEMENT: judgement.find,
	Kind.WEEKDAY: weekday.find,
	Kind.THIRD_PARTY: third_party.find,
	Kind.UNNEEDED: unneeded.find,
}

__all__ = ["Hint", "Kind", "Why", "find_hints"]


def find_hints(text: str, language: str | None = None) -> list[Hint]:
	"""The hints on a text, in the order of the text.

	Args:
		text: a note as it was typed, in any language; what is neither English nor French has no hints.
		language: "en" or "fr"; without it each sentence tells its own.
	"""
	hints = {
		(sentence.start + found.start, sentence.start + found.end, kind): Hint(
			kind,
			sentence.start + found.start,
			sentence.start + found.end,
			sentence.written[found.start : found.end],
			found.why,
			sentence.language,
			instead_of(kind, sentence, found),
		)
		for sentence in sentences(text, language)
		for kind, rule in RULES.items()
		for found in rule(sentence)
	}
	return without_overlaps(hints[key] for key in sorted(hints))


def without_overlaps(hints) -> list[Hint]:
	"""Of hints of one kind on the same words, the first."""
	kept = []
	reached = dict.fromkeys(Kind, 0)
	for hint in hints:
		if hint.start >= reached[hint.kind]:
			kept.append(hint)
			reached[hint.kind] = hint.end
	return kept
