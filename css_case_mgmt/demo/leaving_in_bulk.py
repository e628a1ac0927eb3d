"""What the exits of a family mean for the files of its people, without asking the database for each."""

from collections.abc import Iterator

import frappe

from css_case_mgmt.demo.leaving_plans import EXITED
from css_case_mgmt.demo.plans import FamilyPlan
from css_case_mgmt.demo.records import Values
from css_case_mgmt.demo.work_plans import OutwardReferralPlan
from css_case_mgmt.rules.programme_stage import Standing, stage_of


def final_referral_of(referrals: list[tuple[str, OutwardReferralPlan]]) -> str | None:
	"""The name of the referral with which an enrolment ends.

	Args:
		referrals: of the enrolment, each with its name.
	"""
	return next((name for name, plan in referrals if plan.is_final), None)


def what_reasons_ask_for() -> dict[str, str | None]:
	fields = ["name", "asks_for"]
	return {row.name: row.asks_for for row in frappe.get_all("CSS Exit Reason", fields=fields)}


def stages_of_clients(
	family: FamilyPlan, asked_by_reason: dict[str, str | None]
) -> Iterator[tuple[int, str | None]]:
	"""Where each person stands in the order RAP, CSS, Settlement Services (R-009)."""
	latest = {enrolment.client: enrolment for enrolment in family.enrolments}
	referral = family.referral
	for client in range(len(family.clients)):
		enrolment = latest.get(client)
		is_referred = referral is not None and referral.client == client
		standing = Standing(
			is_enrolled=enrolment is not None and enrolment.status == "Active",
			has_exited=enrolment is not None and enrolment.status == EXITED,
			exit_asks_for=asked_by_reason.get(enrolment.exit_reason) if enrolment else None,
			naars_provider=referral.referral.naars_provider_type if is_referred else None,
		)
		stage = stage_of(standing)
		yield client, stage.value if stage else None


def what_happened(family: FamilyPlan, client: int) -> tuple[Values, str]:
	"""What the worker enters in somebody's file at the exit, and who that is."""
	for enrolment in family.enrolments:
		plan = enrolment.leaving if enrolment.client == client else None
		if plan and (plan.died_on or plan.citizen_since):
			values = {"died_on": plan.died_on, "citizen_since": plan.citizen_since}
			worker = family.cases[enrolment.current_case].worker
			return {fieldname: value for fieldname, value in values.items() if value}, worker
	return {}, ""
