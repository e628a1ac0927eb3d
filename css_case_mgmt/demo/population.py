"""A believable population of any size: families of resettled refugees, none of them real.

Every family is drawn from its own source of chance, seeded by the population's seed and the family's number.
So a small population is the beginning of a larger one, nothing has to be kept in memory, and a single family
can be drawn again.
"""

from bisect import bisect
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import accumulate
from math import ceil
from random import Random
from typing import Any

from css_case_mgmt.demo.agreements import with_agreements
from css_case_mgmt.demo.chance import bell, between, happens, working_day
from css_case_mgmt.demo.contacts import with_contacts
from css_case_mgmt.demo.cultures import Culture, cultures
from css_case_mgmt.demo.enrolments import Course, Programme, draw_course, draw_enrolments
from css_case_mgmt.demo.histories import History, draw_history
from css_case_mgmt.demo.households import draw_household
from css_case_mgmt.demo.intake import Eligibility, with_eligibility
from css_case_mgmt.demo.interpreting import with_interpreters
from css_case_mgmt.demo.leaving import Policy, with_exits
from css_case_mgmt.demo.leaving_plans import weekday_before
from css_case_mgmt.demo.meetings import RECENT_DAYS, Family, with_meetings
from css_case_mgmt.demo.names import Speller
from css_case_mgmt.demo.needs import read_bank
from css_case_mgmt.demo.noting import with_details
from css_case_mgmt.demo.people import Papers, describe, draw_technology, first_arrival
from css_case_mgmt.demo.plans import CasePlan, ClientPlan, EnrolmentPlan, FamilyPlan, MembershipPlan
from css_case_mgmt.demo.referrals import accepted_referral
from css_case_mgmt.demo.referring import with_referrals
from css_case_mgmt.demo.sensitive import profiles, safety_notes
from css_case_mgmt.demo.settling import Assessed, with_settlement_plan
from css_case_mgmt.demo.shown import Showing, in_turn, is_of_first_worker, shown_by
from css_case_mgmt.demo.turns import with_turns
from css_case_mgmt.demo.vocabulary import Vocabulary

DEFAULT_FAMILIES_PER_WORKER = 34
CLIENTS_PER_FAMILY = 4.1
CLIENTS_PER_FAMILY_AT_MOST = 16  # keeps the serial numbers of neighbouring families apart
_OLDEST_CASE_DAYS = 920
_CASELOADS = (0.94, 1.09, 1.0, 1.03, 0.91, 1.03)


def generate(
	clients: int,
	seed: int,
	today: date,
	workers_by_site: Mapping[str, Sequence[str] | int],
	bank: Mapping[str, Any],
	**options: Any,
) -> Iterator[FamilyPlan]:
	"""Yield families until there are at least `clients` people, children included.

	The last family is kept whole, so there may be a few people more. Arguments are those of `Population`.
	"""
	if clients < 0:
		raise ValueError(f"there cannot be {clients} clients")
	return first_families(Population(seed, today, workers_by_site, bank, **options), clients)


def first_families(population: "Population", clients: int) -> Iterator[FamilyPlan]:
	"""Yield the first families, so many that they are at least `clients` people."""
	people = 0
	for index in in_turn(clients):
		if people >= clients:
			return
		family = population.family(index)
		people += len(family.clients)
		yield family


def workers_needed(
	clients: int, sites: Sequence[str], families_per_worker: int = DEFAULT_FAMILIES_PER_WORKER
) -> dict[str, int]:
	"""Return how many workers each site needs for a population, for caseloads of the usual size."""
	families = clients / CLIENTS_PER_FAMILY
	return {site: max(1, ceil(families / families_per_worker / len(sites))) for site in sites}


class Population:
	"""All families that a seed can give.

	Args:
		seed: same seed and arguments, same families.
		today: nothing happens after this day.
		workers_by_site: for each site the names of its workers, or how many there are; these are then called
			"site/0", "site/1" ... Families go to workers in turn, a caseload at a time, across the sites; if
			there are too few workers, the caseloads grow.
		bank: the question bank in its JSON form.
		vocabulary: the site's words for relationships, categories, exit reasons and languages.
		families_per_worker: families of a caseload, those included that have left the programme: a third.
		caseloads: families of each caseload in turn, instead of caseloads of about the same size.
		interval_months: months between assessments.
		own_file_age: from this age on people are enrolled.
		children_factor: the factor of settlement that only applies to those with children.
		contact_days: how many days of contacts there are; None for all since the enrolment.
		leaving: what the settings ask of whoever leaves.
	"""

	def __init__(
		self,
		seed: int,
		today: date,
		workers_by_site: Mapping[str, Sequence[str] | int],
		bank: Mapping[str, Any],
		*,
		vocabulary: Vocabulary | None = None,
		families_per_worker: int = DEFAULT_FAMILIES_PER_WORKER,
		caseloads: Sequence[int] | None = None,
		interval_months: int = 4,
		own_file_age: int = 16,
		children_factor: str = "children",
		contact_days: int | None = RECENT_DAYS,
		leaving: Policy = Policy(),  # noqa: B008 - frozen
	) -> None:
		self._contact_days = contact_days
		self._leaving = leaving
		self._seed = seed
		self.today = today
		self._vocabulary = vocabulary or Vocabulary()
		self._staff = _Staff(workers_by_site, caseloads or _usual_caseloads(families_per_worker))
		self._programme = Programme(
			today, read_bank(bank), self._vocabulary, interval_months, own_file_age, children_factor
		)
		self._assessed = Assessed(
			{question["question_code"]: question["factor"] for question in bank["questions"]}, today
		)

	def family(self, index: int) -> FamilyPlan:
		"""Return a family by its number, from 0."""
		rng = Random(f"{self._seed}/{index}")
		culture = cultures().draw(rng)
		category = culture.categories.draw(rng)
		showing = shown_by(index)
		age_of_case = max(0, int(_OLDEST_CASE_DAYS * rng.random() ** 1.25))
		opened_on = weekday_before(self.today - timedelta(days=showing.opened_days or age_of_case))
		arrival = first_arrival(rng, category, opened_on) - timedelta(days=showing.arrived_days)
		courses = [self._course(rng, opened_on, showing)]
		people = draw_household(rng, culture, opened_on, showing.household)
		until = min(self.today, courses[0].ends_on) - timedelta(days=1)
		history = draw_history(
			rng, culture, people, arrival, opened_on, opened_on if showing.household else until
		)
		courses.extend(draw_course(rng, opened) for opened in history.opened[1:])
		clients = self._clients(rng, index, culture, category, history)
		site, _worker = self._staff.worker(index)
		clients = with_contacts(
			self.chance(f"{index}/contacts"), index, clients, history, site, category, self.today
		)
		enrolments = tuple(
			enrolment
			for client in range(len(clients))
			for enrolment in draw_enrolments(rng, self._programme, history, client, courses, showing)
		)
		agreeing = self.chance(f"{index}/agreements")
		enrolments = tuple(
			with_agreements(
				agreeing, enrolment, clients[enrolment.client], history, self.today, showing.is_fixed
			)
			for enrolment in enrolments
		)
		cases = self._cases(rng, index, history, courses, enrolments)
		family = FamilyPlan(index, culture.code, clients, cases, enrolments)
		return self._with_exits(self._with_intake(family, history, category), showing)

	def _course(self, rng: Random, opened_on: date, showing: Showing) -> Course:
		course = draw_course(rng, opened_on)
		if showing.ends_in is None:
			return course
		ends_on = self.today + timedelta(days=showing.ends_in)
		if not showing.closed_by_job:
			ends_on = weekday_before(ends_on)
		return replace(course, ends_on=ends_on, exit_reason=showing.reason)

	def _with_exits(self, family: FamilyPlan, showing: Showing) -> FamilyPlan:
		leaving = self.chance(f"{family.index}/leaving")
		moves_to = self._staff.elsewhere(family.cases[0].site) if showing.moves else ""
		enrolments = with_exits(
			leaving, family, self._assessed, self._leaving, extension=showing.extension, moves_to=moves_to
		)
		return with_turns(replace(family, enrolments=enrolments))

	def chance(self, of: str) -> Random:
		"""Return a source of chance of its own: what is drawn from it changes nothing else."""
		return Random(f"{self._seed}/{of}")

	def _with_intake(self, family: FamilyPlan, history: History, category: str) -> FamilyPlan:
		index, clients, today = family.index, family.clients, self.today
		eligibility = Eligibility(
			self.chance(f"{index}/eligibility"),
			clients,
			history,
			category,
			self._programme.own_file_age,
			today,
		)
		interpreting = self.chance(f"{index}/interpreters")
		enrolments = tuple(
			with_interpreters(interpreting, enrolment, clients[enrolment.client])
			for enrolment in with_eligibility(eligibility, family.enrolments)
		)
		enrolments = self._with_meetings(replace(family, enrolments=enrolments), history)
		enrolments = self._with_support(replace(family, enrolments=enrolments), history)
		referring, noting = self.chance(f"{index}/referral"), self.chance(f"{index}/notes")
		key = f"{family.cases[0].key}-R"
		return replace(
			family,
			enrolments=enrolments,
			not_eligible=tuple(eligibility.not_eligible({enrolment.client for enrolment in enrolments})),
			referral=accepted_referral(referring, key, clients, history, category, today),
			safety_notes=tuple(safety_notes(noting, index, enrolments, history, today)),
			profiles=tuple(profiles(noting, clients, enrolments, history, today)),
		)

	def _with_meetings(self, plan: FamilyPlan, history: History) -> tuple[EnrolmentPlan, ...]:
		meeting = self.chance(f"{plan.index}/meetings")
		family = Family(plan.clients, plan.enrolments, history, self.today, self._programme.own_file_age)
		return tuple(
			with_meetings(
				meeting,
				family,
				enrolment,
				contact_days=self._contact_days,
				attempts=self._leaving.contact_attempts,
			)
			for enrolment in plan.enrolments
		)

	def _with_support(self, family: FamilyPlan, history: History) -> tuple[EnrolmentPlan, ...]:
		"""What is agreed, where people are referred to, and what is written of it."""
		settling, referring, noting = (
			self.chance(f"{family.index}/{of}") for of in ("settling", "referring", "noting")
		)
		found = []
		for enrolment in family.enrolments:
			client = family.clients[enrolment.client]
			planned = with_settlement_plan(settling, self._assessed, enrolment, client, history)
			referred = with_referrals(referring, planned, client, history, self.today)
			found.append(with_details(noting, referred, self.today))
		return tuple(found)

	def _clients(
		self, rng: Random, index: int, culture: Culture, category: str, history: History
	) -> tuple[ClientPlan, ...]:
		speller = Speller(rng)
		technology = draw_technology(rng)
		clients = []
		for position, member in enumerate(history.members):
			papers = Papers(
				f"{index:06d}-{position:02d}",
				index * CLIENTS_PER_FAMILY_AT_MOST + position,
				member.arrival,
				"" if member.person.born_in_canada else category,
				technology,
			)
			clients.append(
				describe(
					rng, self._seed, self.today, culture, self._vocabulary, member.person, papers, speller
				)
			)
		return tuple(clients)

	def _cases(
		self,
		rng: Random,
		index: int,
		history: History,
		courses: list[Course],
		enrolments: tuple[EnrolmentPlan, ...],
	) -> tuple[CasePlan, ...]:
		active = [enrolment for enrolment in enrolments if enrolment.status == "Active"]
		in_use = {enrolment.case for enrolment in active} | {enrolment.current_case for enrolment in active}
		cases = []
		for case, opened_on in enumerate(history.opened):
			stays = [
				(client, stay)
				for client, member in enumerate(history.members)
				for stay in member.stays
				if stay.case == case
			]
			stays.sort(key=lambda pair: (pair[1].since, pair[1].role != "head", pair[0]))
			is_empty = all(stay.until for _client, stay in stays)
			is_over = is_empty or courses[case].ends_on <= self.today
			site, worker = self._staff.worker(index) if case == 0 else self._staff.colleague(rng, index)
			cases.append(
				CasePlan(
					key=f"{index:06d}-{'AB'[case]}",
					site=site,
					worker=worker,
					opened_on=opened_on,
					status="Closed" if is_over and case not in in_use else "Open",
					members=tuple(
						MembershipPlan(
							client,
							self._vocabulary.relationship(stay.role),
							stay.role == "head",
							stay.since,
							stay.until,
							stay.reason,
						)
						for client, stay in stays
					),
				)
			)
		return tuple(cases)


class _Staff:
	"""Hands families to workers, a caseload at a time, the sites in turn."""

	def __init__(self, workers_by_site: Mapping[str, Sequence[str] | int], caseloads: Sequence[int]) -> None:
		self._names = {
			site: [f"{site}/{number}" for number in range(workers)]
			if isinstance(workers, int)
			else list(workers)
			for site, workers in workers_by_site.items()
		}
		largest = max((len(names) for names in self._names.values()), default=0)
		self._in_turn = [
			(site, names[place])
			for place in range(largest)
			for site, names in self._names.items()
			if place < len(names)
		]
		if not self._in_turn:
			raise ValueError("there are no workers")
		self._ends = list(accumulate(caseloads))

	def worker(self, index: int) -> tuple[str, str]:
		"""Return the site and the worker of a family."""
		if is_of_first_worker(index):
			return self._in_turn[0]
		rounds, rest = divmod(index, self._ends[-1])
		return self._in_turn[(rounds * len(self._ends) + bisect(self._ends, rest)) % len(self._in_turn)]

	def elsewhere(self, site: str) -> str:
		"""Return the next site; the same one if there is no other."""
		sites = list(self._names)
		return sites[(sites.index(site) + 1) % len(sites)]

	def colleague(self, rng: Random, index: int) -> tuple[str, str]:
		"""Return the site of a family and any of the workers there."""
		site, _worker = self.worker(index)
		return site, self._names[site][between(rng, 0, len(self._names[site]) - 1)]


def _usual_caseloads(families_per_worker: int) -> list[int]:
	if families_per_worker < 1:
		raise ValueError(f"a worker has at least one family, not {families_per_worker}")
	return [max(1, round(families_per_worker * share)) for share in _CASELOADS]
