"""Whether two people's names may be one person's (R-043, R-073).

Brothers and sisters share all but one of their names, father and son share some in another place. What tells
people of one family apart is the name that is a person's own: without it nothing else counts.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise, product

from css_case_mgmt.rules.name_variants import OFTEN_LEFT_OUT, VERY_COMMON
from css_case_mgmt.rules.person_names import ALIKE, NEARLY_ALIKE, Word, joined, likeness, words

Pair = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Reading:
	"""One way in which somebody is called.

	Args:
		words: the words of the name, given names first.
		own: positions of the words that may be the person's own name.
		given: how many of the words are given names.
		is_primary: whether it is the name of the file, not another one beside it.
	"""

	words: tuple[Word, ...]
	own: tuple[int, ...]
	given: int
	is_primary: bool = True


@dataclass(frozen=True, slots=True)
class NameMatch:
	"""How two readings fit.

	Args:
		own: how alike the own names are, from 0 to 1; 0 if no own name of the one is found in the other.
		shared: how many further words they share, weighted by likeness.
		contradicting: how many further words each has that the other has not.
		is_swapped: the own name of each is another name of the other.
		is_second_name: the own name of one is a further given name of the other.
		is_common: a common own name with nothing rarer beside it.
		is_literal: every word of the shorter one is written alike.
		uses_other_name: a name beside the file's first one fits.
		crosses_scripts: one of them is written in another script.
	"""

	own: float
	shared: float
	contradicting: int
	is_swapped: bool = False
	is_second_name: bool = False
	is_common: bool = False
	is_literal: bool = False
	uses_other_name: bool = False
	crosses_scripts: bool = False

	@property
	def rank(self) -> tuple[bool, ...]:
		"""Of two that speak as much for one person, the plainer explains better."""
		return (self.is_literal, not self.uses_other_name, not self.is_swapped, not self.crosses_scripts)

	@property
	def score(self) -> float:
		"""How much the names speak for one person; below zero they speak against it."""
		if self.own < NEARLY_ALIKE:
			return -6.0
		score = 2.5 if self.own >= ALIKE else 1.5
		if self.is_second_name:
			score -= 1.0
		if self.is_swapped:
			score -= 0.3
		if self.is_common:
			score -= 0.5
		further = min(self.shared, 1) * 2 + max(min(self.shared - 1, 2), 0) * 0.7
		return score + further - 1.5 * min(self.contradicting, 2)


def readings(
	given_names: str, family_name: str, patronymic: str, preferred_name: str, other_names: tuple[str, ...]
) -> tuple[Reading, ...]:
	"""The ways in which somebody may be called: as in the file, by the preferred name, by each other name."""
	given, family, fathers = words(given_names), words(family_name), words(patronymic)
	further = fathers + family
	found = [Reading(given + further, _own(given) or (0,), len(given))] if given or further else []
	if preferred := words(preferred_name):
		found.append(Reading(preferred + further, (0,), len(preferred), is_primary=False))
	for name in other_names:
		found.extend(_other_readings(words(name), given, further))
	return tuple(dict.fromkeys(found))


def _own(given: tuple[Word, ...]) -> tuple[int, ...]:
	"""The first given name, and the second after one that many leave out."""
	if len(given) > 1 and given[0].head in OFTEN_LEFT_OUT:
		return (0, 1)
	return (0,) if given else ()


def _other_readings(
	other: tuple[Word, ...], given: tuple[Word, ...], further: tuple[Word, ...]
) -> Iterator[Reading]:
	"""A single word may be another given name or another family name."""
	if not other:
		return
	if len(other) > 1:
		yield Reading(other, tuple(dict.fromkeys((*_own(other), len(other) - 1))), len(other) - 1, False)
		return
	yield Reading(other + further, (0,), 1, False)
	if given:
		yield Reading(given + other, _own(given), len(given), False)


def best_match(ones: tuple[Reading, ...], others: tuple[Reading, ...]) -> NameMatch | None:
	"""The pair of readings that speaks most for one person."""
	# In an order that does not depend on who is asked about, so that neither does the answer.
	matches = (match(*sorted(pair, key=_order)) for pair in product(ones, others))
	return max(matches, key=lambda each: (each.score, each.rank), default=None)


def _order(reading: Reading) -> tuple:
	return [word.letters for word in reading.words], reading.own, reading.given, reading.is_primary


@lru_cache(maxsize=16384)
def match(one: Reading, other: Reading) -> NameMatch:
	"""How two readings fit, each word of the one with at most one of the other."""
	one, other = _written_together(one, other), _written_together(other, one)
	pairs = _pairs(one, other)
	own = _own_pair(one, other, pairs) or _swapped_pairs(one, other, pairs) or _second_name(one, other, pairs)
	if not own:
		return NameMatch(0.0, sum(pairs.values()), 0)
	further = {pair: alike for pair, alike in pairs.items() if pair != own[0]}
	words_paired = [(one.words[i], other.words[j]) for i, j in pairs]
	return NameMatch(
		own=min(pairs[pair] for pair in own),
		shared=sum(further.values()),
		contradicting=min(_unpaired(one, {i for i, _j in pairs}), _unpaired(other, {j for _i, j in pairs})),
		is_swapped=len(own) == 2,
		is_second_name=own[0][0] not in one.own or own[0][1] not in other.own,
		is_common=all(word.head in VERY_COMMON for word, _other in words_paired),
		is_literal=len(pairs) == min(len(one.words), len(other.words))
		and all(a.letters == b.letters for a, b in words_paired),
		uses_other_name=not (one.is_primary and other.is_primary),
		crosses_scripts=any(a.is_latin != b.is_latin for a, b in words_paired),
	)


def _written_together(one: Reading, other: Reading) -> Reading:
	"""Joins two words that the other reading has as one: Jean Paul and Jeanpaul, Nur Islam and Nurislam."""
	for place, (first, second) in enumerate(pairwise(one.words)):
		both = joined(first, second)
		apart = max((likeness(part, word) for part in (first, second) for word in other.words), default=0)
		if any(likeness(both, word) > max(apart, ALIKE) for word in other.words):
			return replace(
				one,
				words=(*one.words[:place], both, *one.words[place + 2 :]),
				own=tuple(dict.fromkeys(own - (own > place) for own in one.own)),
				given=one.given - (place + 1 < one.given),
			)
	return one


def _pairs(one: Reading, other: Reading) -> dict[Pair, float]:
	"""Words that fit, the likest first; own names go before others that are as like."""
	fitting = [
		(alike, i in one.own and j in other.own, -abs(i - j), (i, j))
		for i, j in product(range(len(one.words)), range(len(other.words)))
		if (alike := likeness(one.words[i], other.words[j])) >= NEARLY_ALIKE
	]
	pairs: dict[Pair, float] = {}
	for alike, _own, _distance, (i, j) in sorted(fitting, reverse=True):
		if all(i != taken_i and j != taken_j for taken_i, taken_j in pairs):
			pairs[i, j] = alike
	return pairs


def _own_pair(one: Reading, other: Reading, pairs: dict[Pair, float]) -> list[Pair]:
	own = [(i, j) for i, j in pairs if i in one.own and j in other.own]
	return sorted(own, key=pairs.__getitem__)[-1:]


def _swapped_pairs(one: Reading, other: Reading, pairs: dict[Pair, float]) -> list[Pair]:
	"""The own name of each is another name of the other: given and family name have changed places."""
	of_one = [(i, j) for i, j in pairs if i in one.own]
	of_other = [(i, j) for i, j in pairs if j in other.own]
	return [of_one[0], of_other[0]] if of_one and of_other else []


def _second_name(one: Reading, other: Reading, pairs: dict[Pair, float]) -> list[Pair]:
	"""The own name of one is a further given name of the other, whose first has no counterpart."""
	return [
		(i, j) for i, j in pairs if (i in one.own and j < other.given) or (j in other.own and i < one.given)
	][:1]


def _unpaired(reading: Reading, paired: set[int]) -> int:
	return sum(
		place not in paired and word.head not in OFTEN_LEFT_OUT and len(word.letters) > 1
		for place, word in enumerate(reading.words)
	)
