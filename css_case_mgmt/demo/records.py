"""What is typed into the forms for a plan; both ways of loading begin with it."""

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from css_case_mgmt.demo.intake_records import contact_values, interpreter_values
from css_case_mgmt.demo.interpreting import Registered
from css_case_mgmt.demo.notes import minutes_of, note_of, place_of
from css_case_mgmt.demo.plans import (
	ActivityPlan,
	AppointmentPlan,
	AssessmentPlan,
	CasePlan,
	CharterPlan,
	ClientPlan,
	ConsentPlan,
	EnrolmentPlan,
	FamilyPlan,
	MembershipPlan,
	PeriodicPlan,
)
from css_case_mgmt.demo.work_plans import OutwardReferralPlan, RevisionPlan

SOURCE_SYSTEM = "css-demo"
GUARDIAN = "Office of the Public Guardian"

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

	def eligibility(self, client: ClientPlan, episode: int) -> Values:
		"""Of an episode, or of nobody's: 0 for somebody who was never enrolled."""
		return self.of(f"{client.key}-E{episode}-L")

	def charter(self, client: ClientPlan, plan: EnrolmentPlan) -> Values:
		return self.of(f"{client.key}-E{plan.episode}-H")

	def consent(self, client: ClientPlan, enrolment: EnrolmentPlan, plan: ConsentPlan) -> Values:
		return self.of(f"{client.key}-E{enrolment.episode}-C{enrolment.consents.index(plan)}")

	def assessment(self, client: ClientPlan, enrolment: EnrolmentPlan, plan: AssessmentPlan) -> Values:
		return self.of(f"{client.key}-E{enrolment.episode}-A{plan.sequence}")

	def activity(self, client: ClientPlan, enrolment: EnrolmentPlan, plan: ActivityPlan) -> Values:
		return self.of(f"{client.key}-E{enrolment.episode}-K{plan.number}")

	def periodic(self, client: ClientPlan, enrolment: EnrolmentPlan, plan: PeriodicPlan) -> Values:
		return self.of(f"{client.key}-E{enrolment.episode}-P{plan.sequence}")

	def settlement_plan(self, client: ClientPlan, enrolment: EnrolmentPlan, plan: RevisionPlan) -> Values:
		return self.of(f"{client.key}-E{enrolment.episode}-S{plan.revision}")

	def goal(self, client: ClientPlan, enrolment: EnrolmentPlan, number: int) -> Values:
		return self.of(f"{client.key}-E{enrolment.episode}-G{number}")

	def referral(self, client: ClientPlan, enrolment: EnrolmentPlan, plan: OutwardReferralPlan) -> Values:
		return self.of(f"{client.key}-E{enrolment.episode}-O{plan.number}")

	def leaving(self, client: ClientPlan, enrolment: EnrolmentPlan) -> Values:
		return self.of(f"{client.key}-E{enrolment.episode}-X")

	def interview(self, client: ClientPlan, enrolment: EnrolmentPlan) -> Values:
		return self.of(f"{client.key}-E{enrolment.episode}-I")

	def extension(self, client: ClientPlan, enrolment: EnrolmentPlan) -> Values:
		return self.of(f"{client.key}-E{enrolment.episode}-N")

	def appointment(self, client: ClientPlan, enrolment: EnrolmentPlan, plan: AppointmentPlan) -> Values:
		return self.of(f"{client.key}-E{enrolment.episode}-T{plan.number}")


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
		**contact_values(plan),
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


def assessment_values(
	plan: AssessmentPlan, *, client: str, css_case: str, enrolment: str, bank: str, register: list[Registered]
) -> Values:
	return {
		"client": client,
		"css_case": css_case,
		"enrolment": enrolment,
		"bank": bank,
		"assessment_date": plan.assessment_date,
		"mode": plan.mode,
		"place": place_of(plan),
		"duration_minutes": minutes_of(plan),
		"case_note": note_of(plan),
		**interpreter_values(plan.interpreter, register),
	}


def charter_values(plan: CharterPlan, client: str, css_case: str) -> Values:
	return {
		"client": client,
		"css_case": css_case,
		"charter_form": f"CHARTER-v1-{plan.language}",
		"acknowledged_on": plan.acknowledged_on,
		"given_by": "Self",
		"rights_explained": 1,
		"voluntary_explained": 1,
		"complaints_explained": 1,
		"graduation_discussed_on": plan.graduation_discussed_on,
	}


def consent_values(plan: ConsentPlan, client: str, css_case: str, register: list[Registered]) -> Values:
	day = plan.given_on
	return {
		"client": client,
		"css_case": css_case,
		"consent_form": f"CONSENT-v1-{plan.language}",
		"given_by": "Guardian" if plan.guardian_authority else "Self",
		"guardian_name": GUARDIAN if plan.guardian_authority else None,
		"guardian_authority": plan.guardian_authority or None,
		"explained_on": day,
		**interpreter_values(plan.interpreter, register),
		"understood": 1,
		"limits_explained": 1,
		"rights_explained": 1,
		"risks_explained": 1,
		"purposes": [
			{"purpose": purpose, "recipient": recipient or None, "information": information or None}
			for purpose, recipient, information in plan.releases
		],
		"valid_from": day,
		"valid_until": plan.valid_until,
		"signature_method": "Signed on Screen",
		"client_signature": signatures()[plan.signature],
		"client_signed_on": day,
		"caseworker_signature": signatures()[-1],
		"caseworker_signed_on": day,
		"copy_given_on": day if plan.has_copy else None,
	}


def withdrawal_values(plan: ConsentPlan) -> Values:
	return {"withdrawn_on": plan.withdrawn_on, "withdrawal_note": "Wishes to go on without the agency."}


@cache
def signatures() -> list[str]:
	"""Scribbles, which are nobody's; the last one stands for every worker."""
	return json.loads((Path(__file__).parent / "data" / "signatures.json").read_text())
