"""What is typed into the forms of the intake for a plan; both ways of loading begin with it."""

from dataclasses import fields
from typing import Any

from css_case_mgmt.demo.interpreting import Registered
from css_case_mgmt.demo.plans import (
	AcceptedReferralPlan,
	AddressPlan,
	ClientPlan,
	ConnectionPlan,
	EligibilityPlan,
	PhonePlan,
	ProfilePlan,
	ReferralPlan,
	SafetyNotePlan,
)
from css_case_mgmt.rules.identifiers import tidy_name

OTHER_SPELLING = "Other spelling"

Values = dict[str, Any]


def typed(plan: Any, names: tuple[str, ...]) -> Values:
	"""The columns of a plan; what is empty stays out of the form."""
	return {name: getattr(plan, name) or None for name in names}


def names_of(plan: type) -> tuple[str, ...]:
	return tuple(field.name for field in fields(plan))


PHONE, ADDRESS, CONNECTION = names_of(PhonePlan), names_of(AddressPlan), names_of(ConnectionPlan)


def contact_values(plan: ClientPlan) -> Values:
	"""Telephones, addresses, e-mail, other spellings, and what the person was connected with."""
	return {
		"email": plan.contact.email or None,
		"safe_to_email": plan.contact.safe_to_email or None,
		**typed(plan.connections, CONNECTION),
		"phones": [typed(phone, PHONE) for phone in plan.contact.phones],
		"addresses": [typed(address, ADDRESS) for address in plan.contact.addresses],
		"other_names": [
			{"written_name": tidy_name(written), "kind": OTHER_SPELLING} for written in plan.other_spellings
		],
	}


def interpreter_values(place: int | None, register: list[Registered]) -> Values:
	if place is None:
		return {}
	return {"interpreter": register[place].name, "by_telephone": int(register[place].by_telephone)}


def eligibility_values(
	plan: EligibilityPlan, client: str, css_case: str, principal_applicant: str | None
) -> Values:
	other = plan.other_factor
	return {
		"client": client,
		"css_case": css_case,
		"principal_applicant": principal_applicant,
		**typed(
			plan,
			(
				"assessment_date",
				"mode",
				"remote_reason",
				"legal_status",
				"status_evidence",
				"needs_level",
				"plan_updated_on",
			),
		),
		"criteria": [{"criterion": code} for code in plan.criteria],
		"other_factor": other.text if other else None,
		"other_factor_column": other.column if other else None,
		"other_factor_reason": other.reason if other else None,
		"services_offered": [
			{"service": service, "provider": provider, "offered_on": on, "answer": answer}
			for service, provider, on, answer in plan.services_offered
		],
	}


def referral_values(plan: ReferralPlan, person: ClientPlan, site: str) -> Values:
	phone = person.contact.phones[0] if person.contact.phones else None
	return {
		"site": site,
		**typed(
			plan,
			(
				"received_on",
				"source_organization",
				"source_contact",
				"channel",
				"reason",
				"household_size",
				"naars_date",
				"naars_provider_type",
				"naars_provider",
				"assets",
			),
		),
		"results_received": int(bool(plan.naars_date)),
		"settlement_plan_received": int(bool(plan.naars_date)),
		"rap_exit_results_received": int(plan.has_rap_exit_results),
		**typed(
			person,
			("given_names", "family_name", "date_of_birth", "primary_language", "immigration_category"),
		),
		"birth_date_is_estimated": int(person.birth_date_is_estimated),
		"needs_interpreter": int(person.needs_interpreter),
		"phone": phone.phone if phone else None,
		"safe_to_call": phone.safe_to_call if phone else None,
	}


def triage_values(plan: AcceptedReferralPlan, user: str) -> Values:
	return {
		"status": "In Triage",
		"urgency": plan.referral.urgency,
		"triage_note": plan.referral.triage_note,
		"triaged_by": user,
		"triaged_on": plan.triaged_on,
	}


def acceptance_values(plan: AcceptedReferralPlan, client: str, css_case: str, user: str) -> Values:
	return {
		"css_case": css_case,
		"client": client,
		"status": "Accepted",
		"decided_by": user,
		"decided_on": plan.decided_on,
	}


def safety_note_values(plan: SafetyNotePlan, client: str, css_case: str) -> Values:
	typed_in = typed(plan, ("noted_on", "review_on", "behaviour", "precautions"))
	return {"client": client, "css_case": css_case, "active": 1, **typed_in}


def profile_values(plan: ProfilePlan, client: str, css_case: str) -> Values:
	return {
		"client": client,
		"css_case": css_case,
		"declared_on": plan.declared_on,
		"declined": int(not plan.groups),
		"groups": [{"group_name": group} for group in plan.groups],
	}
