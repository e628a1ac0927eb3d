"""The labelled pairs of people, and how a rule does on them."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from css_case_mgmt.rules.duplicates import Person, Verdict, compare

FILE = Path(__file__).parent / "data" / "duplicate_pairs.json"


@dataclass(frozen=True)
class Pair:
	number: int
	is_same: bool
	one: Person
	other: Person


@dataclass(frozen=True)
class Measured:
	"""How many pairs were shown and not shown, rightly and wrongly."""

	pairs: int
	rightly_shown: int
	wrongly_shown: int
	missed: int

	@property
	def precision(self) -> float:
		return self.rightly_shown / (self.rightly_shown + self.wrongly_shown)

	@property
	def recall(self) -> float:
		return self.rightly_shown / (self.rightly_shown + self.missed)


def labelled_pairs() -> list[Pair]:
	return [
		Pair(pair["id"], pair["same"], person(pair["a"]), person(pair["b"]))
		for pair in json.loads(FILE.read_text())
	]


def person(values: dict) -> Person:
	born = values["date_of_birth"]
	return Person(
		given_names=values["given_names"] or "",
		family_name=values["family_name"] or "",
		patronymic=values["patronymic"] or "",
		preferred_name=values["preferred_name"] or "",
		other_names=tuple(values["other_names"]),
		date_of_birth=date.fromisoformat(born) if born else None,
		birth_date_is_estimated=values["birth_date_is_estimated"],
		uci=values["uci"] or "",
		phones=tuple(values["phones"]),
	)


def measured(pairs: Iterable[Pair]) -> Measured:
	"""A pair counts as found if the worker is shown it, as likely or as possible."""
	shown = [(compare(pair.one, pair.other).verdict is not Verdict.DIFFERENT, pair.is_same) for pair in pairs]
	return Measured(
		len(shown), shown.count((True, True)), shown.count((True, False)), shown.count((False, True))
	)
