"""Families with a history for tests."""

import frappe
from frappe.utils import add_days, add_months

from css_case_mgmt.api.family_page import get_page
from css_case_mgmt.tests import SiteTestCase
from css_case_mgmt.tests.appointments.records import make_appointment
from css_case_mgmt.tests.contacts.records import make_activity
from css_case_mgmt.tests.factories import (
	acting_as,
	complete_assessment,
	make_client,
	make_enrolment,
	make_family,
	make_member,
	today,
)

WORKER, SECOND, COLLEAGUE = "caseworker@test.example", "second@test.example", "colleague@test.example"
MANAGER = "manager@test.example"
SPOUSE = "Spouse or Partner"


def put_row(doctype: str, **values) -> str:
	"""A record as it stands in its table, children included; its own rules are tested elsewhere."""
	document = frappe.get_doc(doctype=doctype, **values)
	document.set_new_name()
	document.db_insert()
	for child in document.get_all_children():
		child.parent, child.parenttype = document.name, doctype
		child.set_new_name()
		child.db_insert()
	return document.name


def make_goal(css_case: str, client: str, **values) -> str:
	values = {
		"goal": "Speak with the teacher alone",
		"status": "Open",
		"horizon": "Immediate",
		"target_date": add_days(today(), 20),
		**values,
	}
	return put_row("CSS Goal", css_case=css_case, client=client, **values)


def make_plan(css_case: str, client: str, *strengths: str, **values) -> str:
	values = {
		"status": "Agreed",
		"revision": 1,
		"plan_date": today(),
		"strengths": [{"strength": strength} for strength in strengths],
		**values,
	}
	return put_row("CSS Settlement Plan", css_case=css_case, client=client, **values)


def make_referral(css_case: str, client: str, **values) -> str:
	values = {
		"status": "Sent",
		"internal_to": "Employment team",
		"is_internal": 1,
		"referred_on": add_days(today(), -20),
		"follow_up_due": add_days(today(), -6),
		**values,
	}
	return put_row("CSS Referral", css_case=css_case, client=client, **values)


class FamilyPageTestCase(SiteTestCase):
	def setUp(self) -> None:
		super().setUp()
		frappe.set_user(WORKER)
		self.today = today()
		self.case, self.client = make_family(
			given_names="Amina", family_name="Haidari", primary_language="prs", needs_interpreter=1
		)
		self.css_case = self.case.name
		self.enrolment = make_enrolment(self.css_case, self.client.name)

	def grant(self, user: str, kind: str, **values) -> None:
		"""Access for some days from the manager."""
		values = {
			"access_from": self.today,
			"access_until": add_days(self.today, 5),
			"reason": "A visit together",
			**values,
		}
		with acting_as(MANAGER):
			frappe.get_doc(
				doctype="CSS Case Access", css_case=self.css_case, user=user, kind=kind, **values
			).insert()

	def page(self, user: str = WORKER) -> dict:
		with acting_as(user):
			return get_page(self.css_case)

	def make_spouse(self, given_names: str = "Jawad", **values):
		person = make_client(given_names=given_names, family_name="Haidari", **values)
		make_member(self.css_case, person.name, relationship=SPOUSE, member_from=add_months(self.today, -30))
		return person

	def make_safety_note(self, client: str, behaviour: str = "The dog bites.") -> str:
		return (
			frappe.get_doc(
				doctype="CSS Safety Note",
				client=client,
				css_case=self.css_case,
				noted_on=self.today,
				review_on=add_months(self.today, 3),
				active=1,
				behaviour=behaviour,
				precautions="Come by two.",
			)
			.insert()
			.name
		)

	def add_history(self, client: str, enrolment, contacts: int, assessments: int) -> None:
		"""So many contacts and assessments, and something of every other kind."""
		for number in range(assessments):
			complete_assessment(enrolment, add_months(enrolment.enrolment_date, 4 * number), 2)
		for days in range(contacts):
			make_activity(self.css_case, client, on=add_days(self.today, -days), note=f"{days} days ago")
		for number in range(contacts):
			make_appointment(self.css_case, client, on=add_days(self.today, 3 + number))
			make_referral(self.css_case, client)
			make_goal(self.css_case, client, actions=[{"action": "Call", "status": "Open"}] * 2)
		make_plan(self.css_case, client, *["Speaks three languages"] * contacts)
		self.make_safety_note(client)
