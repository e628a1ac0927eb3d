"""Settlement plans on the list (R-152, R-165, R-201, R-212, R-458)."""

import frappe
from frappe.utils import add_days, add_months

from css_case_mgmt.tests.factories import acting_as, complete_assessment
from css_case_mgmt.tests.periodic.records import complete_periodic
from css_case_mgmt.tests.plan.records import agree, make_agreed_plan, make_goal, make_plan
from css_case_mgmt.tests.referral.records import make_intake_worker
from css_case_mgmt.tests.today.records import MANAGER, WORKER, TodayTestCase

KIND = "Settlement Plan"


class TestPlans(TodayTestCase):
	def setUp(self):
		super().setUp()
		self.enrolment = self.make_enrolled(add_months(self.today, -3))
		frappe.set_user(WORKER)

	def said_of_plans(self) -> list[tuple]:
		return [(item["task"], item["name"]) for item in self.items(kind=KIND)]

	def test_to_be_begun_after_the_first_assessment(self):
		"""R-165: not before; it leads to the enrolment, where it is begun; the draft is to be agreed on."""
		self.assertEqual(self.said_of_plans(), [])
		complete_assessment(self.enrolment, answers=2)
		self.assertEqual(self.said_of_plans(), [("Begin Plan", self.enrolment.name)])
		plan = make_plan(self.enrolment, self.today)
		self.assertEqual(self.said_of_plans(), [("Agree on Plan", plan.name)])
		agree(plan)
		self.assertEqual(self.said_of_plans(), [])

	def test_to_be_looked_at_after_each_assessment(self):
		"""R-152, R-212: until a review or a revision says that it was; what was agreed on that day answers to it."""
		complete_assessment(self.enrolment, answers=2)
		plan = make_agreed_plan(
			self.enrolment, add_months(self.today, -2), client_agreed_on=add_months(self.today, -2)
		)
		frappe.db.set_value(plan.doctype, plan.name, "client_agreed_on", add_months(self.today, -2))
		self.assertEqual(self.said_of_plans(), [])
		complete_periodic(self.enrolment, self.today)
		self.assertEqual(self.said_of_plans(), [("Look at Plan", plan.name)])
		plan.reload()
		plan.append("reviews", {"reviewed_on": self.today, "occasion": "Check-in", "what_changes": "Nothing"})
		plan.save()
		self.assertEqual(self.said_of_plans(), [])

	def test_steps_of_the_worker(self):
		"""R-201: overdue, today and soon; not the client's own, nor what is done; one line for a goal."""
		complete_assessment(self.enrolment, answers=2)
		plan = make_agreed_plan(self.enrolment)

		def step(days: int, responsible: str, **values) -> dict:
			due = add_days(self.today, days)
			return {"action": f"In {days} days", "responsible": responsible, "due_date": due, **values}

		late = make_goal(plan, actions=[step(3, "Together"), step(-2, "Caseworker")])
		make_goal(plan, actions=[step(-2, "Client"), step(-2, "Caseworker", status="Done")])
		now = make_goal(plan, actions=[step(0, "Together")])
		make_goal(plan, actions=[step(90, "Caseworker")])
		found = [(item["state"], item["detail"], item["name"]) for item in self.items(kind=KIND)]
		self.assertEqual(found, [("Overdue", "In -2 days", late.name), ("Due Today", "In 0 days", now.name)])
		late.reload()
		late.update({"status": "Achieved", "outcome_on": self.today})
		late.save()
		self.assertEqual(len(self.items(kind=KIND)), 1)

	def test_for_those_who_read_plans(self):
		"""R-458, D-19: the manager of the site sees them, somebody at the intake does not."""
		complete_assessment(self.enrolment, answers=2)
		site = [item["name"] for item in self.items(MANAGER, KIND, scope="site")]
		self.assertIn(self.enrolment.name, site)
		frappe.set_user("Administrator")
		intake = make_intake_worker()
		with acting_as(intake):
			self.assertEqual(self.items(intake, KIND), [])
