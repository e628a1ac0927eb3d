"""How the duplicate search and the writing hints do on what was labelled and frozen before their rules were written."""

from css_case_mgmt.rules.tests import hint_sentences
from css_case_mgmt.rules.tests.labelled_pairs import Measured, labelled_pairs, measured
from css_case_mgmt.rules.writing_hints import Kind

HEADINGS = ("Labelled pairs", "Pairs", "Shown rightly", "Shown wrongly", "Missed", "Precision", "Recall")


def lines() -> list[tuple[str, ...]]:
	pairs = labelled_pairs()
	return [
		line("All", measured(pairs)),
		line("Even numbers", measured(pair for pair in pairs if not pair.number % 2)),
		line(
			"Odd numbers, never read by whoever wrote the rule",
			measured(pair for pair in pairs if pair.number % 2),
		),
	]


def line(name: str, figures: Measured) -> tuple[str, ...]:
	counts = (figures.pairs, figures.rightly_shown, figures.wrongly_shown, figures.missed)
	return name, *map(str, counts), f"{figures.precision:.3f}", f"{figures.recall:.3f}"


HINT_HEADINGS = ("Writing hints", "Language", "Right", "Wrong", "Missed", "Precision", "Recall")


def hint_lines() -> list[tuple[str, ...]]:
	"""The hints on the held-out sentences, by kind and language; a hint is right if its kind is among the sentence's."""
	sentences = hint_sentences.labelled_sentences()
	lines = [
		hint_line(kind.value, language, hint_sentences.measured(of_language(sentences, language), kind.value))
		for kind in Kind
		for language in ("en", "fr")
	]
	lines += [
		hint_line("all kinds", language, hint_sentences.measured(of_language(sentences, language)))
		for language in ("en", "fr")
	]
	return [
		*lines,
		hint_line("all kinds", "both", hint_sentences.measured(sentences)),
		hint_line("sentences with any hint", "both", hint_sentences.measured_by_sentence(sentences)),
	]


def of_language(
	sentences: list[hint_sentences.LabelledSentence], language: str
) -> list[hint_sentences.LabelledSentence]:
	return [sentence for sentence in sentences if sentence.language == language]


def hint_line(name: str, language: str, figures: hint_sentences.Measured) -> tuple[str, ...]:
	counts = map(str, (figures.right, figures.wrong, figures.missed))
	return name, language, *counts, f"{figures.precision:.3f}", f"{figures.recall:.3f}"
