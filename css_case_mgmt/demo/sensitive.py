"""What few may read: safety notes, and groups that people name of free will (R-059, R-060, R-065)."""

from collections.abc import Iterator
from datetime import date, timedelta
from random import Random

from css_case_mgmt.demo.chance import between, happens, pick
from css_case_mgmt.demo.histories import History
from css_case_mgmt.demo.plans import ClientPlan, EnrolmentPlan, ProfilePlan, SafetyNotePlan
from css_case_mgmt.rules.age import age_on

FAMILIES_WITH_ONE_NOTE, FIRST_WITH_NOTE = 16, 1
SHARE_WITH_PROFILE = 0.15
REVIEW_DAYS = 180

_NOTES = (
	(
		"Shouted at a visitor of another agency after news from home.",
		"Call before the visit. Come in pairs, and meet in the lobby first.",
	),
	(
		"A large dog in the flat does not like strangers.",
		"Ring from the street and ask for the dog to be shut in.",
	),
)


def safety_notes(
	rng: Random, index: int, enrolments: tuple[EnrolmentPlan, ...], history: History, today: date
) -> Iterator[SafetyNotePlan]:
	"""Yield the note of every so many families."""
	staying = staying_enrolments(enrolments, history)
	if index % FAMILIES_WITH_ONE_NOTE != FIRST_WITH_NOTE or not staying:
		return
	enrolment = staying[0]
	noted_on = day_after(rng, enrolment.enrolment_date, today)
	behaviour, precautions = pick(rng, _NOTES)
	review_on = noted_on + timedelta(days=REVIEW_DAYS)
	yield SafetyNotePlan(enrolment.client, enrolment.case, noted_on, review_on, behaviour, precautions)


def profiles(
	rng: Random,
	clients: tuple[ClientPlan, ...],
	enrolments: tuple[EnrolmentPlan, ...],
	history: History,
	today: date,
) -> Iterator[ProfilePlan]:
	"""Yield the profiles of some; a few prefer not to say."""
	for enrolment in staying_enrolments(enrolments, history):
		if enrolment.episode > 1 or not happens(rng, SHARE_WITH_PROFILE):
			continue
		declared_on = day_after(rng, enrolment.enrolment_date, today)
		groups = () if happens(rng, 0.12) else groups_of(rng, clients[enrolment.client], declared_on)
		yield ProfilePlan(enrolment.client, enrolment.case, declared_on, groups)


def staying_enrolments(enrolments: tuple[EnrolmentPlan, ...], history: History) -> list[EnrolmentPlan]:
	"""Those of people who have not moved: what is noted goes along to another case."""
	return [enrolment for enrolment in enrolments if len(history.members[enrolment.client].stays) == 1]


def day_after(rng: Random, day: date, today: date) -> date:
	return min(day + timedelta(days=between(rng, 0, 45)), today)


def groups_of(rng: Random, client: ClientPlan, on: date) -> tuple[str, ...]:
	age = age_on(client.date_of_birth, on)
	named = [
		group
		for group, is_named in (
			("Women", client.gender in ("Woman", "Girl")),
			("Youth", age < 25),
			("Seniors", age >= 60),
			("Persons with disabilities", happens(rng, 0.08)),
			("2SLGBTQI+ persons", happens(rng, 0.04)),
			("French-speaking persons", client.french_ability == "Fluent"),
		)
		if is_named
	]
	if not named or happens(rng, 0.5):
		named.append("Racialized persons")
	return tuple(named)
