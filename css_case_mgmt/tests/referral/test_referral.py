"""Referrals to case management, from the telephone call to the decision (R-080 to R-083)."""

import frappe
from frappe.client import set_value
from frappe.utils import add_days, add_months

from css_case_mgmt.case_document import DateRefused
from css_case_mgmt.css_case_mgmt.doctype.css_inbound_referral.acceptance import AcceptanceRefused
from css_case_mgmt.css_case_mgmt.doctype.css_inbound_referral.css_inbound_referral import (
	ReferralDecided,
	ReferralRefused,
)
from css_case_mgmt.tests import SiteTestCase
from css_case_mgmt.tests.factories import (
	WEST,
	acting_as,
	make_caseworker,
	make_family,
	make_manager,
	today,
)
from css_case_mgmt.tests.referral.records import (
	accept_as,
	make_intake_worker,
	make_referral,
	make_triaged_referral,
)

REFERRAL = "CSS Inbound Referral"


class TestSteps(SiteTestCase):
	@classmethod
	def setUpClass(cls):
		super().setUpClass()
		cls.intake = make_intake_worker()
		cls.worker = make_caseworker()
		cls.manager = make_manager()

	def test_entered_in_a_minute(self):
		"""R-083: the organisation and a name are enough; the number says nothing about the person."""
		with acting_as(self.intake):
			referral = make_referral(
				given_names="Soraya", phone=None, naars_date=None, naars_provider_type=None
			)
		self.assertEqual(referral.received_on, today())
		self.assertRegex(referral.title, r"^REF-\d{4}-\d{5}$")
		self.assertEqual(referral.title, referral.referral_number)

	def test_naars_comes_first(self):
		"""R-081, R-082: without a NAARS the person is referred for one, and the referral waits."""
		with acting_as(self.intake):
			referral = make_referral(naars_date=None)
			self.assertEqual(referral.status, "NAARS Needed")
			self.assertRaises(ReferralRefused, referral.start_triage, "Soon")
			referral.reload()
			referral.naars_date = today()
			referral.save()
			self.assertEqual(referral.status, "Received")
			referral.start_triage("Soon")
			self.assertEqual((referral.status, referral.triaged_by), ("In Triage", self.intake))
			referral.naars_date = None
			self.assertRaises(ReferralRefused, referral.save)

	def test_naars_not_in_the_future(self):
		"""R-081: a NAARS that is only planned is not completed."""
		with acting_as(self.intake):
			self.assertRaises(DateRefused, make_referral, naars_date=add_days(today(), 1))

	def test_accepted_only_with_the_provider_of_the_naars(self):
		"""R-081, R-083: who did the NAARS is known before the person is taken on."""
		with acting_as(self.intake):
			referral = make_triaged_referral(naars_provider_type=None)
			self.assertRaises(ReferralRefused, referral.accept)

	def test_steps_in_order(self):
		"""R-080: triage before acceptance, and nothing after a decision."""
		with acting_as(self.intake):
			referral = make_referral()
			self.assertRaises(ReferralRefused, referral.accept)
			referral.start_triage("Routine")
			self.assertRaises(ReferralRefused, referral.start_triage, "Urgent")
			referral.return_to_sender("Information Missing")
			for step, arguments in (
				(referral.accept, []),
				(referral.withdraw, []),
				(referral.return_to_sender, ["Information Missing"]),
			):
				self.assertRaises(ReferralRefused, step, *arguments)
			referral.reload()
			referral.given_names = "Somebody Else"
			self.assertRaises(ReferralDecided, referral.save)

	def test_no_status_by_hand(self):
		"""R-081: no surface writes a status or a decision: desk, REST, bulk edit, import."""
		with acting_as(self.intake):
			for values in ({"status": "Accepted"}, {"triaged_by": self.intake}, {"return_note": "No"}):
				with self.subTest(values=values):
					self.assertRaises(ReferralRefused, make_referral, **values)
			referral = make_referral()
			for fieldname, value in (("status", "In Triage"), ("decided_by", self.intake), ("title", "X")):
				with self.subTest(fieldname=fieldname):
					self.assertRaises(ReferralRefused, set_value, REFERRAL, referral.name, fieldname, value)
		css_case, client = make_family()
		for fieldname, value in (("css_case", css_case.name), ("client", client.name)):
			with self.subTest(fieldname=fieldname):
				self.assertRaises(ReferralRefused, set_value, REFERRAL, referral.name, fieldname, value)

	def test_a_request_does_not_forge_the_step_before(self):
		"""R-081: a step goes by what is stored, not by the document in the request."""
		with acting_as(self.intake):
			referral = make_referral(naars_date=None)
			# What Frappe's desk posts with the name of a step.
			forged = frappe.get_doc({**referral.as_dict(), "status": "In Triage", "naars_date": today()})
			self.assertRaises(ReferralRefused, forged.accept)

	def test_return_needs_a_reason_of_the_list(self):
		"""R-082: the reason is one of the list."""
		with acting_as(self.intake):
			referral = make_referral()
			for reason in ("", "Already a client"):
				self.assertRaises(ReferralRefused, referral.return_to_sender, reason)
			referral.return_to_sender("Other Services Fit Better", "Language classes nearby")
		self.assertEqual((referral.status, referral.decided_by), ("Returned", self.intake))

	def test_caseworker_enters_no_referral(self):
		"""D-19: referrals are the intake worker's and the manager's."""
		with acting_as(self.worker):
			self.assertRaises(frappe.PermissionError, make_referral)
		with acting_as(self.manager):
			make_referral()
		with acting_as(self.intake):
			self.assertRaises(frappe.PermissionError, make_referral, WEST)


class TestAcceptance(SiteTestCase):
	@classmethod
	def setUpClass(cls):
		super().setUpClass()
		cls.intake = make_intake_worker()
		cls.manager = make_manager()

	def test_opens_a_file_in_one_go(self):
		"""R-040, R-500: case, client with a safe number, and head of family, from the referral."""
		with acting_as(self.intake):
			referral = make_triaged_referral(
				family_name="Noori", date_of_birth="1988-02-03", primary_language="prs", needs_interpreter=1
			)
		made = accept_as(self.intake, referral)
		client = frappe.get_doc("CSS Client", made["client"])
		self.assertEqual(
			(client.given_names, client.family_name, client.primary_language, client.needs_interpreter),
			(referral.given_names, "Noori", "prs", 1),
		)
		self.assertEqual([(row.phone, row.safe_to_call) for row in client.phones], [("+14165550134", "Yes")])
		member = frappe.get_doc("CSS Case Member", {"client": client.name})
		self.assertEqual(
			(member.css_case, member.is_head, member.member_from), (made["css_case"], 1, today())
		)
		self.assertEqual(frappe.db.get_value("CSS Case", made["css_case"], "site"), referral.site)
		referral.reload()
		self.assertEqual(
			(referral.status, referral.css_case, referral.client, referral.decided_by),
			("Accepted", made["css_case"], made["client"], self.intake),
		)

	def test_accepted_on_an_earlier_day(self):
		"""R-453: decided on paper first; the file begins on that day, never before the referral nor in the future."""
		received, accepted = add_days(today(), -40), add_days(today(), -30)
		with acting_as(self.intake):
			referral = make_triaged_referral(received_on=received)
		for day in (add_days(received, -1), add_days(today(), 1)):
			self.assertRaises(DateRefused, accept_as, self.intake, referral, accepted_on=day)
		made = accept_as(self.intake, referral, accepted_on=str(accepted))
		member = frappe.get_doc("CSS Case Member", {"client": made["client"]})
		opened_on = frappe.db.get_value("CSS Case", made["css_case"], "opened_on")
		referral.reload()
		self.assertEqual((member.member_from, opened_on, referral.decided_on), (accepted,) * 3)

	def test_all_or_nothing(self):
		"""R-508: a refusal halfway leaves no case, no client and an undecided referral."""
		with acting_as(self.intake):
			referral = make_triaged_referral(given_names="One Two Three Four Five Six Seven")
		cases = frappe.db.count("CSS Case")
		self.assertRaises(frappe.ValidationError, accept_as, self.intake, referral)
		self.assertEqual(frappe.db.count("CSS Case"), cases)
		self.assertFalse(frappe.db.exists("CSS Client", {"given_names": referral.given_names}))
		self.assertEqual(frappe.db.get_value(REFERRAL, referral.name, "status"), "In Triage")

	def test_joins_somebody_who_has_a_file(self):
		"""R-104: who is referred again goes on in the same file; nothing is made twice."""
		with acting_as(self.manager):
			css_case, client = make_family()
			css_case.status = "Closed"
			css_case.save()
			referral = make_triaged_referral()
		made = accept_as(self.manager, referral, client=client.name)
		self.assertEqual(made, {"css_case": css_case.name, "client": client.name})
		self.assertEqual(frappe.db.count("CSS Case Member", {"client": client.name}), 1)
		self.assertEqual(frappe.db.get_value("CSS Case", css_case.name, "status"), "Open")

	def test_joins_a_family(self):
		"""R-041: a relative who is referred becomes a member, with the relationship to the head."""
		with acting_as(self.manager):
			css_case, _head = make_family()
			referral = make_triaged_referral()
		self.assertRaises(AcceptanceRefused, accept_as, self.manager, referral, css_case=css_case.name)
		made = accept_as(self.manager, referral, css_case=css_case.name, relationship="Sibling")
		member = frappe.get_doc("CSS Case Member", {"client": made["client"]})
		self.assertEqual(
			(member.css_case, member.is_head, member.relationship), (css_case.name, 0, "Sibling")
		)

	def test_files_out_of_reach_do_not_exist(self):
		"""D-19, D-22: naming a file at another site is answered like naming none."""
		css_case, client = make_family(WEST)
		with acting_as(self.intake):
			referral = make_triaged_referral()
		answers = set()
		for arguments in ({"client": client.name}, {"client": "0" * 20}):
			with self.assertRaises(frappe.LinkValidationError) as refused:
				accept_as(self.intake, referral, **arguments)
			answers.add(str(refused.exception).replace(arguments["client"], "X"))
		self.assertEqual(len(answers), 1)
		self.assertRaises(
			frappe.LinkValidationError, accept_as, self.intake, referral, css_case=css_case.name
		)

	def test_not_into_another_site(self):
		"""D-20: the site that received the referral takes the person on."""
		both = make_manager("manager.both@test.example")
		make_manager_of_west(both)
		with acting_as(both):
			css_case, client = make_family(WEST)
			referral = make_triaged_referral()
		for arguments in ({"client": client.name}, {"css_case": css_case.name, "relationship": "Sibling"}):
			self.assertRaises(AcceptanceRefused, accept_as, both, referral, **arguments)


def make_manager_of_west(user: str) -> None:
	frappe.get_doc(doctype="CSS Staff", user=user, site=WEST, active_from=add_months(today(), -3)).insert()
