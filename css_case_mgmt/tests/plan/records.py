"""Settlement plans and goals for tests, made the way the desk makes them."""

import frappe
from frappe.utils import add_months

from css_case_mgmt.tests import SiteTestCase
from css_case_mgmt.tests.factories import (
	SIGNATURE,
	make_caseworker,
	make_enrolment,
	make_family,
	make_manager,
	today,
)

SIGNED = {
	"status": "Agreed",
	"signature_method": "Signed on Screen",
	"client_signature": SIGNATURE,
	"caseworker_signature": SIGNATURE,
}


def strengths(number: int, prefix: str = "Strength") -> list[dict]:
	return [{"category": "Time", "strength": f"{prefix} {each}"} for each in range(1, number + 1)]


def needs(number: int) -> list[dict]:
	return [{"challenge": f"Challenge {each}", "need": f"Need {each}"} for each in range(1, number + 1)]


def make_plan(enrolment, plan_date=None, **values):
	"""A draft with three strengths and two needs."""
	return frappe.get_doc(
		doctype="CSS Settlement Plan",
		client=enrolment.client,
		css_case=enrolment.css_case,
		enrolment=enrolment.name,
		plan_date=plan_date or add_months(today(), -1),
		**{"strengths": strengths(3), "needs": needs(2), **values},
	).insert()


def agree(plan, on=None, **values):
	"""Both sign on the screen."""
	plan.reload()
	on = on or today()
	plan.update({**SIGNED, "client_agreed_on": on, "caseworker_agreed_on": on, **values})
	plan.save()
	return plan


def make_agreed_plan(enrolment, plan_date=None, **values):
	return agree(make_plan(enrolment, plan_date, **values))


def make_goal(plan, **values):
	"""An immediate goal to be reached in half a year."""
	values = {
		"goal": "I want to work full-time in a shop",
		"horizon": "Immediate",
		"start_date": today(),
		"target_date": add_months(today(), 6),
		**values,
	}
	return frappe.get_doc(
		doctype="CSS Goal", plan=plan.name, client=plan.client, css_case=plan.css_case, **values
	).insert()


def make_intermediate_goal(plan, **values):
	return make_goal(plan, **{"horizon": "Intermediate", "target_date": add_months(today(), 24), **values})


class PlanTestCase(SiteTestCase):
	@classmethod
	def setUpClass(cls):
		super().setUpClass()
		cls.worker = make_caseworker()
		cls.colleague = make_caseworker("colleague@test.example")
		cls.manager = make_manager()

	def setUp(self):
		super().setUp()
		frappe.set_user(self.worker)
		self.css_case, self.client = make_family()
		self.enrolment = make_enrolment(self.css_case.name, self.client.name)

	def set_rule(self, rule: str) -> None:
		site = frappe.get_doc("CSS Site", self.css_case.site)
		site.append("settings", {"setting": "strengths_rule", "value": rule})
		site.save(ignore_permissions=True)
