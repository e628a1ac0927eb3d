"""The person in the file: names, papers, languages, reading and writing."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from css_case_mgmt.demo.chance import Weighted, between, happens, pick
from css_case_mgmt.demo.cultures import Culture
from css_case_mgmt.demo.households import Person
from css_case_mgmt.demo.names import (
	FEMALE,
	FullName,
	Speller,
	draw_given,
	draw_lineage,
	full_name,
	is_well_known,
)
from css_case_mgmt.demo.plans import ClientPlan, LanguagePlan
from css_case_mgmt.demo.vocabulary import Vocabulary
from css_case_mgmt.rules.age import age_on
from css_case_mgmt.rules.dates import add_months

ABILITIES = ("None", "Limited", "Conversational", "Fluent")
NEEDS_INTERPRETER = {"": 0.0, "None": 0.96, "Limited": 0.72, "Conversational": 0.1, "Fluent": 0.0}
IN_LANGUAGE_TABLE = {"Limited": "Basic", "Conversational": "Conversational", "Fluent": "Fluent"}
READS, READS_A_LITTLE, READS_NOT = "Reads and writes", "Reads a little", "Does not read"

_TECHNOLOGY = Weighted(
	("Own device and internet", 42), ("Shared device", 26), ("Phone only", 27), ("None", 5)
)
_DIGITAL = {
	READS: Weighted(("Independent", 52), ("With help", 38), ("None", 10)),
	READS_A_LITTLE: Weighted(("Independent", 12), ("With help", 55), ("None", 33)),
	READS_NOT: Weighted(("Independent", 2), ("With help", 38), ("None", 60)),
}
_UCI_NUMBERS = 100_000_000
_UCI_STRIDE = 61_803_399  # shares no factor with the above: distinct numbers stay distinct
_RAP_MONTHS = 12


@dataclass(frozen=True, slots=True)
class Papers:
	"""What a person's papers say."""

	key: str
	serial: int  # unique in the population
	arrival: date | None
	category: str  # a key of the vocabulary's immigration categories
	technology: str


def draw_technology(rng: Random) -> str:
	"""Return what a household has to go online with."""
	return _TECHNOLOGY.draw(rng)


def describe(
	rng: Random, seed: int, today: date, culture: Culture, vocabulary: Vocabulary,
	person: Person, papers: Papers, speller: Speller,
) -> ClientPlan:  # fmt: skip
	"""Return the client record of a person."""
	name = _name(rng, culture, person, speller)
	age = age_on(person.born, today)
	literacy = _literacy(rng, culture, age)
	english = _official_language(rng, culture.english, age, literacy, papers.arrival, today)
	french = _official_language(rng, culture.french, age, literacy, papers.arrival, today)
	primary = culture.primary_languages.draw(rng)
	if primary == "fra" and age >= 2:
		french = "Fluent"
	best = max(english, french, key=("", *ABILITIES).index)
	on_rap = papers.category in ("gar", "bvor") and papers.arrival is not None
	grown = "Woman" if person.sex == FEMALE else "Man"
	return ClientPlan(
		key=papers.key,
		given_names=name.given_names,
		family_name=name.family_name,
		name_in_own_script=name.own_script,
		other_spellings=_other_spellings(rng, culture, person, name),
		preferred_name=name.given_names.split()[0] if happens(rng, 0.12) else "",
		gender=grown if age >= 18 else {"Woman": "Girl", "Man": "Boy"}[grown],
		date_of_birth=person.born,
		birth_date_is_estimated=person.estimated,
		immigration_category=vocabulary.immigration_category(papers.category),
		uci=_uci(rng, seed, papers.serial) if papers.arrival and not happens(rng, 0.03) else "",
		arrival_date=papers.arrival,
		rap_start_date=papers.arrival if on_rap else None,
		rap_end_date=add_months(papers.arrival, _RAP_MONTHS) if on_rap and papers.arrival else None,
		primary_language=vocabulary.language(primary),
		languages=_languages(rng, culture, vocabulary, primary, age, literacy, english, french),
		english_ability=english,
		french_ability=french,
		needs_interpreter=age >= 6 and happens(rng, NEEDS_INTERPRETER[best]),
		literacy=literacy,
		digital_literacy=_DIGITAL[literacy].draw(rng) if age >= 12 else "",
		technology_access=papers.technology if age >= 16 else "",
	)


def _name(rng: Random, culture: Culture, person: Person, speller: Speller) -> FullName:
	"""Return the name, with other given names should it be that of somebody known to the public."""
	attempts = 0
	while is_well_known(culture, person.sex, person.given, person.lineage):
		attempts += 1
		person.given = draw_given(rng, culture, person.sex, set())
		if attempts > 10:
			person.lineage = draw_lineage(rng, culture)
	return full_name(speller, culture, person.sex, person.given, person.lineage)


def _other_spellings(rng: Random, culture: Culture, person: Person, name: FullName) -> tuple[str, ...]:
	if not happens(rng, 0.35):
		return ()
	others = []
	for _ in range(between(rng, 1, 2)):
		other = full_name(Speller(rng), culture, person.sex, person.given, person.lineage).written
		if other != name.written and other not in others:
			others.append(other)
	return tuple(others)


def _uci(rng: Random, seed: int, serial: int) -> str:
	number = f"{(serial * _UCI_STRIDE + seed * 7919) % _UCI_NUMBERS:08d}"
	return f"11{number}" if happens(rng, 0.7) else number


def _literacy(rng: Random, culture: Culture, age: int) -> str:
	if age < 7:
		return ""
	schooling = culture.schooling
	if age < 18:
		schooling += (1 - schooling) * 0.45
	elif age > 50:
		schooling *= 0.6
	chance = rng.random()
	if chance < schooling:
		return READS
	return READS_A_LITTLE if chance < schooling + (1 - schooling) * 0.55 else READS_NOT


def _official_language(
	rng: Random, on_arrival: Sequence[float], age: int, literacy: str, arrival: date | None, today: date
) -> str:
	"""Return the ability in English or French: children, readers and longer stays do better."""
	if age < 3:
		return ""
	chance = rng.random() * sum(on_arrival)
	ability = 0
	while ability < 3 and chance >= on_arrival[ability]:
		chance -= on_arrival[ability]
		ability += 1
	used_here = on_arrival[0] < 80
	months = (today - arrival).days / 30.4 if arrival else age * 12
	if used_here and happens(rng, min(months / 60, 0.5) * (0.35 if literacy == READS_NOT else 1)):
		ability += 1
	if used_here and 6 <= age < 18 and happens(rng, min(months / 18, 0.9)):
		ability += 1
	if ability and (literacy == READS_NOT or age > 60) and happens(rng, 0.6):
		ability -= 1
	return ABILITIES[min(ability, 3)]


def _languages(
	rng: Random, culture: Culture, vocabulary: Vocabulary, primary: str, age: int,
	literacy: str, english: str, french: str,
) -> tuple[LanguagePlan, ...]:  # fmt: skip
	reads = literacy == READS
	languages = {vocabulary.language(primary): LanguagePlan(vocabulary.language(primary), "Fluent", reads)}
	for language, chance in culture.further_languages:
		if age >= 6 and happens(rng, chance):
			code = vocabulary.language(language)
			ability = pick(rng, ("Fluent", "Conversational", "Conversational", "Basic"))
			languages.setdefault(code, LanguagePlan(code, ability, reads and happens(rng, 0.6)))
	for language, ability in (("eng", english), ("fra", french)):
		if ability in IN_LANGUAGE_TABLE:
			code = vocabulary.language(language)
			writes = reads and ability != "Limited"
			languages[code] = LanguagePlan(code, IN_LANGUAGE_TABLE[ability], writes)
	return tuple(languages.values())


def first_arrival(rng: Random, category: str, opened_on: date) -> date:
	"""Return when a family landed: sponsored families come to the programme later."""
	latest = 75 if category in ("gar", "bvor") else 330
	return opened_on - timedelta(days=between(rng, 4, latest))
