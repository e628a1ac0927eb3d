"""Names as the documents of resettled families carry them: combined from common names, nobody's in particular.

A person's given name comes first. What follows depends on the culture: the father's and grandfather's names, a
family name, two of them, a patronymic, or nothing. Documents of one family transliterate alike, mostly.
"""

import re
from dataclasses import dataclass, field, replace
from functools import cache
from random import Random

from css_case_mgmt.demo.chance import between, happens, pick
from css_case_mgmt.demo.cultures import Culture, read_table

MOST_GIVEN_NAMES = 6
MALE, FEMALE = "male", "female"


@dataclass(frozen=True, slots=True)
class Name:
	"""A single name: in its own script (maybe none), and as Latin letters render it, commonest first."""

	own: str
	spellings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Lineage:
	"""What brothers and sisters have in common.

	Args:
		fathers: names of the father, his father, and so on.
		family: the family name's place in its table; women may have another form of it.
		second_family: the same for the mother's family name, where both are borne.
		custom: from 0 to 1, which of the culture's customs the documents follow.
	"""

	fathers: tuple[Name, ...]
	family: int
	second_family: int
	custom: float


@dataclass(frozen=True, slots=True)
class FullName:
	"""A name as written in a file."""

	given_names: str
	family_name: str
	own_script: str

	@property
	def written(self) -> str:
		"""All of it in Latin letters."""
		return f"{self.given_names} {self.family_name}".strip()


@dataclass(slots=True)
class Speller:
	"""Spells names alike within a family, with an occasional slip."""

	rng: Random
	habits: dict[Name, str] = field(default_factory=dict)

	def spell(self, name: Name) -> str:
		"""Return one of the transliterations."""
		if len(name.spellings) == 1:
			return name.spellings[0]
		usual = self.habits.get(name)
		if usual is None:
			usual = name.spellings[0] if happens(self.rng, 0.6) else pick(self.rng, name.spellings)
			self.habits[name] = usual
		return pick(self.rng, name.spellings) if happens(self.rng, 0.05) else usual


@cache
def name_tables(file: str) -> dict[str, tuple[Name, ...]]:
	"""Return the tables of names of a file."""
	return {
		table: tuple(Name(own, tuple(spellings)) for own, *spellings in rows)
		for table, rows in read_table(f"names_{file}").items()
	}


def male_names(culture: Culture) -> tuple[Name, ...]:
	"""Return the given names of men, from which the fathers' names are taken, too."""
	return name_tables(culture.names)[culture.male_table]


def draw_lineage(rng: Random, culture: Culture) -> Lineage:
	"""Return the forefathers and family names of somebody."""
	men = male_names(culture)
	fathers: list[Name] = []
	while len(fathers) < 3:
		name = pick(rng, men)
		if name not in fathers:
			fathers.append(name)
	tables = name_tables(culture.names)
	families = len(tables.get(culture.family_table) or tables.get("family_male") or men)
	return Lineage(
		tuple(fathers),
		between(rng, 0, families - 1),
		between(rng, 0, families - 1),
		rng.random(),
	)


def children_lineage(rng: Random, culture: Culture, father: Name, his: Lineage, hers: Lineage) -> Lineage:
	"""Return the lineage of a couple's children."""
	own = draw_lineage(rng, culture)
	family = own.family if culture.pattern == "congolese" and happens(rng, 0.3) else his.family
	return Lineage((father, *his.fathers[:2]), family, hers.family, his.custom)


def wife_lineage(rng: Random, culture: Culture, his: Lineage) -> Lineage:
	"""Return a wife's lineage: her own fathers, and by custom the husband's family name."""
	hers = replace(draw_lineage(rng, culture), custom=his.custom)
	shared = {"ukrainian": 0.9, "afghan": 0.4, "kurdish": 0.2, "congolese": 0.1}.get(culture.pattern, 0)
	return replace(hers, family=his.family) if happens(rng, shared) else hers


def draw_given(rng: Random, culture: Culture, sex: str, taken: set[tuple[Name, ...]]) -> tuple[Name, ...]:
	"""Return given names that no brother or sister has yet."""
	table = male_names(culture) if sex == MALE else name_tables(culture.names)[FEMALE]
	for _attempt in range(20):
		count = 1
		if culture.pattern == "burmese":
			count = between(rng, 2, 4)
		elif culture.pattern == "congolese" and happens(rng, 0.35):
			count = 2
		given = tuple(pick(rng, table) for _ in range(count))
		if given not in taken and len(set(given)) == count:
			break
	taken.add(given)
	return given


def full_name(
	speller: Speller, culture: Culture, sex: str, given: tuple[Name, ...], lineage: Lineage
) -> FullName:
	"""Return a person's name as their culture puts it together and their documents spell it."""
	before, after = _PATTERNS[culture.pattern](culture, sex, given, lineage)
	while sum(len(name.spellings[0].split()) for name in before) > MOST_GIVEN_NAMES:
		before = before[:-1]
	given_names = " ".join([speller.spell(name) for name in before])
	family_name = " ".join([speller.spell(name) for name in after])
	# A slip in the spelling may be one word longer than the usual one.
	given_names = " ".join(given_names.split()[:MOST_GIVEN_NAMES])
	own = " ".join([name.own for name in (*before, *after) if name.own])
	return FullName(given_names, family_name, "" if own == f"{given_names} {family_name}".strip() else own)


Parts = tuple[tuple[Name, ...], tuple[Name, ...]]


def _family(culture: Culture, sex: str, place: int) -> Name:
	tables = name_tables(culture.names)
	return (tables.get(culture.family_table) or tables[f"family_{sex}"])[place]


def _afghan(culture: Culture, sex: str, given: tuple[Name, ...], lineage: Lineage) -> Parts:
	if lineage.custom < 0.22:
		return given, ()
	if lineage.custom < 0.4:
		return given, lineage.fathers[:1]
	return given, (_family(culture, sex, lineage.family),)


def _arabic(culture: Culture, sex: str, given: tuple[Name, ...], lineage: Lineage) -> Parts:
	fathers = 0 if lineage.custom < 0.2 else 1 if lineage.custom < 0.55 else 2 if lineage.custom < 0.9 else 3
	return (*given, *lineage.fathers[:fathers]), (_family(culture, sex, lineage.family),)


def _sudanese(culture: Culture, sex: str, given: tuple[Name, ...], lineage: Lineage) -> Parts:
	family = _family(culture, sex, lineage.family)
	if lineage.custom < 0.45 or family in lineage.fathers[:2]:
		return (*given, *lineage.fathers), ()
	return (*given, *lineage.fathers[:2]), (family,)


def _habesha(_culture: Culture, _sex: str, given: tuple[Name, ...], lineage: Lineage) -> Parts:
	father, grandfather, _ = lineage.fathers
	if lineage.custom < 0.3:
		return (*given, father, grandfather), ()
	if lineage.custom < 0.55:
		return given, (father,)
	return (*given, father), (grandfather,)


def _somali(_culture: Culture, _sex: str, given: tuple[Name, ...], lineage: Lineage) -> Parts:
	father, grandfather, great_grandfather = lineage.fathers
	if lineage.custom < 0.25:
		return (*given, father, grandfather), ()
	if lineage.custom < 0.3:
		return (*given, father, grandfather, great_grandfather), ()
	return (*given, father), (grandfather,)


def _with_family(culture: Culture, sex: str, given: tuple[Name, ...], lineage: Lineage) -> Parts:
	return given, (_family(culture, sex, lineage.family),)


def _given_only(_culture: Culture, _sex: str, given: tuple[Name, ...], _lineage: Lineage) -> Parts:
	return given, ()


def _ukrainian(culture: Culture, sex: str, given: tuple[Name, ...], lineage: Lineage) -> Parts:
	# The table of patronymics goes by the table of fathers.
	father = male_names(culture).index(lineage.fathers[0])
	patronymic = name_tables(culture.names)[f"patronymic_{sex}"][father]
	return (*given, patronymic) if lineage.custom < 0.3 else given, (_family(culture, sex, lineage.family),)


def _spanish(culture: Culture, sex: str, given: tuple[Name, ...], lineage: Lineage) -> Parts:
	families = (_family(culture, sex, lineage.family), _family(culture, sex, lineage.second_family))
	return given, families if lineage.custom < 0.85 else families[:1]


def _kurdish(culture: Culture, sex: str, given: tuple[Name, ...], lineage: Lineage) -> Parts:
	if lineage.custom < 0.25:
		return (*given, *lineage.fathers[:2]), ()
	before = (*given, lineage.fathers[0]) if lineage.custom < 0.65 else given
	return before, (_family(culture, sex, lineage.family),)


_PATTERNS = {
	"afghan": _afghan,
	"arabic": _arabic,
	"sudanese": _sudanese,
	"habesha": _habesha,
	"somali": _somali,
	"congolese": _with_family,
	"single": _given_only,
	"burmese": _given_only,
	"ukrainian": _ukrainian,
	"spanish": _spanish,
	"kurdish": _kurdish,
}


@cache
def _well_known() -> dict[str, tuple[frozenset[str], ...]]:
	rows = [frozenset(row) for row in read_table("never_together")["rows"]]
	return {
		word: tuple(row for row in rows if word in row) for word in {word for row in rows for word in row}
	}


def is_well_known(culture: Culture, sex: str, given: tuple[Name, ...], lineage: Lineage) -> bool:
	"""Whether a full name, in any of its spellings, contains that of somebody known to the public."""
	before, after = _PATTERNS[culture.pattern](culture, sex, given, lineage)
	words = {word for name in (*before, *after) for word in _words(name)}
	known = _well_known()
	return any(row <= words for word in words for row in known.get(word, ()))


@cache
def _words(name: Name) -> tuple[str, ...]:
	return tuple(re.split(r"[\s-]+", " ".join(name.spellings).lower()))
