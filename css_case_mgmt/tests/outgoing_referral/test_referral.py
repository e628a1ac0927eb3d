"""What a referral to a service is held to (R-017, R-061, R-300 to R-315)."""

import frappe
from frappe.utils import add_days, add_months

from css_case_mgmt.api.outgoing_referral import get_advice, get_standing, told_of_french_services
from css_case_mgmt.case_document import OtherCase
from css_case_mgmt.consent_gate import ConsentMissing
from css_case_mgmt.css_case_mgmt.doctype.css_referral.checks import ReferralRefused
from css_case_mgmt.printed_referral import LetterRefused
from css_case_mgmt.tests.factories import (
	acting_as,
	make_client,
	make_enrolment,
	make_family,
	make_member,
)
from css_case_mgmt.tests.outgoing_referral.records import (
	SERVICE,
	OutgoingTestCase,
	explain_everything,
	make_outgoing,
	make_provider,
)


class TestReferral(OutgoingTestCase):
	def test_before_the_enrolment(self):
		"""R-095: whoever is not enrolled is referred as well; the client belongs to the case."""
		self.assertEqual("Draft", make_outgoing(*self.of_client, self.provider).status)
		_other_case, other = make_family()
		with self.assertRaises(OtherCase):
			make_outgoing(self.css_case.name, other.name, self.provider)

	def test_what_the_service_says(self):
		"""R-303, R-314: the kind of service and its factor, unless somebody chose another."""
		referral = make_outgoing(*self.of_client, self.provider)
		self.assertEqual(
			("IRCC Settlement Service", "education_training"), (referral.target_class, referral.factor)
		)
		chosen = make_outgoing(*self.of_client, self.provider, target_class="Other Federal")
		self.assertEqual("Other Federal", chosen.target_class)

	def test_referral_only(self):
		"""R-017: mental health treatment is not given by staff."""
		with self.assertRaises(ReferralRefused):
			make_outgoing(*self.of_client, service="Mental Health Counselling")
		make_outgoing(*self.of_client, self.provider, service="Mental Health Counselling")

	def test_a_provider_or_within_the_agency(self):
		"""R-302: one of both, and a provider in use."""
		for values in (
			{"internal_to": None},
			{"provider": self.provider.name},
			{"is_internal": 0},
			{"is_internal": 0, "internal_to": None},
		):
			with self.subTest(values=values), self.assertRaises(ReferralRefused):
				make_outgoing(*self.of_client, **values)
		with self.assertRaises(ReferralRefused):
			make_outgoing(*self.of_client, make_provider(enabled=0))

	def test_final(self):
		"""R-315: the final referral at the exit goes to the IRCC Settlement Program."""
		make_outgoing(*self.of_client, self.provider, is_final=1)
		with self.assertRaises(ReferralRefused):
			make_outgoing(*self.of_client, self.provider, is_final=1, service="Food Bank")

	def test_links_of_the_same_person(self):
		"""R-314: enrolment and need of another member of the family are refused."""
		other = make_client()
		make_member(self.css_case.name, other.name, member_from=add_months(self.today, -20))
		enrolment = make_enrolment(self.css_case.name, other.name)
		for values in ({"enrolment": enrolment.name}, {"need_code": "N1"}):
			with self.subTest(values=values), self.assertRaises(ReferralRefused):
				make_outgoing(*self.of_client, self.provider, **values)

	def test_what_is_explained(self):
		"""R-300, R-312: ticked, or with the reason why it does not apply."""
		referral = make_outgoing(*self.of_client)
		self.assertEqual(7, len(referral.explanations))
		referral.explanations[0].remark = "Knows the service well"
		for row in referral.explanations[1:]:
			row.explained = 1
		referral.explanations[3].explained = 0
		referral.save()
		with self.assertRaises(ReferralRefused) as refused:
			referral.take_step("Sent")
		self.assertIn("Waiting list", str(refused.exception))
		self.assertNotIn("What the service is", str(refused.exception))
		explain_everything(referral)
		referral.remove(referral.explanations[2])
		referral.save()
		with self.assertRaises(ReferralRefused):
			referral.take_step("Sent")

	def test_explained_with_the_step(self):
		"""R-300, R-061: what is ticked while sending counts as well."""
		referral = make_outgoing(*self.of_client)
		names = [row.explanation for row in referral.explanations]
		with self.assertRaises(ReferralRefused):
			referral.take_step("Sent", explained=names[1:])
		referral.take_step("Sent", explained=names)
		self.assertTrue(all(row.explained for row in referral.explanations))

	def test_support_falls(self):
		"""R-310: more support than last time for the same service needs its reason."""
		make_outgoing(*self.of_client, self.provider, support_level="Worker Books")
		with self.assertRaises(ReferralRefused):
			make_outgoing(*self.of_client, self.provider, support_level="Worker Accompanies")
		make_outgoing(
			*self.of_client, self.provider, support_level="Worker Accompanies", support_reason="Has moved"
		)
		make_outgoing(
			*self.of_client, self.provider, support_level="Worker Accompanies", service="Language Training"
		)
		last = make_outgoing(*self.of_client, self.provider, support_level="Client Alone")
		standing = get_standing(last.name)
		self.assertEqual(["Worker Books", "Worker Accompanies"], standing["support"])
		self.assertEqual("Falling", standing["support_trend"])
		self.assertEqual(
			["Worker Books", "Worker Accompanies", "Client Alone"],
			get_advice(self.client.name, SERVICE)["support"],
		)


class TestFrench(OutgoingTestCase):
	def setUp(self):
		super().setUp()
		self.client.french_ability = "Fluent"
		self.client.save()

	def test_told_before_it_is_sent(self):
		"""R-061: whoever speaks French hears of the services in French first."""
		centre = make_provider(francophone=1, provider_name="Centre du Havre")
		referral = self.consented()
		with self.assertRaises(ReferralRefused):
			referral.take_step("Sent")
		french = get_standing(referral.name)["french"]
		self.assertTrue(french["must_hear"])
		self.assertIn(centre.name, [row["name"] for row in french["providers"]])
		with self.assertRaises(ReferralRefused):
			referral.take_step("Sent")
		told_of_french_services(referral.name)
		self.client.reload()
		self.assertEqual(self.today, self.client.francophone_services_explained_on)
		referral.take_step("Sent")

	def test_told_before_the_referral(self):
		"""R-061: what the file says need not be said again."""
		self.client.francophone_services_explained_on = self.today
		self.client.save()
		self.consented().take_step("Sent")

	def test_a_preference_warns(self):
		"""R-061: the provider does not serve in French; those who do are named."""
		self.client.prefers_francophone_services = "Yes"
		self.client.save()
		make_provider(francophone=1, provider_name="Centre du Parc")
		frappe.clear_messages()
		make_outgoing(*self.of_client, self.provider)
		self.assertIn("Centre du Parc", str(frappe.get_message_log()))
		in_french = make_provider(francophone=1)
		frappe.clear_messages()
		make_outgoing(*self.of_client, in_french)
		self.assertEqual([], frappe.get_message_log())


class TestPrints(OutgoingTestCase):
	def printed(self, referral, print_format: str) -> str:
		"""The sheet alone: the page around it is titled like every other."""
		html = frappe.get_print("CSS Referral", referral.name, print_format)
		return html[html.index('<div class="css-printed"') :]

	def test_sheet_for_the_client(self):
		"""R-306: where, when, what to bring and how to cancel; not why, and no file number."""
		referral = self.sent(
			what_to_bring="Health card", appointment_on=f"{add_days(self.today, 3)} 10:30:00"
		)
		html = self.printed(referral, "Referral Instruction Sheet")
		for text in ("12 Dock Street", "(416) 555-0134", "R. Doyle", "Health card", "call"):
			self.assertIn(text, html)
		self.assertIn(add_days(self.today, 3).strftime("%A"), html)
		for text in (self.client.file_number, referral.reason, self.client.given_names):
			self.assertNotIn(text, html)

	def test_sheet_from_right_to_left(self):
		"""R-306: in the direction of the client's language, with the words that the worker typed."""
		self.client.primary_language = "prs"
		self.client.save()
		referral = make_outgoing(*self.of_client, self.provider, instructions="ساعت ده")
		html = self.printed(referral, "Referral Instruction Sheet")
		self.assertIn('dir="rtl"', html)
		self.assertIn('lang="prs"', html)
		self.assertIn("ساعت ده", html)

	def test_sheet_in_french(self):
		"""R-306: the labels are in the client's language where the app speaks it."""
		self.client.primary_language = "fra"
		self.client.save()
		sheet = make_outgoing(
			*self.of_client, self.provider, appointment_on=f"{add_days(self.today, 3)} 10:30:00"
		).as_instruction_sheet()
		self.assertEqual("fr", sheet["label_lang"])

	def test_letter_holds_what_was_agreed(self):
		"""R-120, R-312: only the pieces that the consent names."""
		self.client.date_of_birth = "1988-02-03"
		self.client.append("phones", {"phone": "+14165550177", "safe_to_call": "Yes"})
		self.client.save()
		referral = self.sent()
		html = self.printed(referral, "Referral Letter")
		for text in (self.client.given_names, "(416) 555-0177", self.provider.provider_name):
			self.assertIn(text, html)
		for text in (self.client.file_number, referral.reason, "1988"):
			self.assertNotIn(text, html)

	def test_no_number_that_is_not_safe(self):
		"""R-500: a number is told only where it is safe to call."""
		self.client.append("phones", {"phone": "+14165550178", "safe_to_call": "Not Known"})
		self.client.save()
		self.assertNotIn("555-0178", str(self.sent().as_letter()))

	def test_no_letter_without_consent(self):
		"""R-120, R-122: neither before the consent nor after its withdrawal."""
		with self.assertRaises(LetterRefused):
			make_outgoing(*self.of_client, self.provider).as_letter()
		referral = self.sent()
		frappe.get_doc("CSS Consent", referral.consent).withdraw()
		with self.assertRaises(ConsentMissing):
			referral.as_letter()


class TestMerged(OutgoingTestCase):
	def test_goes_to_the_file_that_remains(self):
		"""D-23: referrals of a second file of the same person go along; what is open comes into its case."""
		from css_case_mgmt.api.merging import merge

		other_case, other = make_family()
		open_one = make_outgoing(other_case.name, other.name, self.provider)
		ended = make_outgoing(other_case.name, other.name, self.provider)
		ended.take_step("Cancelled")
		with acting_as(self.manager):
			merge(self.client.name, other.name, "The same person")
		self.assertEqual(
			[(self.client.name, self.css_case.name), (self.client.name, other_case.name)],
			[
				frappe.db.get_value("CSS Referral", each.name, ["client", "css_case"])
				for each in (open_one, ended)
			],
		)


class TestProtected(OutgoingTestCase):
	def test_goes_along_with_the_person(self):
		"""R-502, D-20: what is open goes along, what has ended stays; who stays behind reads neither of the open."""
		from css_case_mgmt.api.family_changes import separate

		spouse = make_client()
		make_member(
			self.css_case.name,
			spouse.name,
			relationship="Spouse or Partner",
			member_from=add_months(self.today, -20),
		)
		self.client, self.of_client = spouse, (self.css_case.name, spouse.name)
		going = self.sent()
		ended = make_outgoing(*self.of_client, self.provider)
		ended.take_step("Cancelled")
		with acting_as(self.manager):
			new_case = separate(
				self.css_case.name,
				{spouse.name: "Head of Family"},
				spouse.name,
				str(self.today),
				is_protected=1,
				caseworker="colleague@test.example",
			)
		self.assertEqual(new_case, frappe.db.get_value("CSS Referral", going.name, "css_case"))
		self.assertEqual(self.css_case.name, frappe.db.get_value("CSS Referral", ended.name, "css_case"))
		self.assertFalse(frappe.get_list("CSS Referral", {"name": going.name}))
		with acting_as("colleague@test.example"):
			frappe.get_doc("CSS Referral", going.name).take_step("Accepted")

	def test_no_letter_about_who_left(self):
		"""R-502: a referral that ended stays in the old case, and tells nothing of the person's file of today."""
		from css_case_mgmt.api.family_changes import separate

		spouse = make_client(phones=[{"phone": "+14165550179", "safe_to_call": "Yes"}])
		make_member(
			self.css_case.name,
			spouse.name,
			relationship="Spouse or Partner",
			member_from=add_months(self.today, -20),
		)
		self.client, self.of_client = spouse, (self.css_case.name, spouse.name)
		ended = self.sent()
		ended.take_step("Completed", obtained="Yes")
		self.assertIn("555-0179", str(ended.as_letter()))
		with acting_as(self.manager):
			separate(
				self.css_case.name,
				{spouse.name: "Head of Family"},
				spouse.name,
				str(self.today),
				is_protected=1,
				caseworker="colleague@test.example",
			)
		ended.reload()
		with self.assertRaises(LetterRefused):
			ended.as_letter()
