"""The labelled sentences of case notes, and how the hints do on them."""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from css_case_mgmt.rules.writing_hints import find_hints

FOLDER = Path(__file__).parent / "data"
HELD_OUT = FOLDER / "writing_hint_sentences.json"
EXAMPLES = FOLDER / "writing_hint_examples.json"


@dataclass(frozen=True)
class LabelledSentence:
	number: int
	language: str
	kinds: frozenset[str]
	text: str

	def hinted(self) -> frozenset[str]:
		return frozenset(hint.kind.value for hint in find_hints(self.text))


@dataclass(frozen=True)
class Measured:
	"""How many hints were right, wrong and missing."""

	right: int
	wrong: int
	missed: int

	@property
	def precision(self) -> float:
		return self.right / (self.right + self.wrong) if self.right + self.wrong else 1.0

	@property
	def recall(self) -> float:
		return self.right / (self.right + self.missed) if self.right + self.missed else 1.0


def labelled_sentences(file: Path = HELD_OUT) -> list[LabelledSentence]:
	return [
		LabelledSentence(row["id"], row["language"], frozenset(row["kinds"]), row["text"])
		for row in json.loads(file.read_text(encoding="utf-8"))
	]


def checksum(file: Path = HELD_OUT) -> str:
	return hashlib.sha256(file.read_bytes()).hexdigest()


def measured(sentences: Iterable[LabelledSentence], kind: str | None = None) -> Measured:
	"""Pairs of a sentence and a kind: a hint is right where its kind is among those of its sentence."""
	right = wrong = missed = 0
	for sentence in sentences:
		hinted, labelled = of_kind(sentence.hinted(), kind), of_kind(sentence.kinds, kind)
		right += len(hinted & labelled)
		wrong += len(hinted - labelled)
		missed += len(labelled - hinted)
	return Measured(right, wrong, missed)


def measured_by_sentence(sentences: Iterable[LabelledSentence]) -> Measured:
	"""Sentences with any hint beside sentences that should have one."""
	pairs = [(bool(sentence.hinted()), bool(sentence.kinds)) for sentence in sentences]
	return Measured(pairs.count((True, True)), pairs.count((True, False)), pairs.count((False, True)))


def of_kind(kinds: frozenset[str], kind: str | None) -> frozenset[str]:
	return kinds if kind is None else kinds & {kind}
