"""What a family's file says about its intake, read in a fixed number of queries (R-110, R-126).

Whoever calls has checked that the case may be read; everything here is reached through that case.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

import frappe
from frappe.query_builder import Case
from frappe.query_builder.functions import Count, Max, Min

from css_case_mgmt.assessments_in_force import is_in_force
from css_case_mgmt.consent_gate import Standings, standings_of
from css_case_mgmt.eligibility import latest_by_client
from css_case_mgmt.rules.intake import Finding, Step
from css_case_mgmt.settlement_plans import AGREED, OPEN_PLANS

SPEAKS_FRENCH = ("Conversational", "Fluent")
PERSON_FIELDS = (
	"name",
	"file_number",
	"given_names",
	"family_name",
	"family_name_first",
	"date_of_birth",
	"immigration_category",
	"primary_language",
	"email",
	"french_ability",
	"francophone_services_explained_on",
	"health_screening_connected",
	"health_screening_on",
	"birth_date_is_estimated",
)


@dataclass(frozen=True, slots=True)
class Place:
	"""What the file says about a step, and the record in which it is seen or done."""

	finding: Finding
	doctype: str | None = None
	name: str | None = None
	since: date | None = None


@dataclass
class IntakeFile:
	"""The rows of one family, by client."""

	case: frappe._dict
	people: list[frappe._dict]
	referral: frappe._dict | None = None
	eligibility: Mapping[str, frappe._dict] = field(default_factory=dict)
	standings: Mapping[str, Standings] = field(default_factory=dict)

	def family_findings(self) -> dict[Step, Place]:
		return {
			Step.REFERRAL: place_of_referral(self.referral),
			Step.CASEWORKER: Place(Finding(is_done=bool(self.case.caseworker))),
		}

	def findings_of(self, person: frappe._dict) -> dict[Step, Place]:
		standing = self.standings.get(person.name) or Standings()
		return {
			Step.IDENTITY: place_of_identity(person),
			Step.ELIGIBILITY: self.place_of_eligibility(person),
			Step.ENROLMENT: place_of_enrolment(person),
			**places_of_consent(standing),
			Step.HEALTH_SCREENING: Place(
				Finding(is_done=person.health_screening_connected == "Yes"),
				"CSS Client",
				person.name,
				person.health_screening_on,
			),
			Step.FRENCH: Place(
				Finding(
					is_done=bool(person.francophone_services_explained_on),
					is_needed=person.french_ability in SPEAKS_FRENCH,
				),
				"CSS Client",
				person.name,
				person.francophone_services_explained_on,
			),
			Step.ASSESSMENT: place_of_assessment(person),
			Step.PLAN: place_of_plan(person),
		}

	def place_of_eligibility(self, person: frappe._dict) -> Place:
		row = self.eligibility.get(person.name)
		if not row:
			has_left = person.last_exit and not person.enrolment
			return Place(Finding(is_done=False, missing=("coming_back",) if has_left else ()))
		# A decision carries one enrolment; whoever comes back needs another, made since the exit.
		is_used_up = row.enrolment and row.enrolment != person.enrolment
		if not person.enrolment and person.last_exit and row.assessment_date < person.last_exit:
			is_used_up = True
		is_done = row.outcome == "Eligible" and not is_used_up
		missing = () if is_done else ("coming_back" if is_used_up else "ineligible",)
		return Place(
			Finding(is_done, missing=missing), "CSS Eligibility Assessment", row.name, row.assessment_date
		)


def read_file(case: frappe._dict, today: date) -> IntakeFile:
	"""Read the intake of a family.

	Args:
		case: name, site and caseworker of a case that the reader may see.
		today: the day at its site.
	"""
	people = people_of(case.name, today)
	return IntakeFile(
		case=case,
		people=people,
		referral=referral_of(case.name),
		eligibility=latest_by_client([person.name for person in people], case.name),
		standings=standings_of(people, case.site, today),
	)


def people_of(css_case: str, today: date) -> list[frappe._dict]:
	"""The members of today with their open enrolment and its first assessment, in one query."""
	member, client = frappe.qb.DocType("CSS Case Member"), frappe.qb.DocType("CSS Client")
	phone, enrolment = frappe.qb.DocType("CSS Client Phone"), frappe.qb.DocType("CSS Enrolment")
	assessment, plan = frappe.qb.DocType("CSS NAM Assessment"), frappe.qb.DocType("CSS Settlement Plan")
	earlier = frappe.qb.DocType("CSS Enrolment").as_("earlier")
	return (
		frappe.qb.from_(member)
		.join(client)
		.on(client.name == member.client)
		.left_join(phone)
		.on((phone.parent == client.name) & (phone.parenttype == "CSS Client"))
		.left_join(enrolment)
		.on(
			(enrolment.client == client.name)
			& (enrolment.css_case == css_case)
			& (enrolment.status == "Active")
		)
		.left_join(assessment)
		.on(
			(assessment.enrolment == enrolment.name)
			& assessment.sequence.isin(first_sequence(enrolment.name))
			& is_in_force(assessment)
		)
		.left_join(plan)
		.on((plan.enrolment == enrolment.name) & plan.status.isin(OPEN_PLANS))
		.left_join(earlier)
		.on((earlier.client == client.name) & (earlier.status == "Exited"))
		.select(
			*(client[fieldname] for fieldname in PERSON_FIELDS),
			Count(phone.name).as_("numbers"),
			Max(Case().when(phone.safe_to_call.isin(["Yes", "No"]), 1).else_(0)).as_("knows_what_is_safe"),
			enrolment.name.as_("enrolment"),
			enrolment.enrolment_date,
			Max(assessment.name).as_("assessment"),
			Max(assessment.docstatus).as_("is_completed"),
			Max(assessment.assessment_date).as_("assessment_date"),
			Max(plan.name).as_("plan"),
			Max(Case().when(plan.status == AGREED, plan.plan_date)).as_("plan_agreed_on"),
			Max(earlier.exit_date).as_("last_exit"),
		)
		.where(member.css_case == css_case)
		.where(member.member_from <= today)
		.where(member.member_to.isnull() | (member.member_to > today))
		.groupby(client.name, enrolment.name)
		.orderby(Max(member.is_head), order=frappe.qb.desc)
		.orderby(client.date_of_birth)
		.run(as_dict=True)
	)


def first_sequence(enrolment):
	"""The number of the first assessment: a draft that was abandoned, or what was entered in the wrong file, is none."""
	first = frappe.qb.DocType("CSS NAM Assessment").as_("first_assessment")
	return (
		frappe.qb.from_(first)
		.select(Min(first.sequence))
		.where(first.enrolment == enrolment)
		.where(is_in_force(first))
	)


def referral_of(css_case: str) -> frappe._dict | None:
	rows = frappe.get_all(
		"CSS Inbound Referral",
		filters={"css_case": css_case},
		fields=["name", "received_on", "naars_date", "results_received", "settlement_plan_received"],
		order_by="creation desc",
		limit=1,
	)
	return rows[0] if rows else None


def place_of_identity(person: frappe._dict) -> Place:
	missing = [
		fieldname
		for fieldname in ("date_of_birth", "immigration_category", "primary_language")
		if not person[fieldname]
	]
	if not person.numbers and not person.email:
		missing.append("phones")
	elif person.numbers and not person.knows_what_is_safe:
		missing.append("safe_to_call")
	return Place(Finding(is_done=not missing, missing=tuple(missing)), "CSS Client", person.name)


def place_of_referral(referral: frappe._dict | None) -> Place:
	if not referral:
		return Place(Finding(is_done=False, missing=("referral",)))
	missing = [
		fieldname
		for fieldname in ("naars_date", "results_received", "settlement_plan_received")
		if not referral[fieldname]
	]
	return Place(
		Finding(is_done=not missing, missing=tuple(missing)),
		"CSS Inbound Referral",
		referral.name,
		referral.received_on,
	)


def place_of_enrolment(person: frappe._dict) -> Place:
	return Place(
		Finding(is_done=bool(person.enrolment)), "CSS Enrolment", person.enrolment, person.enrolment_date
	)


def places_of_consent(standing: Standings) -> dict[Step, Place]:
	"""Consent, charter, the talk about graduation, and the copies (R-112, R-113, R-117, R-129)."""
	consent, charter = standing.consent, standing.charter
	without_copy = tuple(
		code
		for code, row in (("consent", consent), ("charter", charter))
		if row and row.client_signed_on and not row.copy_given_on
	)
	return {
		Step.CONSENT: Place(
			Finding(is_done=standing.consent_is_valid, missing=standing.consent_missing),
			"CSS Consent",
			consent and consent.name,
			consent and consent.client_signed_on,
		),
		Step.CHARTER: Place(
			Finding(is_done=standing.charter_is_valid),
			"CSS Charter Acknowledgement",
			charter and charter.name,
			charter and charter.acknowledged_on,
		),
		Step.GRADUATION: Place(
			Finding(is_done=bool(charter and charter.graduation_discussed_on)),
			"CSS Charter Acknowledgement",
			charter and charter.name,
			charter and charter.graduation_discussed_on,
		),
		Step.COPIES: Place(
			Finding(is_done=not without_copy, is_needed=bool(consent or charter), missing=without_copy),
			"CSS Charter Acknowledgement" if without_copy == ("charter",) else "CSS Consent",
			(charter if without_copy == ("charter",) else consent or charter or {}).get("name"),
		),
	}


def place_of_assessment(person: frappe._dict) -> Place:
	return Place(
		Finding(
			is_done=bool(person.is_completed),
			missing=("Draft",) if person.assessment and not person.is_completed else (),
		),
		"CSS NAM Assessment",
		person.assessment,
		person.assessment_date,
	)


def place_of_plan(person: frappe._dict) -> Place:
	"""Whoever comes back has a plan that is looked at anew; a first plan follows from the first assessment (R-103)."""
	return Place(
		Finding(
			is_done=bool(person.plan_agreed_on),
			is_needed=bool(person.last_exit),
			missing=("Draft",) if person.plan and not person.plan_agreed_on else (),
		),
		"CSS Settlement Plan",
		person.plan,
		person.plan_agreed_on,
	)
