"""Plans and goals, and what is refused, against counting_services.md 1."""

from collections import Counter
from contextlib import nullcontext

import frappe

from css_case_mgmt.consent_gate import ConsentMissing
from css_case_mgmt.css_case_mgmt.doctype.css_goal.css_goal import HorizonRefused
from css_case_mgmt.css_case_mgmt.doctype.css_settlement_plan.rows import StrengthsTooFew
from css_case_mgmt.tests.factories import acting_as
from css_case_mgmt.tests.hand_counted.base import HandCountedTestCase
from css_case_mgmt.tests.hand_counted.reading import AS_OF, PURPOSE, SITES, USERS, read
from css_case_mgmt.tests.outgoing_referral.records import make_outgoing
from css_case_mgmt.tests.plan.records import agree, make_goal, make_plan, needs, strengths

WORKER = "N1"


class Plans(HandCountedTestCase):
	def compare_statuses(self, key: str, doctype: str) -> None:
		for each in self.expected_services[key]["entries"]:
			user, _filters = self.asked_of(each["filters"])
			with acting_as(USERS[user]):
				found = Counter(frappe.get_list(doctype, pluck="status", limit=0))
			self.assert_same(each["rows"], list(found.items()))

	def test_plans_by_status(self):
		"""R-205, R-214, R-217."""
		self.compare_statuses("plans_by_status", "CSS Settlement Plan")

	def test_goals_by_status(self):
		"""R-208."""
		self.compare_statuses("goals_by_status", "CSS Goal")

	def attempts(self, rule: str, what: str) -> list[dict]:
		found = [
			each
			for each in read("services.json")["attempts"]
			if each["rule"] == rule and what in each["what"]
		]
		self.assertTrue(found)
		return found

	def test_a_day_more_than_a_year(self):
		"""T-11: it was possible for exactly a year (G01, G19)."""
		for each in self.attempts("T-11", "goal"):
			plan = frappe.get_doc("CSS Settlement Plan", self.made.plans[each["plan"]])
			with acting_as(USERS[WORKER]), self.assertRaises(HorizonRefused):
				make_goal(plan, horizon=each["horizon"], start_date=each["start"], target_date=each["target"])

	def test_as_many_needs_as_strengths(self):
		"""T-10: refused where the site blocks; one strength more and it is agreed."""
		site = frappe.get_doc("CSS Site", SITES["North"])
		site.append("settings", {"setting": "strengths_rule", "value": "Block"})
		site.save()
		for each in self.attempts("T-10", "Block"):
			name = frappe.db.get_value(
				"CSS Settlement Plan", {"client": self.made.clients[each["person"]], "status": "Draft"}
			)
			plan = frappe.get_doc("CSS Settlement Plan", name)
			plan.set("strengths", strengths(each["strengths"]))
			plan.set("needs", needs(each["needs"]))
			with self.subTest(each["strengths"]), acting_as(USERS[WORKER]):
				plan.save()
				with self.assertRaises(StrengthsTooFew) if each["refused"] else nullcontext():
					agree(plan, AS_OF)
				is_agreed = frappe.db.get_value("CSS Settlement Plan", name, "status") == "Agreed"
				self.assertNotEqual(each["refused"], is_agreed)

	def test_nothing_without_consent(self):
		"""D-16: neither a referral to a provider nor a plan."""
		for each in self.attempts("D-16", "referral"):
			with acting_as(USERS["NM"]):
				referral = make_outgoing(
					self.made.cases[each["person"][:3]],
					self.made.clients[each["person"]],
					frappe._dict(name=self.made.providers[each["provider"]]),
					service="Primary Health Care",
					purpose=PURPOSE,
				)
				with self.assertRaises(ConsentMissing):
					referral.take_step("Consented", each["on"])
		for each in self.attempts("D-16", "plan"):
			enrolment = frappe.get_doc("CSS Enrolment", self.made.enrolments[each["person"], 1])
			with acting_as(USERS["NM"]), self.assertRaises(ConsentMissing):
				make_plan(enrolment, each["on"])
