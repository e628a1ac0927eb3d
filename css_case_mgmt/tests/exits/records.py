"""Families that are ready to leave, made the way the desk makes them."""

from dataclasses import dataclass

import frappe
from frappe.model.document import Document
from frappe.utils import add_days, add_months, getdate

from css_case_mgmt.api.exits import begin
from css_case_mgmt.rules.approval import State
from css_case_mgmt.tests import SiteTestCase
from css_case_mgmt.tests.contacts.records import make_activity
from css_case_mgmt.tests.factories import (
	acting_as,
	complete_assessment,
	make_caseworker,
	make_enrolment,
	make_family,
	make_manager,
	make_staff,
	today,
)
from css_case_mgmt.tests.outgoing_referral.records import (
	explain_everything,
	make_consent,
	make_outgoing,
	make_provider,
	release_for,
)
from css_case_mgmt.tests.plan.records import make_agreed_plan

READY, RETURNED, APPROVED, EXITED = (
	State.READY.value,
	State.RETURNED.value,
	State.APPROVED.value,
	State.EXITED.value,
)
SECOND_MANAGER = "second.manager@test.example"
MONTHS = 13


@dataclass
class Leaving:
	"""Somebody who is ready to leave, with what the file holds."""

	case: str
	client: str
	enrolment: Document
	provider: Document
	css_exit: Document


def make_second_manager() -> str:
	return make_staff(SECOND_MANAGER, "CSS Manager")


def make_enrolled(months: int = MONTHS, **client_values):
	"""A family of one, enrolled so many months ago: (case, client, enrolment)."""
	since = add_months(today(), -months)
	css_case, client = make_family(member_from=add_months(since, -1), **client_values)
	return css_case.name, client.name, make_enrolment(css_case.name, client.name, since)


def make_ready(months: int = MONTHS, **values) -> Leaving:
	"""A planned exit with everything that it needs, still a draft, by whoever acts."""
	case, client, enrolment = make_enrolled(months)
	complete_assessment(enrolment, answers=3)
	complete_assessment(enrolment, add_days(today(), -9), answers=1)
	make_agreed_plan(enrolment)
	provider = make_provider("Language Training")
	make_consent(case, client, purposes=[release_for(provider)])
	send_final_referral(case, client, provider)
	css_exit = frappe.get_doc("CSS Exit", begin(enrolment.name))
	css_exit.update(everything(provider))
	css_exit.update(values)
	answer_indicators(css_exit)
	css_exit.save()
	make_interview(css_exit)
	return Leaving(case, client, enrolment, provider, css_exit)


def everything(provider: Document) -> dict:
	"""What a worker writes down for a planned exit."""
	return {
		"exit_date": today(),
		"stability_opinion": "Yes, in all five areas",
		"advance_notice_on": add_months(today(), -1),
		"plan_reviewed_on": add_days(today(), -8),
		"settlement_counsellor": "R. Doyle",
		"counsellor_met_on": add_days(today(), -5),
		"reaccess_explained_on": add_days(today(), -2),
		"handover": "Hand Over",
		"handover_provider": provider.name,
		"handover_summary": "Waits for a knee operation",
	}


def answer_indicators(css_exit: Document, answer: str = "Met", remark: str | None = None) -> None:
	for row in css_exit.readiness:
		row.update({"answer": answer, "remark": remark})


def send_final_referral(case: str, client: str, provider: Document) -> Document:
	referral = make_outgoing(case, client, provider, service="Language Training", is_final=1)
	explain_everything(referral)
	referral.take_step("Consented")
	referral.take_step("Sent")
	return referral


def make_interview(css_exit: Document, **values) -> Document:
	"""The client's own words to every question."""
	questions = frappe.get_all("CSS Exit Interview Question", ["name", "answer_kind"], {"enabled": 1})
	values = {
		"interviewed_on": min(today(), getdate(css_exit.exit_date)),
		"method": "In Person",
		"place": "Client's Home" if frappe.db.exists("CSS Place", "Client's Home") else None,
		"answers": [
			{"question": row.name, "satisfaction": "Satisfied"}
			if row.answer_kind == "Satisfaction"
			else {"question": row.name, "answer": "The evenings at the library"}
			for row in questions
		],
		**values,
	}
	return frappe.get_doc(
		doctype="CSS Exit Interview",
		client=css_exit.client,
		css_case=css_exit.css_case,
		css_exit=css_exit.name,
		**values,
	).insert()


def make_unplanned(reason: str = "Withdrew", months: int = MONTHS, **values) -> Document:
	"""An unplanned exit with its reason, still a draft."""
	_case, _client, enrolment = make_enrolled(months)
	return unplanned_exit(enrolment.name, reason, **values)


def unplanned_exit(enrolment: str, reason: str = "Withdrew", **values) -> Document:
	css_exit = frappe.get_doc("CSS Exit", begin(enrolment))
	css_exit.update(
		{"exit_reason": reason, "planned": 0, "exit_date": today(), "unplanned_reason": "No time", **values}
	)
	return css_exit.save()


def try_to_reach(case: str, client: str, days_ago: int, **values) -> Document:
	"""An attempt that failed."""
	values = {"successful": 0, "attempt_result": "No Answer", **values}
	return make_activity(case, client, on=add_days(today(), -days_ago), **values)


class ExitTestCase(SiteTestCase):
	"""A caseworker, two managers of the site."""

	@classmethod
	def setUpClass(cls) -> None:
		super().setUpClass()
		cls.worker, cls.manager = make_caseworker(), make_manager()
		cls.second_manager = make_second_manager()
		cls.colleague = make_caseworker("colleague@test.example")
		cls.today = today()

	def setUp(self) -> None:
		super().setUp()
		frappe.set_user(self.worker)

	def approve(self, css_exit: Document, by: str | None = None) -> None:
		with acting_as(by or self.manager):
			css_exit.move(APPROVED)
