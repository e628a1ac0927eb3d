"""Who sees what on the page of a family (D-19, R-065, R-288, R-501, R-502)."""

import frappe
from frappe.utils import add_days

from css_case_mgmt.api.family_changes import separate
from css_case_mgmt.api.family_page import get_page
from css_case_mgmt.tests.appointments.records import make_appointment
from css_case_mgmt.tests.contacts.records import make_activity
from css_case_mgmt.tests.factories import NORTH, acting_as, complete_assessment, make_enrolment, make_staff
from css_case_mgmt.tests.family_page.records import (
	COLLEAGUE,
	MANAGER,
	SECOND,
	WORKER,
	FamilyPageTestCase,
	make_goal,
	make_plan,
	make_referral,
	put_row,
)

SECRET = "Zqsecret"
MONITOR, INTAKE = "monitor.page@test.example", "intake.page@test.example"


class TestReaders(FamilyPageTestCase):
	def test_refused_without_access(self):
		"""D-19: a colleague of the same site, another site's manager, the analyst; and a case that is not there."""
		for user in (COLLEAGUE, "manager.west@test.example", "analyst@test.example", "Guest"):
			with self.subTest(user), self.assertRaises(frappe.PermissionError):
				self.page(user)
		with self.assertRaises(frappe.PermissionError):
			get_page("none")

	def test_nothing_to_see_after_the_last_day(self):
		"""D-19, R-507."""
		self.grant(COLLEAGUE, "Shared", access_until=self.today)
		self.assertIn("people", self.page(COLLEAGUE))
		frappe.db.set_value(
			"CSS Case Access",
			{"user": COLLEAGUE, "css_case": self.css_case},
			{"access_from": add_days(self.today, -5), "access_until": add_days(self.today, -1)},
		)
		with self.assertRaises(frappe.PermissionError):
			self.page(COLLEAGUE)

	def test_a_conflict_of_interest(self):
		"""R-501: also for the caseworker herself."""
		with acting_as(MANAGER):
			frappe.get_doc(
				doctype="CSS Conflict of Interest",
				user=WORKER,
				client=self.client.name,
				reason="Cousin",
				active=1,
			).insert()
		with self.assertRaises(frappe.PermissionError):
			self.page()

	def test_safety_notes_leave_no_trace(self):
		"""R-065: a monitor reads the page, without notes, and cannot tell that there are any."""
		monitor = make_staff(MONITOR, "CSS Monitor", site=NORTH)
		self.grant(monitor, "Monitor")
		before = self.page(monitor)
		self.make_safety_note(self.client.name, SECRET)
		self.assertIn(SECRET, frappe.as_json(self.page()))
		self.assertEqual(self.page(monitor), before)
		self.assertNotIn("safety", before)

	def test_a_shared_file_has_its_safety_notes(self):
		"""R-065: whoever visits together reads them together."""
		self.make_safety_note(self.client.name)
		self.grant(COLLEAGUE, "Shared")
		self.assertEqual([line["text"] for line in self.page(COLLEAGUE)["safety"]], ["The dog bites."])

	def test_restricted_notes_are_nowhere(self):
		"""R-288: not for anybody, not even as a number."""
		before = self.page()
		put_row(
			"CSS Restricted Note",
			css_case=self.css_case,
			client=self.client.name,
			noted_on=self.today,
			caseworker=WORKER,
			note=SECRET,
		)
		for user in (WORKER, MANAGER):
			self.assertNotIn(SECRET, frappe.as_json(self.page(user)))
		self.assertEqual(self.page(), before)

	def test_sections_of_what_a_role_does_not_read_are_absent(self):
		"""D-19: intake opens the file, and neither assesses nor plans."""
		intake = make_staff(INTAKE, "CSS Intake Worker", site=NORTH)
		frappe.db.delete("CSS Case Access", {"css_case": self.css_case})
		make_plan(self.css_case, self.client.name, SECRET)
		page = self.page(intake)
		self.assertIn("people", page)
		for section in ("needs", "plan", "strengths", "safety"):
			self.assertNotIn(section, page)
		self.assertNotIn(SECRET, frappe.as_json(page))


class TestProtected(FamilyPageTestCase):
	def test_who_left_is_not_on_the_page_any_more(self):
		"""R-502: neither by name nor by anything that was ever written about her alone, and the other way round."""
		spouse = self.make_spouse("Leaver")
		enrolment = make_enrolment(self.css_case, spouse.name)
		complete_assessment(enrolment, answers=2, case_note=SECRET)
		make_activity(self.css_case, spouse.name, on=add_days(self.today, -20), note=SECRET)
		make_activity(self.css_case, self.client.name, on=add_days(self.today, -20), note="Of the head alone")
		make_appointment(self.css_case, spouse.name, on=add_days(self.today, 4))
		make_goal(self.css_case, spouse.name, goal=SECRET)
		make_referral(self.css_case, spouse.name, internal_to=SECRET)
		make_plan(self.css_case, spouse.name, SECRET)
		with acting_as(MANAGER):
			left_to = separate(
				self.css_case,
				{spouse.name: None},
				spouse.name,
				str(add_days(self.today, -10)),
				is_protected=True,
				caseworker=SECOND,
			)
		page = frappe.as_json(self.page())
		self.assertNotIn("Leaver", page)
		self.assertNotIn(SECRET, page)
		self.assertNotIn(left_to, page)
		with acting_as(SECOND):
			elsewhere = frappe.as_json(get_page(left_to))
		self.assertIn("Leaver", elsewhere)
		self.assertNotIn("Amina", elsewhere)
		self.assertNotIn("Of the head alone", elsewhere)

	def test_assessments_of_the_time_before_are_for_those_who_read_that_case(self):
		"""D-20, R-502: the new worker sees no score that she could not open."""
		spouse = self.make_spouse("Leaver")
		enrolment = make_enrolment(self.css_case, spouse.name)
		done = complete_assessment(enrolment, answers=2)
		with acting_as(MANAGER):
			left_to = separate(
				self.css_case,
				{spouse.name: None},
				spouse.name,
				str(add_days(self.today, -10)),
				is_protected=True,
				caseworker=SECOND,
			)
		with acting_as(SECOND):
			self.assertFalse(frappe.has_permission("CSS NAM Assessment", "read", doc=done.name))
			(needs,) = get_page(left_to)["needs"]
			self.assertEqual((needs["assessments"], needs["factors"]), ([], []))
