"""Who may be named as having taken part in an activity, under whom a child is documented (R-013, D-09), and for whom
the activity was (R-229)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import Enum

from css_case_mgmt.rules.age import has_own_file


class Obstacle(Enum):
	"""Why a row of participants does not hold."""

	NAMED_TWICE = "Named Twice"
	NOT_A_MEMBER = "Not A Member"
	OF_ANOTHER_CASE = "Of Another Case"
	UNDER_WHOM = "Under Whom"
	HAS_OWN_FILE = "Has Own File"
	NOT_A_GUARDIAN = "Not A Guardian"


class Audience(str, Enum):
	"""For whom an activity was, as the funder asks (R-229)."""

	INDIVIDUAL = "Individual"
	FAMILY = "Family"
	GROUP = "Group"


@dataclass(frozen=True, slots=True)
class Person:
	"""What is known of somebody, on the day of the activity.

	Args:
		is_member: belonged to the family on that day.
		is_here_now: belongs to this case now, or belonged to it last.
		born: None where no date of birth is known; then nothing is asked of the age.
		is_enrolled: had an enrolment of her own on that day.
	"""

	is_member: bool = False
	is_here_now: bool = False
	born: date | None = None
	is_enrolled: bool = False

	def is_of_age(self, on: date, own_file_age: int) -> bool:
		return self.born is None or has_own_file(self.born, on, own_file_age)

	def has_own_records(self, on: date, own_file_age: int) -> bool:
		"""Old enough for an own file, or enrolled by a direct intervention (D-09)."""
		return self.is_enrolled or self.is_of_age(on, own_file_age)


@dataclass(frozen=True, slots=True)
class Participant:
	"""A row: who took part and, for a child without own records, under whom that is documented."""

	client: str
	documented_under: str | None = None


def audience_of(people: int, *, is_to_group: bool = False) -> Audience:
	"""For whom an activity was: one person, several of a family, or everybody whom one message went to (R-229).

	Args:
		people: how many took part, each of whom is named once.
		is_to_group: it is one of those that a message to several families left, whoever is named in it.
	"""
	if is_to_group:
		return Audience.GROUP
	return Audience.FAMILY if people > 1 else Audience.INDIVIDUAL


def obstacles(
	participants: Iterable[Participant], people: Mapping[str, Person], on: date, own_file_age: int
) -> list[tuple[int, Obstacle]]:
	"""Return what stands against each row, with the row's number counted from 1 (R-013, D-09, D-20).

	Args:
		people: everybody named; whoever is missing is unknown, and so no member.
		on: the day of the activity.
		own_file_age: in years.
	"""
	found = []
	named: set[str] = set()
	for row, participant in enumerate(participants, start=1):
		if participant.client in named:
			found.append((row, Obstacle.NAMED_TWICE))
		elif obstacle := _obstacle(participant, people, on, own_file_age):
			found.append((row, obstacle))
		named.add(participant.client)
	return found


def _obstacle(
	participant: Participant, people: Mapping[str, Person], on: date, own_file_age: int
) -> Obstacle | None:
	person = people.get(participant.client, Person())
	if not person.is_member:
		return Obstacle.NOT_A_MEMBER
	if not person.is_here_now:
		return Obstacle.OF_ANOTHER_CASE
	if not participant.documented_under:
		return None if person.has_own_records(on, own_file_age) else Obstacle.UNDER_WHOM
	if person.born is not None and person.has_own_records(on, own_file_age):
		return Obstacle.HAS_OWN_FILE
	guardian = people.get(participant.documented_under, Person())
	is_guardian = (
		participant.documented_under != participant.client
		and guardian.is_member
		and guardian.is_here_now
		and guardian.is_of_age(on, own_file_age)
	)
	return None if is_guardian else Obstacle.NOT_A_GUARDIAN
