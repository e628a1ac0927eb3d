"""What the tests of the demo population share: a small bank, and one large population drawn once."""

from collections.abc import Iterator
from datetime import date
from functools import cache

from css_case_mgmt.demo.plans import CasePlan, ClientPlan, EligibilityPlan, EnrolmentPlan, FamilyPlan
from css_case_mgmt.demo.population import generate
from css_case_mgmt.rules.age import age_on
from css_case_mgmt.rules.membership import Membership

TODAY = date(2026, 3, 10)
WORKERS = {"East": ["amal", "berit"], "West": 3}
REASONS = {"Not Asked", "Declined", "Not Applicable", "Unknown"}


def small_bank() -> dict:
	"""A bank of two general factors and the one about children, with uneven weights."""
	factors = ("housing_security", "language", "children")
	questions = [
		{"question_code": f"{factor[:2].upper()}{number}", "factor": factor, "question": "?"}
		for factor in factors
		for number in range(1, 4)
	]
	return {
		"bank_code": "small",
		"version": 1,
		"factors": [{"factor_code": factor, "position": place} for place, factor in enumerate(factors)],
		"questions": questions,
		"options": [
			{"question_code": question["question_code"], "option_code": code, "label": code, "weight": weight}
			for question in questions
			for code, weight in (("C", 3), ("A", 1), ("B", 1.25))
		],
		"translations": [],
	}


def families(clients: int, seed: int = 11, **options) -> Iterator[FamilyPlan]:
	return generate(clients, seed, TODAY, WORKERS, small_bank(), **options)


def people_of(population: list[FamilyPlan]) -> list[ClientPlan]:
	return [client for family in population for client in family.clients]


def enrolments_of(population: list[FamilyPlan]) -> list[tuple[FamilyPlan, EnrolmentPlan]]:
	return [(family, enrolment) for family in population for enrolment in family.enrolments]


def eligibility_of(family: FamilyPlan) -> list[EligibilityPlan]:
	return [*(enrolment.eligibility for enrolment in family.enrolments), *family.not_eligible]


def memberships_of(case: CasePlan) -> list[Membership]:
	return [
		Membership(str(member.client), member.member_from, member.member_to, member.is_head)
		for member in case.members
	]


@cache
def several_thousand() -> list[FamilyPlan]:
	"""Families of 4000 people, in which everything rare has happened as well."""
	return list(families(4000))


def cases_on(family: FamilyPlan, client: int, day: date) -> list[int]:
	return [
		place
		for place, case in enumerate(family.cases)
		for member in case.members
		if member.client == client
		and member.member_from <= day
		and (member.member_to is None or day < member.member_to)
	]


def minors_on(family: FamilyPlan, case: int, day: date) -> bool:
	return any(
		case in cases_on(family, client, day) and age_on(person.date_of_birth, day) < 18
		for client, person in enumerate(family.clients)
		if person.date_of_birth <= day
	)
