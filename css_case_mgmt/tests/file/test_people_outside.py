"""Who is not in a person's file: other clients, unless they are related (R-066)."""

import frappe

from css_case_mgmt.api.client_file import get_person
from css_case_mgmt.api.family_changes import relate
from css_case_mgmt.case_document import OtherCase
from css_case_mgmt.css_case_mgmt.doctype.css_activity.participants import ParticipantRefused
from css_case_mgmt.tests import SiteTestCase
from css_case_mgmt.tests.contacts.records import make_activity
from css_case_mgmt.tests.factories import (
	acting_as,
	give_access,
	make_caseworker,
	make_enrolment,
	make_family,
	make_manager,
)
from css_case_mgmt.tests.identity.records import make_safety_note

WORKER = "caseworker@test.example"


class TestPeopleOutside(SiteTestCase):
	@classmethod
	def setUpClass(cls):
		super().setUpClass()
		make_caseworker()
		cls.manager = make_manager()

	def setUp(self):
		super().setUp()
		frappe.set_user(WORKER)
		self.css_case, self.client = make_family(given_names="Amina")
		self.other_case, self.other = make_family(given_names="Shirin")

	def test_nobody_of_another_family_takes_part(self):
		"""R-066: a contact names members of the family alone, whoever else of the worker's clients was there."""
		with self.assertRaises(ParticipantRefused):
			make_activity(self.css_case.name, self.client.name, self.other.name)
		make_activity(self.css_case.name, self.client.name)

	def test_nothing_about_another_client_is_kept_in_the_file(self):
		"""R-066: a record names the case that the person belongs to."""
		with self.assertRaises(OtherCase):
			make_safety_note(self.css_case.name, self.other.name)
		with self.assertRaises(frappe.ValidationError):
			make_enrolment(self.css_case.name, self.other.name, consent=False)
		make_safety_note(self.css_case.name, self.client.name)

	def test_a_relative_is_named_to_whoever_may_read_both(self):
		"""R-066: relatives are the exception, in both files; for whoever reads one of them alone the name stays out."""
		relate(self.css_case.name, self.client.name, self.other.name, "Sibling", "Sibling")
		self.assertEqual(self.named(self.client), ["Shirin"])
		self.assertEqual(self.named(self.other), ["Amina"])
		with acting_as(self.manager):
			give_access(self.other_case.name, "second@test.example", "Assigned")
		self.assertEqual(self.named(self.client), [])

	def named(self, client) -> list[str]:
		return [tie["full_name"] for tie in get_person(client.name)["ties"]]

	def test_who_is_not_related_is_in_no_file(self):
		"""R-066: of two families with the same worker neither file names the other."""
		for client in (self.client, self.other):
			self.assertEqual(self.named(client), [])
