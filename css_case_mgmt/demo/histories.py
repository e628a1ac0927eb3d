"""What happens in a family while it is in the programme: births, arrivals, departures, moves to an own case.

A member who moves out leaves the first case on the day of joining the second; the events stay where they
happened (D-20).
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random

from css_case_mgmt.demo.chance import Weighted, between, day_between, happens
from css_case_mgmt.demo.cultures import Culture
from css_case_mgmt.demo.households import LARGEST_HOUSEHOLD, Person, draw_newborn, draw_spouse
from css_case_mgmt.demo.names import FEMALE
from css_case_mgmt.rules.age import age_on

FIRST_CASE, SECOND_CASE = 0, 1
DECEASED, MOVED_AWAY, OWN_CASE = "Deceased", "Moved to another city", "Moved to an own case"
RETURNED, NEW_HEAD = "Returned to the family", "Became the head of the family"


@dataclass(slots=True)
class Stay:
	"""A period in a case; `until` is the day of leaving, no longer part of it."""

	case: int
	role: str
	since: date
	until: date | None = None
	reason: str = ""

	def covers(self, day: date) -> bool:
		"""Whether the person belongs to the case on a day."""
		return self.since <= day and (self.until is None or day < self.until)


@dataclass(slots=True, eq=False)
class Member:
	"""A person of the family, and where they stayed."""

	person: Person
	arrival: date | None
	stays: list[Stay]

	def stay_on(self, day: date) -> Stay | None:
		"""Return the stay of a day."""
		return next((stay for stay in self.stays if stay.covers(day)), None)

	def leaves(self, until: date, reason: str) -> None:
		"""End the current stay."""
		self.stays[-1].until = until
		self.stays[-1].reason = reason

	def moves(self, on: date, case: int, role: str, reason: str) -> None:
		"""End the current stay and begin another on the same day."""
		self.leaves(on, reason)
		self.stays.append(Stay(case, role, on))


@dataclass(slots=True)
class History:
	"""A family's members and the days on which its cases were opened."""

	members: list[Member]
	opened: list[date] = field(default_factory=list)

	def has_minor(self, case: int, day: date) -> bool:
		"""Whether somebody under 18 belongs to the case on a day."""
		return any(
			stay.case == case and stay.covers(day) and age_on(member.person.born, day) < 18
			for member in self.members
			for stay in member.stays
		)


def draw_history(
	rng: Random, culture: Culture, people: list[Person], arrival: date, opened_on: date, until: date
) -> History:
	"""Return what happened in a family.

	Args:
		rng: the source of chance.
		culture: the family's origin.
		people: the household, the head first.
		arrival: the day the family landed.
		opened_on: the day its case was opened.
		until: nothing happens after this day.
	"""
	for person in people:
		person.born_in_canada = person.born >= arrival
	members = [
		Member(person, None if person.born_in_canada else arrival, [Stay(FIRST_CASE, person.role, opened_on)])
		for person in people
	]
	history = History(members, [opened_on])
	earliest = opened_on + timedelta(days=60)
	if (until - earliest).days > 30:
		event = _EVENTS.draw(rng)
		if event:
			event(_Story(rng, culture, history, until), day_between(rng, earliest, until))
	return history


@dataclass(slots=True)
class _Story:
	rng: Random
	culture: Culture
	history: History
	until: date

	def with_role(self, role: str) -> list[Member]:
		return [member for member in self.history.members if member.person.role == role]

	def grown_up_children(self, on: date, age: int) -> Iterator[Member]:
		return (member for member in self.with_role("child") if age_on(member.person.born, on) >= age)

	def is_nuclear_family(self) -> bool:
		return {member.person.role for member in self.history.members} <= {"head", "spouse", "child"}

	def birth(self, on: date) -> None:
		head, spouses = self.history.members[0].person, self.with_role("spouse")
		if not spouses or len(self.history.members) >= LARGEST_HOUSEHOLD:
			return
		mother, father = sorted((head, spouses[0].person), key=lambda parent: parent.sex != FEMALE)
		youngest = max((member.person.born for member in self.with_role("child")), default=date.min)
		if age_on(mother.born, on) <= 42 and (on - youngest).days > 330:
			child = draw_newborn(self.rng, self.culture, father, mother, on, "child")
			self.history.members.append(Member(child, None, [Stay(FIRST_CASE, "child", on)]))

	def reunification(self, on: date) -> None:
		late = self.with_role("spouse") or self.with_role("parent") or self.with_role("sibling")
		for member in late[:1]:
			member.arrival = on - timedelta(days=between(self.rng, 2, 30))
			member.stays[0].since = on

	def departure(self, on: date) -> None:
		for member in list(self.grown_up_children(on, 18))[:1] or self.with_role("sibling")[:1]:
			member.leaves(on, MOVED_AWAY)

	def death(self, on: date) -> None:
		for member in (self.with_role("parent") or self.with_role("parent_in_law"))[:1]:
			member.leaves(on, DECEASED)

	def change_of_head(self, on: date) -> None:
		spouses = self.with_role("spouse")
		if spouses and self.is_nuclear_family():
			gone = DECEASED if happens(self.rng, 0.2) else MOVED_AWAY
			self.history.members[0].leaves(on, gone)
			spouses[0].moves(on, FIRST_CASE, "head", NEW_HEAD)

	def marriage(self, on: date) -> None:
		for member in list(self.grown_up_children(on, 19))[:1]:
			self.history.opened.append(on)
			member.moves(on, SECOND_CASE, "head", OWN_CASE)
			spouse = draw_spouse(self.rng, self.culture, member.person, on, "spouse")
			landed = on - timedelta(days=between(self.rng, 20, 500))
			self.history.members.append(Member(spouse, landed, [Stay(SECOND_CASE, "spouse", on)]))

	def separation(self, on: date) -> None:
		spouses = self.with_role("spouse")
		if not spouses or not self.is_nuclear_family():
			return
		minors = [member for member in self.with_role("child") if age_on(member.person.born, on) < 18]
		moving = [spouses[0], *minors[len(minors) - between(self.rng, 0, len(minors)) :]]
		self.history.opened.append(on)
		for member in moving:
			role = "head" if member is spouses[0] else "child"
			member.moves(on, SECOND_CASE, role, OWN_CASE)
		if (self.until - on).days > 150 and happens(self.rng, 0.25):
			back = day_between(self.rng, on + timedelta(days=90), self.until)
			for member in moving:
				member.moves(back, FIRST_CASE, member.person.role, RETURNED)


_EVENTS: Weighted[Callable[[_Story, date], None] | None] = Weighted(
	(None, 66),
	(_Story.birth, 13),
	(_Story.reunification, 5),
	(_Story.departure, 6),
	(_Story.death, 1.5),
	(_Story.change_of_head, 1.5),
	(_Story.marriage, 4),
	(_Story.separation, 3),
)
