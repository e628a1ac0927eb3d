"""What a hint is."""

from dataclasses import dataclass
from enum import Enum


class Kind(str, Enum):
	"""What a sentence of a case note might better not do (R-267 to R-273)."""

	ABSOLUTE = "absolute"
	DIAGNOSIS = "diagnosis"
	JUDGEMENT = "judgement"
	WEEKDAY = "weekday"
	THIRD_PARTY = "third_party"
	UNNEEDED = "unneeded"


class Why(str, Enum):
	"""Why there is a hint; the desk has a sentence for each."""

	FEELING = "feeling"
	HABIT = "habit"
	CERTAINTY = "certainty"
	INTENTION = "intention"
	DIAGNOSIS = "diagnosis"
	JUDGEMENT = "judgement"
	WEEKDAY = "weekday"
	UNNAMED_PERSON = "unnamed_person"
	UNNAMED_ORGANISATION = "unnamed_organisation"
	NUMBER = "number"


@dataclass(frozen=True)
class Hint:
	"""A place in a note where other words might serve better.

	Attributes:
		start: position of the first character in the text.
		end: position behind the last one.
		text: what stands there.
		language: "en" or "fr", of the sentence.
		instead: words that can take its place as they are; empty where only the writer knows them.
	"""

	kind: Kind
	start: int
	end: int
	text: str
	why: Why
	language: str
	instead: str = ""


@dataclass(frozen=True)
class Found:
	"""A place in a sentence, before it is one in the text."""

	start: int
	end: int
	why: Why
