"""Referrals that have no case yet: entered at each site with the buttons of the desk (R-080 to R-083)."""

import frappe

from css_case_mgmt.demo.acting import acting_as
from css_case_mgmt.demo.cast import Cast
from css_case_mgmt.demo.intake_records import referral_values
from css_case_mgmt.demo.ledger import enter_in_ledger
from css_case_mgmt.demo.population import Population
from css_case_mgmt.demo.records import Sources
from css_case_mgmt.demo.referrals import IN_TRIAGE, RETURNED, WaitingReferral, waiting_referrals

REFERRAL = "CSS Inbound Referral"
RETURN_REASON = "Outside the Area of This Site"
RETURN_NOTE = "Please refer to a provider nearer to where the person lives."


def enter_waiting_referrals(population: Population, cast: Cast, sources: Sources) -> None:
	"""Enter those that are not here yet."""
	for waiting in waiting_referrals(population, list(cast.workers)):
		source = sources.of(waiting.plan.key)
		if frappe.db.exists(REFERRAL, source):
			continue
		with acting_as(cast.intake[waiting.site]):
			enter_in_ledger([(REFERRAL, enter(waiting, source))])


def enter(waiting: WaitingReferral, source: dict[str, str]) -> str:
	values = referral_values(waiting.plan, waiting.person, waiting.site)
	referral = frappe.get_doc({"doctype": REFERRAL, **values, **source}).insert()
	if waiting.status == IN_TRIAGE:
		referral.start_triage(waiting.plan.urgency, waiting.plan.triage_note)
	if waiting.status == RETURNED:
		referral.return_to_sender(RETURN_REASON, RETURN_NOTE)
	return referral.name
