"""Writing a contact down in one step, and what the panel of the family shows (R-222 to R-226, D-09)."""

import json

import frappe
from frappe.utils import add_days, add_months

from css_case_mgmt.api.activity import get_contacts, log_contact
from css_case_mgmt.api.appointment import get_upcoming
from css_case_mgmt.css_case_mgmt.doctype.css_activity.css_activity import ActivityRefused
from css_case_mgmt.tests import SiteTestCase
from css_case_mgmt.tests.contacts.records import make_activity
from css_case_mgmt.tests.factories import (
	acting_as,
	make_case,
	make_client,
	make_enrolment,
	make_family,
	make_member,
	today,
)

WORKER = "caseworker@test.example"


class TestLogging(SiteTestCase):
	def setUp(self) -> None:
		super().setUp()
		frappe.set_user(WORKER)
		self.case, self.mother = make_family()
		self.child = make_client(date_of_birth=add_months(today(), -12 * 8))
		make_member(self.case.name, self.child.name, member_from=add_months(today(), -12))
		self.enrolment = make_enrolment(
			self.case.name, self.mother.name, add_days(today(), -100), consent=False
		)

	def members(self) -> list[dict]:
		return get_contacts(self.case.name)["members"]

	def test_one_save_is_a_final_contact(self) -> None:
		"""R-222, R-234: today, by whoever writes it down; a child under the head of family (D-09)."""
		name = log_contact(
			self.case.name, json.dumps([self.mother.name, self.child.name]), "Check-in", "Phone"
		)
		activity = frappe.get_doc("CSS Activity", name)
		self.assertEqual(
			(activity.docstatus, activity.activity_date, activity.caseworker), (1, today(), WORKER)
		)
		self.assertEqual([row.documented_under for row in activity.participants], [None, self.mother.name])

	def test_nothing_stays_of_what_is_refused(self) -> None:
		"""R-508: the note is missing; the dialog keeps what was typed, the file keeps nothing."""
		with self.assertRaises(ActivityRefused):
			log_contact(self.case.name, [self.mother.name], "Home Visit", "In Person")
		self.assertFalse(frappe.db.exists("CSS Activity", {"css_case": self.case.name}))
		for wrong in ("[]", "{}", [1], "not a name"):
			with self.assertRaises(frappe.ValidationError):
				log_contact(self.case.name, wrong, "Check-in", "Phone")
		for values in ({"activity_type": "Nothing"}, {"method": "Pigeon"}, {"activity_date": "some day"}):
			with self.assertRaises(frappe.ValidationError):
				log_contact(
					**{
						"css_case": self.case.name,
						"participants": [self.mother.name],
						"activity_type": "Check-in",
						"method": "Phone",
						**values,
					}
				)

	def test_a_case_without_anybody_yet(self) -> None:
		"""R-040: a case is opened before its first member is added."""
		empty = make_case()
		self.assertEqual(get_contacts(empty.name)["members"], [])
		self.assertEqual(get_upcoming(empty.name)["appointments"], [])

	def test_who_may(self) -> None:
		"""D-19, R-504."""
		for user in ("second@test.example", "manager.west@test.example", "analyst@test.example"):
			with acting_as(user):
				with self.assertRaises(frappe.PermissionError):
					log_contact(self.case.name, [self.mother.name], "Check-in", "Phone")
				with self.assertRaises(frappe.PermissionError):
					get_contacts(self.case.name)

	def test_the_panel_shows_the_last_contact_and_the_running_week(self) -> None:
		"""R-224, R-226: everybody's last contact, the target of those who are enrolled."""
		mother, child = self.members()
		self.assertEqual((mother["last_contact"], mother["days"], mother["contacts"]), (None, 100, 0))
		self.assertTrue(mother["is_without_contact"])
		self.assertIn("2 to 5", mother["target"])
		self.assertEqual((child["has_own_records"], child.get("target")), (False, None))
		log_contact(self.case.name, [self.mother.name, self.child.name], "Check-in", "Phone")
		log_contact(
			self.case.name,
			[self.mother.name],
			"Check-in",
			"Phone",
			successful=0,
			attempt_result="No Answer",
		)
		mother, child = self.members()
		self.assertEqual((mother["last_contact"], mother["contacts"]), (today(), 1))
		self.assertFalse(mother["is_without_contact"])
		self.assertEqual(child["last_contact"], today())

	def test_the_same_few_queries_for_a_large_family(self) -> None:
		"""R-458."""
		get_contacts(self.case.name)
		few = self.count_queries(get_contacts, self.case.name)
		for _number in range(4):
			sibling = make_client()
			make_member(
				self.case.name, sibling.name, relationship="Sibling", member_from=add_months(today(), -6)
			)
			make_enrolment(self.case.name, sibling.name, add_days(today(), -50), consent=False)
			make_activity(self.case.name, sibling.name)
		self.assertEqual(self.count_queries(get_contacts, self.case.name), few)
