"""A referral moves only where it may, whichever surface is used (R-300 to R-313, D-16)."""

import json

import frappe
import frappe.client
from frappe.desk.doctype.bulk_update.bulk_update import submit_cancel_or_update_docs
from frappe.utils import add_days, getdate

from css_case_mgmt.api.outgoing_referral import get_standing
from css_case_mgmt.case_document import DateRefused
from css_case_mgmt.consent_gate import ConsentMissing
from css_case_mgmt.css_case_mgmt.doctype.css_referral.checks import ReferralRefused
from css_case_mgmt.css_case_mgmt.doctype.css_referral.css_referral import StepRefused
from css_case_mgmt.tests.access.committed import names_by_table, take_out_everything_but
from css_case_mgmt.tests.factories import acting_as, give_consent, make_family, make_site
from css_case_mgmt.tests.outgoing_referral.records import (
	OutgoingTestCase,
	consent_to,
	explain_everything,
	make_outgoing,
	make_provider,
	release_for,
)


def stored(referral):
	return frappe.get_doc("CSS Referral", referral.name)


class TestSteps(OutgoingTestCase):
	def test_from_the_draft_to_the_end(self):
		"""R-300, R-307 to R-309: each step is written down with its day, who told it and who recorded it."""
		start = add_days(self.today, -6)
		referral = self.sent(start)
		self.assertEqual(
			(start, add_days(start, 14)), (referral.referred_on, getdate(referral.follow_up_due))
		)
		referral.take_step("Waitlisted", add_days(start, 1), "Provider", "Six weeks")
		self.assertEqual("Waitlisted", referral.outcome)
		referral.take_step("Accepted", add_days(start, 2), "Provider")
		self.assertIsNone(referral.outcome)
		referral.take_step("Missed", add_days(start, 4), "Provider", "Nobody came")
		self.assertEqual(("Missed", add_days(start, 4)), (referral.outcome, getdate(referral.outcome_on)))
		referral.record_follow_up(add_days(start, 5), "Client", "Had no bus fare")
		referral.take_step("Accepted", add_days(start, 5), "Client")
		referral.take_step("Completed", told_by="Client", obtained="Yes", benefitted="No")
		self.assertEqual(
			[
				("Consented", "Caseworker"),
				("Sent", "Caseworker"),
				("Waitlisted", "Provider"),
				("Accepted", "Provider"),
				("Missed", "Provider"),
				("Followed Up", "Client"),
				("Accepted", "Client"),
				("Completed", "Client"),
			],
			[(row.status, row.told_by) for row in stored(referral).steps],
		)
		self.assertEqual({self.worker}, {row.recorded_by for row in stored(referral).steps})
		self.assertEqual(("Yes", "No"), (referral.obtained, referral.benefitted))

	def test_only_legal_moves(self):
		"""R-301: not around the consent, not on from an ending, nowhere else."""
		referral = make_outgoing(*self.of_client, self.provider)
		for status in ("Sent", "Completed", "In Progress", "Draft", "Elsewhere"):
			with self.assertRaises(StepRefused):
				referral.take_step(status, obtained="Yes")
		referral.take_step("Cancelled", remark="Has found work")
		for status in ("Consented", "Sent", "Cancelled"):
			with self.assertRaises(StepRefused):
				referral.take_step(status)

	def test_requests_and_cards(self):
		"""R-300: a request, an insert with a status and a card that is dragged make no illegal move."""
		referral = make_outgoing(*self.of_client, self.provider)
		for change in (
			{"status": "Sent"},
			{"status": "Elsewhere"},
			{"status": "Accepted", "obtained": "Yes"},
		):
			with self.assertRaises(StepRefused):
				frappe.client.set_value("CSS Referral", referral.name, change)
		with self.assertRaises(StepRefused):
			make_outgoing(*self.of_client, self.provider, status="Sent")
		self.assertEqual("Draft", frappe.db.get_value("CSS Referral", referral.name, "status"))

	def test_a_legal_move_by_a_request(self):
		"""D-16: under the same conditions, and written down like any other."""
		referral = make_outgoing(*self.of_client, self.provider)
		with self.assertRaises(ConsentMissing):
			frappe.client.set_value("CSS Referral", referral.name, "status", "Consented")
		consent = consent_to(*self.of_client, self.provider)
		frappe.client.set_value("CSS Referral", referral.name, "status", "Consented")
		with self.assertRaises(ReferralRefused):
			frappe.client.set_value("CSS Referral", referral.name, "status", "Sent")
		referral.reload()
		self.assertEqual(consent.name, referral.consent)
		self.assertEqual(["Consented"], [row.status for row in referral.steps])

	def test_steps_are_not_typed_in(self):
		"""R-309: what steps write stays what they wrote."""
		referral = self.sent()
		referral.steps = []
		referral.append("steps", {"status": "Completed", "step_on": self.today})
		referral.update({"consent": None, "referred_on": add_days(self.today, -90), "outcome": "Completed"})
		referral.save()
		referral.reload()
		self.assertEqual(["Consented", "Sent"], [row.status for row in referral.steps])
		self.assertEqual(self.today, referral.referred_on)
		self.assertTrue(referral.consent)
		self.assertFalse(referral.outcome)

	def test_days(self):
		"""D-29, R-309: no step in the future, none before the last one."""
		referral = self.sent(add_days(self.today, -3))
		for day in (add_days(self.today, 1), add_days(self.today, -4)):
			with self.assertRaises(DateRefused):
				referral.take_step("Accepted", day)
			with self.assertRaises(DateRefused):
				referral.record_follow_up(day)
		referral.take_step("Accepted", add_days(self.today, -3))

	def test_what_was_sent_stays(self):
		"""R-120: neither to whom nor what was told changes afterwards; after the end nothing but the outcome."""
		referral = self.sent()
		for change in (
			{"provider": make_provider().name},
			{"information": "Everything"},
			{"service": "Language Training"},
		):
			referral.reload()
			referral.update(change)
			with self.assertRaises(ReferralRefused):
				referral.save()
		referral.reload()
		referral.take_step("Completed", obtained="Not Known")
		referral.obtained, referral.benefitted = "Yes", "Yes"
		referral.save()
		referral.reason = "Something else"
		with self.assertRaises(ReferralRefused):
			referral.save()

	def test_outcome_asked_apart(self):
		"""R-308: obtained is asked, benefitted only of what was obtained."""
		referral = self.sent()
		with self.assertRaises(ReferralRefused):
			referral.take_step("Completed")
		with self.assertRaises(ReferralRefused):
			referral.take_step("Completed", obtained="No", benefitted="Yes")
		referral.take_step("Completed", obtained="No")
		self.assertEqual("Completed", referral.outcome)

	def test_not_scheduled(self):
		"""R-309: the provider has given no appointment yet; it is asked again."""
		referral = self.sent(add_days(self.today, -1))
		referral.record_follow_up(told_by="Provider", not_scheduled=1)
		self.assertEqual("Not Scheduled", stored(referral).outcome)
		self.assertEqual(add_days(self.today, 14), stored(referral).follow_up_due)
		referral.save()
		self.assertEqual("Not Scheduled", stored(referral).outcome)

	def test_days_of_the_site(self):
		"""R-307, R-313: the site's own number of days."""
		site = frappe.get_doc("CSS Site", make_site())
		site.append("settings", {"setting": "referral_follow_up_days", "value": "3"})
		site.save(ignore_permissions=True)
		self.assertEqual(add_days(self.today, 3), getdate(self.sent().follow_up_due))

	def test_overdue(self):
		"""R-313: the day after it was due, until it is followed up."""
		referral = self.sent(add_days(self.today, -14))
		self.assertFalse(get_standing(referral.name)["is_overdue"])
		frappe.db.set_value("CSS Referral", referral.name, "follow_up_due", add_days(self.today, -1))
		standing = get_standing(referral.name)
		self.assertTrue(standing["is_overdue"])
		self.assertEqual(["Completed"], standing["delayed"])
		referral.record_follow_up()
		self.assertFalse(get_standing(referral.name)["is_overdue"])

	def test_reason_for_a_delay(self):
		"""R-275: a long wait on the list, or no follow-up in time, is explained."""
		referral = self.sent(add_days(self.today, -20))
		referral.take_step("Waitlisted", add_days(self.today, -20), "Provider")
		with self.assertRaises(ReferralRefused):
			referral.take_step("Accepted", told_by="Provider")
		referral.take_step("Accepted", told_by="Provider", delay_reason="The class was full")
		self.assertEqual("The class was full", stored(referral).delay_reason)


class TestSurfacesThatCommit(OutgoingTestCase):
	"""The bulk edit and the data import commit; what they leave is taken out again."""

	@classmethod
	def setUpClass(cls):
		super().setUpClass()
		frappe.db.commit()
		cls.addClassCleanup(take_out_everything_but, names_by_table())

	def setUp(self):
		super().setUp()
		frappe.db.commit()

	def roll_back(self):
		"""There is nothing left to go back to."""
		frappe.set_user("Administrator")

	def test_bulk_edit(self):
		"""R-300, R-301: the list's bulk edit makes no illegal move, and none without consent."""
		referral = make_outgoing(*self.of_client, self.provider)
		frappe.db.commit()
		for status in ("Completed", "Sent", "Consented"):
			failed = submit_cancel_or_update_docs(
				"CSS Referral", json.dumps([referral.name]), "update", json.dumps({"status": status})
			)
			self.assertEqual([referral.name], failed)
		self.assertEqual("Draft", frappe.db.get_value("CSS Referral", referral.name, "status"))


class TestConsent(OutgoingTestCase):
	def test_the_consent_names_all_of_it(self):
		"""D-16, R-119, R-120: the provider, the purpose and each piece of information."""
		other = make_provider()
		consents = (
			[release_for(other)],
			[release_for(self.provider, purpose="Another purpose")],
			[release_for(self.provider, information="Name, Language")],
		)
		for purposes in consents:
			with self.subTest(purposes=purposes):
				css_case, client = make_family()
				give_consent(css_case.name, client.name, purposes=purposes)
				referral = make_outgoing(css_case.name, client.name, self.provider)
				with self.assertRaises(ConsentMissing):
					referral.take_step("Consented")

	def test_purpose_and_information_are_said(self):
		"""R-312: only what is necessary goes out, so it is said what that is."""
		consent_to(*self.of_client, self.provider)
		referral = make_outgoing(*self.of_client, self.provider, information=None)
		with self.assertRaises(ReferralRefused):
			referral.take_step("Consented")

	def test_changed_between_consent_and_sending(self):
		"""R-120: what is changed after the consent has to be covered as well."""
		referral = self.consented()
		referral.information = "Name, Telephone, Language, Diagnosis"
		with self.assertRaises(ConsentMissing):
			referral.save()
		referral.reload()
		referral.information = "Name"
		referral.save()
		referral.provider = make_provider().name
		with self.assertRaises(ConsentMissing):
			referral.save()

	def test_withdrawn(self):
		"""R-122: nothing more is sent; what is open is named; what is learnt is still written down."""
		going, sent = self.consented(), None
		sent = make_outgoing(*self.of_client, self.provider)
		explain_everything(sent)
		sent.take_step("Consented")
		sent.take_step("Sent")
		consent = frappe.get_doc("CSS Consent", going.consent)
		lines = " ".join(consent.what_withdrawal_affects())
		self.assertEqual(2, lines.count(going.title))
		consent.withdraw()
		with self.assertRaises(ConsentMissing):
			going.take_step("Sent")
		sent.take_step("Missed", told_by="Provider")
		with self.assertRaises(ConsentMissing):
			sent.take_step("Sent")
		sent.take_step("Cancelled")

	def test_within_the_agency(self):
		"""R-302: recorded too, sent without a release, but explained like any other."""
		referral = make_outgoing(*self.of_client)
		self.assertEqual("Internal", referral.target_class)
		with self.assertRaises(StepRefused):
			referral.take_step("Consented")
		with self.assertRaises(ReferralRefused):
			referral.take_step("Sent")
		explain_everything(referral)
		referral.take_step("Sent")
		self.assertFalse(referral.consent)
		referral.take_step("Accepted")

	def test_by_whoever_serves_the_case(self):
		"""D-19: a colleague of another site finds no referral."""
		referral = self.sent()
		with acting_as("west@test.example"), self.assertRaises(frappe.PermissionError):
			frappe.get_doc("CSS Referral", referral.name).take_step("Accepted")
