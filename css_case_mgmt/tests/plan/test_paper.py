"""The plan on paper (R-213, R-454, D-25)."""

import frappe
from frappe.utils import add_months

from css_case_mgmt.tests.factories import today
from css_case_mgmt.tests.plan.records import PlanTestCase, agree, make_agreed_plan, make_goal, make_plan


def html_of(plan) -> str:
	return frappe.get_print(plan.doctype, plan.name, "Settlement Plan")


class TestPaper(PlanTestCase):
	def test_strengths_first_in_plain_words(self):
		"""R-213, R-454: strengths, needs, goals with why, measure and steps, signatures; the challenge is not printed."""
		plan = make_plan(self.enrolment)
		make_goal(
			plan,
			vision="My children see me go to work",
			success_measure="One application a week",
			actions=[
				{"action": "Ask at the library", "responsible": "Client"},
				{"action": "Dropped step", "responsible": "Client", "status": "Dropped"},
			],
		)
		make_goal(plan, goal="Not any more", status="Set Aside", outcome_on=today(), outcome_note="Changed")
		agree(plan)
		html = html_of(plan)
		places = [
			html.index(text)
			for text in (
				"My settlement plan",
				"Strength 1",
				"Need 1",
				"I want to work full-time in a shop",
				"My children see me go to work",
				"One application a week",
				"Ask at the library",
				"data:image/png",
			)
		]
		self.assertEqual(places, sorted(places))
		for text in ("Challenge 1", "Dropped step", "Not any more", "S1", "N1"):
			self.assertNotIn(text, html)
		self.assertNotIn("we have not agreed", html)

	def test_in_the_clients_language(self):
		"""R-213, D-25: French words around a French copy; an Arabic copy reads from the right, in English words."""
		plan = make_plan(self.enrolment, agreement_language="fra")
		self.assertIn('lang="fr"', html_of(plan))
		plan.agreement_language = "ara"
		plan.save()
		html = html_of(plan)
		self.assertIn('dir="rtl"', html)
		self.assertIn("My settlement plan", html)

	def test_a_draft_says_so(self):
		"""R-214"""
		self.assertIn("we have not agreed", html_of(make_plan(self.enrolment)))

	def test_what_was_typed_comes_out_and_cannot_run(self):
		"""R-213: letters of any script, and signs that look like HTML."""
		plan = make_plan(self.enrolment)
		make_goal(plan, goal="العمل في مخبز 🥖 & 5 < 6", target_date=add_months(today(), 2))
		html = html_of(plan)
		self.assertIn("العمل في مخبز 🥖 &amp; 5 &lt; 6", html)

	def test_a_colleague_cannot_print_it(self):
		"""R-005"""
		plan = make_agreed_plan(self.enrolment)
		for user, may_print in ((self.worker, True), (self.manager, True), (self.colleague, False)):
			with self.subTest(user):
				self.assertEqual(
					bool(frappe.has_permission(plan.doctype, "print", doc=plan.name, user=user)), may_print
				)
