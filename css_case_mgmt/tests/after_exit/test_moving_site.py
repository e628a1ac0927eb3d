"""Moving to another site: an exit here, and with a consent a referral there (D-20, R-368)."""

import frappe
from frappe.utils import add_days

from css_case_mgmt.permissions.conditions import is_reachable
from css_case_mgmt.tests.after_exit.records import AfterExitTestCase
from css_case_mgmt.tests.factories import (
	NORTH,
	WEST,
	acting_as,
	end_enrolment,
	make_consent,
	make_manager,
	make_staff,
)

CONCERNS = "Needs a family doctor and a school place."


class TestMovingToASite(AfterExitTestCase):
	@classmethod
	def setUpClass(cls):
		super().setUpClass()
		cls.manager_there = make_manager("manager.west@test.example", site=WEST)
		cls.intake_there = make_staff("intake.west@test.example", "CSS Intake Worker", site=WEST)

	def agree(self, css_case: str, client: str) -> str:
		with acting_as(self.worker):
			consent = make_consent(
				css_case,
				client,
				purposes=[{"purpose": "Move", "recipient": WEST, "information": "Hand-over"}],
			)
		return consent.name

	def move(self, enrolment, **values) -> object:
		values = {"moves_to_site": WEST, "handover": "Hand Over", "handover_summary": CONCERNS, **values}
		return frappe.get_doc("CSS Exit", end_enrolment(enrolment.name, exit_reason="Moved", **values))

	def referrals(self) -> list:
		return frappe.get_all(
			"CSS Inbound Referral", filters={"site": WEST, "source_organization": NORTH}, pluck="name"
		)

	def test_with_a_consent(self):
		"""D-20, R-124, R-368: the site gets what was agreed to, and the file says what left it, to whom, on which
		ground."""
		css_case, client, enrolment = self.make_enrolled(
			family_name="Haddad",
			primary_language="ara",
			needs_interpreter=1,
			phones=[
				{"phone": "416 555 0101", "safe_to_call": "No"},
				{"phone": "416 555 0102", "safe_to_call": "Yes"},
			],
		)
		consent = self.agree(css_case, client)
		css_exit = self.move(enrolment)
		(name,) = self.referrals()
		referral = frappe.get_doc("CSS Inbound Referral", name)
		self.assertEqual(
			(referral.family_name, referral.primary_language, referral.needs_interpreter),
			("Haddad", "ara", 1),
		)
		self.assertTrue(referral.phone.endswith("0102"))
		self.assertEqual((referral.household_size, referral.reason), (1, CONCERNS))
		disclosure = frappe.get_doc("CSS Disclosure", {"client": client, "recipient": WEST})
		self.assertEqual((disclosure.consent, disclosure.css_case), (consent, css_case))
		self.assertIn("received a referral", css_exit.site_handover)

	def test_a_household_that_must_not_be_found(self):
		"""R-502: the new site is told before it asks anybody, and not why; the file says that it was told."""
		css_case, client, enrolment = self.make_enrolled()
		frappe.db.set_value("CSS Case", css_case, "is_protected", 1)
		self.agree(css_case, client)
		self.move(enrolment)
		reason = frappe.db.get_value("CSS Inbound Referral", self.referrals()[0], "reason")
		self.assertTrue(reason.startswith("Safety: this household must not be found"))
		self.assertTrue(reason.endswith(CONCERNS))
		told = frappe.db.get_value("CSS Disclosure", {"client": client, "recipient": WEST}, "information")
		self.assertIn("must not be found", told)

	def test_neither_site_sees_the_file_of_the_other(self):
		"""D-20: what joins them says nothing."""
		css_case, client, enrolment = self.make_enrolled()
		self.agree(css_case, client)
		self.move(enrolment)
		(name,) = self.referrals()
		for user in (self.manager_there, self.intake_there):
			self.assertFalse(is_reachable("CSS Case", css_case, user))
			self.assertFalse(is_reachable("CSS Client", client, user))
		self.assertTrue(is_reachable("CSS Inbound Referral", name, self.intake_there))
		for user in (self.worker, self.manager):
			self.assertFalse(is_reachable("CSS Inbound Referral", name, user))
		referral = frappe.get_doc("CSS Inbound Referral", name)
		known = {css_case, client, enrolment.name, frappe.db.get_value("CSS Case", css_case, "file_number")}
		self.assertFalse(known & {str(value) for value in referral.as_dict().values()})

	def test_the_managers_there_are_asked(self):
		"""D-20: without a name."""
		css_case, client, enrolment = self.make_enrolled(family_name="Haddad")
		self.agree(css_case, client)
		self.move(enrolment)
		task = frappe.get_doc(
			"ToDo", {"allocated_to": self.manager_there, "reference_name": self.referrals()[0]}
		)
		self.assertNotIn("Haddad", task.description)

	def test_a_triage_like_any_other(self):
		"""D-20, R-081: the referral is accepted there, and opens a file of its own."""
		css_case, client, enrolment = self.make_enrolled()
		self.agree(css_case, client)
		self.move(enrolment)
		referral = frappe.get_doc("CSS Inbound Referral", self.referrals()[0])
		with acting_as(self.intake_there):
			referral.update({"naars_date": add_days(self.today, -100), "naars_provider_type": "RAP"})
			referral.save()
			referral.start_triage("Soon")
			opened = referral.accept()
		self.assertNotIn(opened["client"], (client,))
		self.assertEqual(frappe.db.get_value("CSS Case", opened["css_case"], "site"), WEST)
		self.assertEqual(frappe.db.get_value("CSS Client", opened["client"], "programme_stage"), "RAP")

	def test_a_household_is_one_referral(self):
		"""D-20: one family comes to one intake; each adult has agreed to her own part."""
		css_case, enrolments = self.make_couple()
		for enrolment in enrolments:
			self.agree(css_case, enrolment.client)
			self.move(enrolment)
		(name,) = self.referrals()
		referral = frappe.get_doc("CSS Inbound Referral", name)
		self.assertEqual(referral.household_size, 2)
		self.assertIn("Another member of the household", referral.reason)
		self.assertEqual(frappe.db.count("CSS Disclosure", {"css_case": css_case, "recipient": WEST}), 2)

	def test_who_stays_is_not_counted(self):
		"""D-20: the husband stays in the programme here."""
		css_case, (first, _second) = self.make_couple()
		self.agree(css_case, first.client)
		self.move(first)
		self.assertEqual(
			frappe.db.get_value("CSS Inbound Referral", self.referrals()[0], "household_size"), 1
		)

	def test_without_a_consent_nothing_is_sent(self):
		"""R-368: and the exit says so."""
		_case, _client, enrolment = self.make_enrolled()
		css_exit = self.move(enrolment, handover="Client Declines")
		self.assertEqual(self.referrals(), [])
		self.assertIn("did not agree", css_exit.site_handover)
		self.assertFalse(frappe.db.exists("CSS Disclosure", {"client": enrolment.client}))

	def test_the_gate_asks_for_the_consent_that_names_the_site(self):
		"""R-368."""
		_case, _client, enrolment = self.make_enrolled()
		with self.assertRaises(frappe.ValidationError):
			self.move(enrolment)
		self.assertEqual(self.referrals(), [])
