"""Who lives together: couples, single parents with many children, grandmothers, brothers and sisters (R-042)."""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from random import Random

from css_case_mgmt.demo.chance import Weighted, bell, between, happens, pick
from css_case_mgmt.demo.cultures import Culture
from css_case_mgmt.demo.names import (
	FEMALE,
	MALE,
	Lineage,
	Name,
	children_lineage,
	draw_given,
	draw_lineage,
	wife_lineage,
)

LARGEST_HOUSEHOLD = 9
DAYS_PER_YEAR = 365.25
LEAST_DAYS_BETWEEN_BIRTHS = 400
LAST_BIRTH_AT = 44

_KINDS = Weighted(
	("single", 14),
	("couple", 8),
	("couple_with_children", 42),
	("mother_with_children", 17),
	("father_with_children", 3),
	("extended", 11),
	("siblings", 4),
	("grandmother_with_grandchildren", 2),
)


@dataclass(slots=True, eq=False)
class Person:
	"""Somebody of a household, while the family is being drawn."""

	role: str  # the relationship to the head
	sex: str
	born: date
	estimated: bool
	given: tuple[Name, ...]
	lineage: Lineage
	born_in_canada: bool = False


def draw_household(rng: Random, culture: Culture, on: date, kind: str = "") -> list[Person]:
	"""Return the people of a household as of a date, the head first; of a kind, or of any."""
	return _Household(rng, culture, on).draw(kind)


def draw_spouse(rng: Random, culture: Culture, of: Person, on: date, role: str) -> Person:
	"""Return a husband or wife for somebody, of an age that suits."""
	sex = MALE if of.sex == FEMALE else FEMALE
	older = bell(rng, 3.5, 3) * (1 if sex == MALE else -1)
	age = max((on - of.born).days / DAYS_PER_YEAR + older, 18.5)
	lineage = wife_lineage(rng, culture, of.lineage) if sex == FEMALE else draw_lineage(rng, culture)
	given = draw_given(rng, culture, sex, set())
	return Person(role, sex, *draw_birth(rng, culture, on, age), given, lineage)


def draw_newborn(
	rng: Random, culture: Culture, father: Person, mother: Person, born: date, role: str
) -> Person:
	"""Return a child born in Canada."""
	sex = pick(rng, (MALE, FEMALE))
	lineage = children_lineage(rng, culture, father.given[0], father.lineage, mother.lineage)
	return Person(role, sex, born, False, draw_given(rng, culture, sex, set()), lineage, True)


def draw_birth(rng: Random, culture: Culture, on: date, age: float) -> tuple[date, bool]:
	"""Return a date of birth, and whether it is an estimate: then mostly 1 January."""
	born = on - timedelta(days=int(age * DAYS_PER_YEAR))
	if age < 3 or not happens(rng, culture.estimated_births):
		return born, False
	kind = rng.random()
	if kind < 0.75:
		return born.replace(month=1, day=1), True
	return (born.replace(month=7, day=1) if kind < 0.85 and age > 20 else born.replace(day=1)), True


class _Household:
	def __init__(self, rng: Random, culture: Culture, on: date) -> None:
		self.rng = rng
		self.culture = culture
		self.on = on
		self.people: list[Person] = []
		self.taken: set[tuple[Name, ...]] = set()

	def draw(self, kind: str) -> list[Person]:
		getattr(self, f"_{kind or _KINDS.draw(self.rng)}")()
		return self.people[:LARGEST_HOUSEHOLD]

	def _add(self, role: str, sex: str, age: float, lineage: Lineage, *given: Name) -> Person:
		names = given or draw_given(self.rng, self.culture, sex, self.taken)
		born, estimated = draw_birth(self.rng, self.culture, self.on, age)
		person = Person(role, sex, born, estimated, names, lineage)
		self.people.append(person)
		return person

	def _single(self) -> None:
		sex = MALE if happens(self.rng, 0.66) else FEMALE
		age = bell(self.rng, 31, 7) if happens(self.rng, 0.88) else bell(self.rng, 60, 5)
		self._add("head", sex, max(age, 18.2), draw_lineage(self.rng, self.culture))

	def _couple(self) -> None:
		old = happens(self.rng, 0.25)
		self._pair(bell(self.rng, 58, 5) if old else bell(self.rng, 29, 3.5))

	def _couple_with_children(self) -> None:
		mother_age = bell(self.rng, 38, 5)
		man, woman = self._pair(mother_age)
		lineage = children_lineage(self.rng, self.culture, man.given[0], man.lineage, woman.lineage)
		self._children("child", mother_age, lineage)

	def _mother_with_children(self) -> None:
		mother_age = bell(self.rng, 40, 5)
		mother = self._add("head", FEMALE, mother_age, draw_lineage(self.rng, self.culture))
		absent, his = (
			draw_given(self.rng, self.culture, MALE, self.taken),
			draw_lineage(self.rng, self.culture),
		)
		lineage = children_lineage(self.rng, self.culture, absent[0], his, mother.lineage)
		self._children("child", mother_age, lineage)

	def _father_with_children(self) -> None:
		mother_age = bell(self.rng, 39, 4)
		father = self._add("head", MALE, mother_age + 4, draw_lineage(self.rng, self.culture))
		absent = draw_lineage(self.rng, self.culture)
		lineage = children_lineage(self.rng, self.culture, father.given[0], father.lineage, absent)
		self._children("child", mother_age, lineage)

	def _extended(self) -> None:
		with_spouse = happens(self.rng, 0.7)
		(self._couple_with_children if with_spouse else self._mother_with_children)()
		del self.people[LARGEST_HOUSEHOLD - 2 :]
		head = self.people[0]
		age = (self.on - head.born).days / DAYS_PER_YEAR
		kind = self.rng.random()
		if kind < 0.55:
			self._add("parent", FEMALE, age + bell(self.rng, 23, 1.9), draw_lineage(self.rng, self.culture))
		elif kind < 0.68:
			self._grandfather("parent", head, age)
		elif kind < 0.78 and with_spouse:
			wife = self.people[1]
			of_wife = (self.on - wife.born).days / DAYS_PER_YEAR + bell(self.rng, 23, 1.6)
			self._add("parent_in_law", FEMALE, of_wife, draw_lineage(self.rng, self.culture))
		elif kind < 0.9:
			self._add(
				"sibling",
				pick(self.rng, (MALE, FEMALE)),
				max(age - between(self.rng, 2, 12), 12),
				head.lineage,
			)
		else:
			lineage = draw_lineage(self.rng, self.culture)
			self._add(
				"niece_or_nephew", pick(self.rng, (MALE, FEMALE)), between(self.rng, 5, 19) + 0.4, lineage
			)

	def _siblings(self) -> None:
		lineage = draw_lineage(self.rng, self.culture)
		age = bell(self.rng, 23, 1.5)
		self._add("head", MALE if happens(self.rng, 0.6) else FEMALE, age, lineage)
		for _ in range(between(self.rng, 1, 3)):
			age -= 1.2 + self.rng.random() * 3
			self._add("sibling", pick(self.rng, (MALE, FEMALE)), age, lineage)

	def _grandmother_with_grandchildren(self) -> None:
		grandmother_age = bell(self.rng, 62, 3)
		self._add("head", FEMALE, grandmother_age, draw_lineage(self.rng, self.culture))
		self._children("grandchild", grandmother_age - 26, draw_lineage(self.rng, self.culture))

	def _pair(self, woman_age: float) -> tuple[Person, Person]:
		man_age = max(woman_age + bell(self.rng, 4, 2.5), 19)
		his = draw_lineage(self.rng, self.culture)
		hers = wife_lineage(self.rng, self.culture, his)
		if happens(self.rng, 0.82):
			man = self._add("head", MALE, man_age, his)
			return man, self._add("spouse", FEMALE, woman_age, hers)
		woman = self._add("head", FEMALE, woman_age, hers)
		return self._add("spouse", MALE, man_age, his), woman

	def _grandfather(self, role: str, head: Person, age: float) -> None:
		father, *before = head.lineage.fathers
		further = draw_lineage(self.rng, self.culture)
		lineage = replace(
			head.lineage, fathers=(*before, further.fathers[0]), second_family=further.second_family
		)
		self._add(role, MALE, age + bell(self.rng, 27, 2.3), lineage, father)

	def _children(self, role: str, mother_age: float, lineage: Lineage) -> None:
		"""Add the children still at home, the eldest first."""
		wanted = max(1, min(round(bell(self.rng, self.culture.children, 1.5)), 7))
		age = mother_age - bell(self.rng, 21.5, 1.4)
		ages = []
		while age > 0.1 and age > mother_age - LAST_BIRTH_AT:
			if age < 25 or happens(self.rng, 0.15):
				ages.append(age)
			age -= LEAST_DAYS_BETWEEN_BIRTHS / DAYS_PER_YEAR + self.rng.random() * 2.6
		others = len(ages) - wanted
		eldest = between(self.rng, 0, others) if others > 0 and happens(self.rng, 0.5) else 0
		for age in ages[eldest : eldest + wanted] or [max(mother_age - 24, 1.0)]:
			self._add(role, pick(self.rng, (MALE, FEMALE)), age, lineage)
