"""CSS Disclosure: grounds, approvals, the emergency override (R-124, R-125, D-16, D-24)."""

import frappe
import frappe.client
from frappe.utils import add_days

from css_case_mgmt.css_case_mgmt.doctype.css_disclosure.css_disclosure import (
	ApprovalRefused,
	DisclosureLocked,
	DisclosureRefused,
)
from css_case_mgmt.tests.consent.records import approved_override, make_disclosure
from css_case_mgmt.tests.consent.test_consent import ConsentTestCase
from css_case_mgmt.tests.factories import acting_as, make_consent, today

DISCLOSURE = "CSS Disclosure"
WITH_CONSENT = "Consent of the client after full disclosure"


class TestGrounds(ConsentTestCase):
	def test_the_four_grounds(self):
		"""R-124: consent, law or court order, death or serious harm, a child abused or neglected."""
		grounds = frappe.get_all("CSS Disclosure Ground", fields=["name", "without_consent", "for_override"])
		self.assertEqual(len(grounds), 4)
		self.assertEqual(sum(ground.without_consent for ground in grounds), 3)

	def test_consent_covers_the_recipient(self):
		"""R-120, R-124: the ground of consent names a consent that was valid and names the recipient."""
		consent = make_consent(
			*self.of_client, purposes=[{"purpose": "Health", "recipient": "Riverside Clinic"}]
		)
		values = {"ground": WITH_CONSENT, "recipient": "Riverside Clinic"}
		self.assertRaises(DisclosureRefused, make_disclosure, *self.of_client, **values)
		for wrong in ({"recipient": "Other Clinic"}, {"disclosed_on": add_days(today(), -1)}):
			with self.subTest(wrong), self.assertRaises(DisclosureRefused):
				make_disclosure(*self.of_client, **{**values, "consent": consent.name, **wrong})
		disclosure = make_disclosure(*self.of_client, **values, consent=consent.name)
		self.assertFalse(disclosure.needs_approval())

	def test_override_needs_a_ground_for_it(self):
		"""D-16: an emergency, not the lack of time."""
		with self.assertRaises(DisclosureRefused):
			make_disclosure(
				*self.of_client, ground=WITH_CONSENT, is_override=1, override_for="Needs Assessment"
			)
		self.assertRaises(DisclosureRefused, make_disclosure, *self.of_client, is_override=1)


class TestApproval(ConsentTestCase):
	def setUp(self):
		super().setUp()
		self.override = approved_override(*self.of_client, self.worker, None)

	def approve(self, user):
		with acting_as(user):
			frappe.get_doc(DISCLOSURE, self.override.name).approve()

	def test_managers_are_asked(self):
		"""R-125, D-22: by a ToDo that names the file number and nobody; closed with the approval."""
		todo = {"reference_name": self.override.name, "allocated_to": self.manager}
		text = frappe.db.get_value("ToDo", {**todo, "status": "Open"}, "description")
		self.assertIn(self.client.file_number, text)
		self.assertNotIn(self.client.given_names, text)
		self.approve(self.manager)
		self.assertFalse(frappe.db.exists("ToDo", {**todo, "status": "Open"}))

	def test_by_another_manager_of_the_site(self):
		"""D-24: not by whoever asks, not by a worker, not by a manager elsewhere."""
		for user in (self.worker, "second@test.example", "manager.west@test.example"):
			with self.subTest(user), self.assertRaises(frappe.PermissionError):
				self.approve(user)
		own = approved_override(*self.of_client, self.manager, None)
		with acting_as(self.manager):
			self.assertRaises(ApprovalRefused, own.approve)
			own.update({"requested_by": self.worker, "owner": self.worker})
			self.assertRaises(ApprovalRefused, own.approve)
		self.approve(self.manager)
		self.assertEqual(
			frappe.db.get_value(DISCLOSURE, self.override.name, ["approved_by", "override_until"]),
			(self.manager, add_days(today(), 6)),
		)

	def test_never_typed(self):
		"""D-24: who approves, when and until when is written by nobody, in no new record and no change."""
		typed = {
			"approved_by": self.manager,
			"approved_on": "2026-01-01 10:00:00",
			"override_until": add_days(today(), 300),
			"requested_by": self.manager,
		}
		made = approved_override(*self.of_client, self.worker, None, **typed)
		for field, value in typed.items():
			frappe.client.set_value(DISCLOSURE, self.override.name, field, value)
		for name in (made.name, self.override.name):
			stored = frappe.get_doc(DISCLOSURE, name)
			self.assertEqual((stored.approved_by, stored.override_until), (None, None))
			self.assertEqual(stored.requested_by, self.worker)

	def test_approval_changes_nothing_else(self):
		"""D-24: what the request for approval carries along does not count."""
		with acting_as(self.manager):
			forged = frappe.get_doc(DISCLOSURE, self.override.name)
			forged.reason = "Another reason"
			forged.approve()
		self.assertEqual(frappe.db.get_value(DISCLOSURE, self.override.name, "reason"), "Danger to life")

	def test_locked_afterwards(self):
		"""D-24: an approved disclosure stays as it is, for everybody."""
		self.approve(self.manager)
		for user in (self.worker, self.manager):
			with acting_as(user), self.assertRaises(DisclosureLocked):
				frappe.client.set_value(DISCLOSURE, self.override.name, "reason", "Other")

	def test_every_disclosure_without_consent(self):
		"""R-125: also one that is no override is approved by another."""
		disclosure = make_disclosure(*self.of_client)
		with acting_as(self.manager):
			disclosure.approve()
		self.assertEqual((disclosure.approved_by, disclosure.override_until), (self.manager, None))
