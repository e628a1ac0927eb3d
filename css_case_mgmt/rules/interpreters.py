"""Who may interpret, and what to think of before (D-15, R-250 to R-255, R-173)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import Enum

FORMAL = "Formal"
INFORMAL = "Informal"
PREFERRED = "Preferred"
NOT_WANTED = "Not Wanted"
CONFLICT = "Conflict of Interest"


class Obstacle(Enum):
	"""Why somebody may not interpret here."""

	NOT_AN_ADULT = "Not An Adult"
	CHILD_OF_THE_FAMILY = "Child Of The Family"
	DISABLED = "Disabled"
	CONFLICT_OF_INTEREST = "Conflict Of Interest"
	NOT_WANTED = "Not Wanted"
	NOT_SIGNED = "Not Signed"


class Advice(Enum):
	"""What to think of before somebody interprets."""

	ASK_FOR_A_FORMAL_ONE = "Ask For A Formal One"
	PREFER_THE_TELEPHONE = "Prefer The Telephone"
	ANOTHER_LANGUAGE = "Another Language"
	SIGN_SOON = "Sign Soon"


@dataclass(frozen=True, slots=True)
class Agreement:
	"""An agency's confidentiality agreement for its telephone interpreters; both days included."""

	signed_on: date | None
	until: date | None = None

	def holds(self, on: date) -> bool:
		if self.signed_on is None or on < self.signed_on:
			return False
		return self.until is None or on <= self.until


@dataclass(frozen=True, slots=True)
class Interpreter:
	"""Somebody in the register.

	Args:
		kind: Formal or Informal.
		is_adult: the age of 18 was confirmed.
		signed_on: of the confidentiality form.
		languages: ISO 639-3.
		community: where others of a small community may know the family; empty: not said.
		agreement: of the agency, where it interprets by telephone.
	"""

	kind: str
	is_adult: bool
	signed_on: date | None = None
	enabled: bool = True
	languages: frozenset[str] = frozenset()
	community: str = ""
	agreement: Agreement | None = None


@dataclass(frozen=True, slots=True)
class Meeting:
	"""The conversation that is to be interpreted.

	Args:
		on: the day.
		urgent_reason: why there is no time for a signature.
		client_languages: what the client speaks; empty: not known.
		preference: what the client has said about this interpreter.
		is_child_of_the_family: a minor of the case has this name.
	"""

	on: date
	by_telephone: bool = False
	is_sensitive: bool = False
	urgent_reason: str = ""
	client_languages: frozenset[str] = frozenset()
	preference: str = ""
	is_child_of_the_family: bool = False


def obstacles(interpreter: Interpreter, meeting: Meeting) -> list[Obstacle]:
	"""Return all that stands against this interpreter, the gravest first; an urgent reason helps against a
	missing signature only (D-15, R-251, R-252)."""
	return [
		obstacle
		for obstacle, stands in (
			(Obstacle.NOT_AN_ADULT, not interpreter.is_adult),
			(Obstacle.CHILD_OF_THE_FAMILY, meeting.is_child_of_the_family),
			(Obstacle.DISABLED, not interpreter.enabled),
			(Obstacle.CONFLICT_OF_INTEREST, meeting.preference == CONFLICT),
			(Obstacle.NOT_WANTED, meeting.preference == NOT_WANTED),
			(
				Obstacle.NOT_SIGNED,
				not is_bound(interpreter, meeting) and not meeting.urgent_reason.strip(),
			),
		)
		if stands
	]


def is_bound(interpreter: Interpreter, meeting: Meeting) -> bool:
	"""Whether confidentiality was signed, by the interpreter or by the agency for its telephone service."""
	if interpreter.signed_on is not None and interpreter.signed_on <= meeting.on:
		return True
	by_agency = meeting.by_telephone and interpreter.agreement is not None
	return by_agency and interpreter.agreement.holds(meeting.on)


def advice(interpreter: Interpreter, meeting: Meeting) -> list[Advice]:
	"""Return what to think of, which blocks nothing (R-253, R-254, R-255)."""
	speaks = interpreter.languages & meeting.client_languages
	return [
		hint
		for hint, applies in (
			(Advice.ASK_FOR_A_FORMAL_ONE, interpreter.kind == INFORMAL and meeting.is_sensitive),
			(Advice.PREFER_THE_TELEPHONE, bool(interpreter.community.strip()) and not meeting.by_telephone),
			(
				Advice.ANOTHER_LANGUAGE,
				bool(meeting.client_languages and interpreter.languages and not speaks),
			),
			(Advice.SIGN_SOON, not is_bound(interpreter, meeting)),
		)
		if applies
	]


def is_among(name: str, others: Iterable[str]) -> bool:
	"""Whether one of the names has the same words, in whatever order a culture writes them (R-252)."""
	words = sorted(name.casefold().split())
	return bool(words) and any(sorted(other.casefold().split()) == words for other in others)


@dataclass(frozen=True, slots=True)
class Candidate:
	"""An interpreter who may be suggested.

	Args:
		speaks_preferred: the client's preferred language.
		speaks_other: another language of the client's.
		used_on: when last used for this client.
	"""

	reference: str
	is_preferred: bool = False
	used_on: date | None = None
	speaks_preferred: bool = False
	speaks_other: bool = False
	is_formal: bool = False
	is_barred: bool = False


def in_order(candidates: Iterable[Candidate]) -> list[Candidate]:
	"""Return whom to ask first: whom the client prefers, then who interpreted last, then by language; whoever
	may not interpret comes last (R-173, R-254)."""
	return sorted(
		candidates,
		key=lambda each: (
			each.is_barred,
			not each.is_preferred,
			-(each.used_on or date.min).toordinal(),
			not each.speaks_preferred,
			not each.speaks_other,
			not each.is_formal,
		),
	)
