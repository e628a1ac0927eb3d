"""What is typed into the forms for a plan; both ways of loading begin with it."""

from dataclasses import dataclass
from typing import Any

from css_case_mgmt.demo.plans import (
	AssessmentPlan,
	CasePlan,
	ClientPlan,
	EnrolmentPlan,
	FamilyPlan,
	MembershipPlan,
)

SOURCE_SYSTEM = "css-demo"

Values = dict[str, Any]


@dataclass(frozen=True)
class Sources:
	"""Keys by which the records of a seed are found again, whatever their names."""

	seed: int

	def key(self, key: str) -> str:
		return f"{self.seed}/{key}"

	def of(self, key: str) -> Values:
		return {"source_system": SOURCE_SYSTEM, "source_id": self.key(key)}

	def membership(self, family: FamilyPlan, case: int, plan: MembershipPlan) -> Values:
		place = family.cases[case].members.index(plan)
		return self.of(f"{family.cases[case].key}-M{place}")

	def enrolment(self, client: ClientPlan, plan: EnrolmentPlan) -> Values:
		return self.of(f"{client.key}-E{plan.episode}")

	def assessment(self, client: ClientPlan, enrolment: EnrolmentPlan, plan: AssessmentPlan) -> Values:
		return self.of(f"{client.key}-E{enrolment.episode}-A{plan.sequence}")


def client_values(plan: ClientPlan, sources: Sources) -> Values:
	return {
		"given_names": plan.given_names,
		"family_name": plan.family_name or None,
		"preferred_name": plan.preferred_name or None,
		"name_in_own_script": plan.name_in_own_script or None,
		"gender": plan.gender or None,
		"date_of_birth": plan.date_of_birth,
		"birth_date_is_estimated": int(plan.birth_date_is_estimated),
		"immigration_category": plan.immigration_category or None,
		"uci": plan.uci or None,
		"arrival_date": plan.arrival_date,
		"rap_start_date": plan.rap_start_date,
		"rap_end_date": plan.rap_end_date,
		"primary_language": plan.primary_language or None,
		"needs_interpreter": int(plan.needs_interpreter),
		"english_ability": plan.english_ability or None,
		"french_ability": plan.french_ability or None,
		"literacy": plan.literacy or None,
		"digital_literacy": plan.digital_literacy or None,
		"technology_access": plan.technology_access or None,
		"languages": [
			{
				"language": spoken.language,
				"ability": spoken.ability,
				"reads_and_writes": int(spoken.reads_and_writes),
			}
			for spoken in plan.languages
		],
		**sources.of(plan.key),
	}


def who_enters_members(family: FamilyPlan, case: int, manager: str) -> str:
	"""The case's worker; somebody who comes from another case can be reached by the manager only."""
	return manager if case else family.cases[case].worker


def case_values(plan: CasePlan, sources: Sources) -> Values:
	return {"site": plan.site, "opened_on": plan.opened_on, **sources.of(plan.key)}


def access_values(plan: CasePlan, css_case: str) -> Values:
	return {"css_case": css_case, "user": plan.worker, "kind": "Assigned", "access_from": plan.opened_on}


def membership_values(plan: MembershipPlan, css_case: str, client: str, source: Values) -> Values:
	return {
		"css_case": css_case,
		"client": client,
		"relationship": plan.relationship,
		"is_head": int(plan.is_head),
		"member_from": plan.member_from,
		"member_to": plan.member_to,
		"leaving_reason": plan.leaving_reason or None,
		**source,
	}


def enrolment_values(plan: EnrolmentPlan, client: str, css_case: str) -> Values:
	return {
		"client": client,
		"css_case": css_case,
		"enrolment_date": plan.enrolment_date,
		"levels": [
			{"needs_level": level.needs_level, "level_from": level.level_from, "reason": level.reason or None}
			for level in plan.levels
		],
	}


def exit_values(plan: EnrolmentPlan) -> Values:
	return {"status": "Exited", "exit_date": plan.exit_date, "exit_reason": plan.exit_reason}


def assessment_values(
	plan: AssessmentPlan, *, client: str, css_case: str, enrolment: str, bank: str
) -> Values:
	return {
		"client": client,
		"css_case": css_case,
		"enrolment": enrolment,
		"bank": bank,
		"assessment_date": plan.assessment_date,
		"mode": plan.mode,
	}
