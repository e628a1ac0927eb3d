"""First steps, good practice and the glossary (R-010, R-011, R-456)."""

import json

import frappe

from css_case_mgmt.api.first_steps import get_first_steps
from css_case_mgmt.api.form_help import get_glossary, get_help
from css_case_mgmt.setup.seeding import read_seeds
from css_case_mgmt.tests import SiteTestCase
from css_case_mgmt.tests.factories import (
	acting_as,
	complete_assessment,
	make_case,
	make_enrolment,
	make_family,
	make_staff,
	make_user,
)
from css_case_mgmt.tests.referral.records import make_intake_worker

FRESH = "fresh.worker@test.example"


def steps_of(user: str) -> dict[str, dict[str, bool]]:
	with acting_as(user):
		return {
			group["group"]: {step["code"]: step["is_done"] for step in group["steps"]}
			for group in get_first_steps()
		}


class TestFirstSteps(SiteTestCase):
	def test_a_fresh_worker_has_all_before_her(self):
		"""R-456: whatever others have done."""
		with acting_as("caseworker@test.example"):
			make_case()
		steps = steps_of(make_staff(FRESH, "CSS Caseworker"))
		self.assertEqual(list(steps), ["work"])
		self.assertEqual(next(iter(steps["work"])), "case")
		self.assertFalse(any(steps["work"].values()))

	def test_done_by_what_is_there(self):
		"""R-456: case, enrolment, consent, assessment; a draft is not done."""
		worker = make_staff(FRESH, "CSS Caseworker")
		with acting_as(worker):
			case, client = make_family()
			self.assertEqual([code for code, done in steps_of(worker)["work"].items() if done], ["case"])
			enrolment = make_enrolment(case.name, client.name)
			done = {code for code, is_done in steps_of(worker)["work"].items() if is_done}
			self.assertLessEqual({"case", "enrolment", "consent"}, done)
			self.assertNotIn("nam", done)
			complete_assessment(enrolment, answers=2)
		self.assertTrue(steps_of(worker)["work"]["nam"])
		self.assertFalse(steps_of(worker)["work"]["plan"])

	def test_each_role_has_its_own(self):
		"""R-456, R-507: set-up for those who set up; nothing for monitors, and for who works nowhere."""
		self.assertEqual(list(steps_of("manager@test.example")), ["site"])
		self.assertEqual(list(steps_of(make_intake_worker())), ["intake"])
		coordinator = make_user("coordinator.steps@test.example", "CSS National Coordinator")
		self.assertIn("sites", steps_of(coordinator)["network"])
		self.assertNotIn("email", steps_of(coordinator)["network"])
		admin = make_user("admin.steps@test.example", "System Manager")
		self.assertIn("email", steps_of(admin)["network"])
		self.assertEqual(steps_of(make_user("monitor.steps@test.example", "CSS Monitor")), {})
		self.assertEqual(steps_of(make_user("nowhere.steps@test.example", "CSS Caseworker")), {})

	def test_samples_are_not_the_agencys_own(self):
		"""R-456, D-05, D-25: what comes with the app does not finish the set-up."""
		steps = steps_of(make_user("coordinator.steps@test.example", "CSS National Coordinator"))["network"]
		self.assertEqual((steps["consent_form"], steps["bank"]), (False, False))


class TestHelp(SiteTestCase):
	def test_good_practice_of_each_form(self):
		"""R-456: every list that a form shows has something to do and something to avoid."""
		options = frappe.get_meta("CSS Checklist Item").get_field("checklist").options.split("\n")
		for checklist in options[2:]:
			with self.subTest(checklist), acting_as("caseworker@test.example"):
				found = get_help(checklist)
				self.assertTrue(found["do"] and found["avoid"])

	def test_an_admin_changes_it(self):
		"""R-456: their words, their order; what is not enabled is not shown."""
		first = get_help("Case Notes")["do"][0]
		name = frappe.db.get_value("CSS Checklist Item", {"item": first})
		frappe.db.set_value("CSS Checklist Item", name, "item", "Our own advice")
		self.assertEqual(get_help("Case Notes")["do"][0], "Our own advice")
		frappe.db.set_value("CSS Checklist Item", name, "enabled", 0)
		self.assertNotIn("Our own advice", get_help("Case Notes")["do"])
		self.assertEqual(get_help("No Such List"), {"do": [], "avoid": [], "terms": []})

	def test_glossary(self):
		"""R-010, R-011: 24 words and 16 acronyms, open to every role and to no guest."""
		for role in ("CSS Caseworker", "CSS Monitor", "CSS National Analyst", "System Manager"):
			with self.subTest(role), acting_as(make_user(f"{frappe.scrub(role)}@glossary.example", role)):
				kinds = [row["kind"] for row in get_glossary()]
				self.assertEqual((kinds.count("Term"), kinds.count("Acronym")), (24, 16))
		with acting_as("Guest"), self.assertRaises(frappe.PermissionError):
			get_glossary()

	def test_words_stand_with_their_forms(self):
		"""R-010: a word is shown where it is needed, once."""
		lists = frappe.get_meta("CSS Checklist Item").get_field("checklist").options.split("\n")
		for values in read_seeds("glossary_terms.json"):
			self.assertIn(values.get("shown_with"), (None, *lists))
		self.assertIn("Objectivity", json.dumps(get_help("Case Notes")["terms"]))
