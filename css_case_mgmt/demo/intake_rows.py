"""Eligibility, referrals and what few may read as rows, as the forms would leave them.

What the controllers derive comes from the functions that they call.
"""

from dataclasses import dataclass

import frappe

from css_case_mgmt.case_document import dated_title, opaque_name
from css_case_mgmt.css_case_mgmt.doctype.css_eligibility_assessment.css_eligibility_assessment import (
	eligibility_title,
	latest_offer,
)
from css_case_mgmt.css_case_mgmt.doctype.css_eligibility_assessment.decision import decision_columns
from css_case_mgmt.demo.bulk_rows import Row, RowMaker
from css_case_mgmt.demo.intake_records import (
	Values,
	acceptance_values,
	eligibility_values,
	profile_values,
	referral_values,
	safety_note_values,
	triage_values,
)
from css_case_mgmt.demo.plans import (
	AcceptedReferralPlan,
	ClientPlan,
	EligibilityPlan,
	ProfilePlan,
	SafetyNotePlan,
)
from css_case_mgmt.demo.version_rows import version_row
from css_case_mgmt.naars_follow_up import planned_for

ELIGIBILITY = "CSS Eligibility Assessment"
CRITERION, SERVICE = "CSS Eligibility Assessment Criterion", "CSS Eligibility Assessment Service"
REFERRAL = "CSS Inbound Referral"
SAFETY_NOTE, PROFILE, GROUP = "CSS Safety Note", "CSS GBA Plus Profile", "CSS GBA Plus Profile Group"


@dataclass(frozen=True)
class Subject:
	"""Whom a record is about, in which case, and who writes it."""

	client: str
	client_number: str
	css_case: str
	worker: str


def columns_of_criteria() -> dict[str, str]:
	"""The column of each criterion."""
	fields = ["name", "criterion_column"]
	return {
		row.name: row.criterion_column for row in frappe.get_all("CSS Eligibility Criterion", fields=fields)
	}


def rows_of_eligibility(
	maker: RowMaker,
	plan: EligibilityPlan,
	subject: Subject,
	source: Values,
	*,
	columns: dict[str, str],
	principal_applicant: str | None,
	ties: Values,
) -> dict[str, list[Row]]:
	"""The rows of an assessment.

	Args:
		maker: makes them.
		plan: what was found.
		subject: whom it is about.
		source: the keys of the record.
		columns: of the criteria.
		principal_applicant: the client on whom the person depends.
		ties: to the enrolment that rests on it, and to the one before.
	"""
	values = eligibility_values(plan, subject.client, subject.css_case, principal_applicant)
	criteria, services = values.pop("criteria"), values.pop("services_offered")
	for row in criteria:
		row["criterion_column"] = columns[row["criterion"]]
	derived = {
		"title": eligibility_title(subject.client_number, plan.assessment_date),
		"assessor": subject.worker,
		# Nobody of the demo is a citizen, so that no client need be asked for.
		**decision_columns(
			frappe._dict(values, client=None, criteria=[frappe._dict(row) for row in criteria])
		),
		"services_offered_on": latest_offer(services),
	}
	row = maker.row(ELIGIBILITY, opaque_name(), values | source | derived | ties, subject.worker)
	return {
		ELIGIBILITY: [row],
		CRITERION: maker.children(CRITERION, ELIGIBILITY, row, "criteria", criteria),
		SERVICE: maker.children(SERVICE, ELIGIBILITY, row, "services_offered", services),
	}


@dataclass(frozen=True)
class Handling:
	"""Who enters, accepts and follows up a referral, and where."""

	site: str
	intake_worker: str
	manager: str
	worker: str


def rows_of_referral(
	maker: RowMaker,
	plan: AcceptedReferralPlan,
	person: ClientPlan,
	subject: Subject,
	handling: Handling,
	number: str,
	source: Values,
) -> dict[str, list[Row]]:
	"""The rows of an accepted referral: triaged by the intake worker, accepted by the manager."""
	values = referral_values(plan.referral, person, handling.site)
	planned = planned_for(values["naars_date"], handling.site)
	values |= {
		"referral_number": number,
		"title": number,
		"naars_follow_up_opens": planned.opens,
		"naars_follow_up_due": planned.due,
	}
	steps = [
		(triage_values(plan, handling.intake_worker), handling.intake_worker),
		(acceptance_values(plan, subject.client, subject.css_case, handling.manager), handling.manager),
	]
	if plan.followed_up_on:
		steps.append(({"naars_followed_up_on": plan.followed_up_on}, handling.worker))
	name = opaque_name()
	stored = maker.template(REFERRAL) | {"status": "Received"}
	versions = []
	for step, user in steps:
		before = {fieldname: stored[fieldname] for fieldname in step}
		versions.append(version_row(maker, REFERRAL, name, before, step, user))
		stored |= step
		values |= step
	row = maker.row(REFERRAL, name, values | source, handling.intake_worker, steps[-1][1])
	return {REFERRAL: [row], "Version": versions}


def rows_of_safety_note(maker: RowMaker, plan: SafetyNotePlan, subject: Subject) -> dict[str, list[Row]]:
	values = safety_note_values(plan, subject.client, subject.css_case)
	values["title"] = dated_title(subject.client_number, plan.noted_on)
	return {SAFETY_NOTE: [maker.row(SAFETY_NOTE, opaque_name(), values, subject.worker)]}


def rows_of_profile(maker: RowMaker, plan: ProfilePlan, subject: Subject) -> dict[str, list[Row]]:
	values = profile_values(plan, subject.client, subject.css_case)
	groups = values.pop("groups")
	values["title"] = dated_title(subject.client_number, plan.declared_on)
	row = maker.row(PROFILE, opaque_name(), values, subject.worker)
	return {PROFILE: [row], GROUP: maker.children(GROUP, PROFILE, row, "groups", groups)}
