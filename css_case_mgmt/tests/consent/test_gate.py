"""No assessment starts without consent and charter, whichever way it is entered (D-16, R-110 to R-122)."""

import csv
import json
from io import StringIO

import frappe
import frappe.client
from frappe.core.doctype.data_import.importer import Importer
from frappe.desk.doctype.bulk_update.bulk_update import submit_cancel_or_update_docs
from frappe.utils import add_days, add_months

from css_case_mgmt.api.consent import get_gate
from css_case_mgmt.api.nam import save_answers, start
from css_case_mgmt.consent_gate import ConsentMissing, require_consent
from css_case_mgmt.tests import SiteTestCase
from css_case_mgmt.tests.access.committed import names_by_table, take_out_everything_but
from css_case_mgmt.tests.consent.records import approved_override, make_charter, make_second_manager
from css_case_mgmt.tests.factories import (
	BANK,
	acting_as,
	answers_of_weight,
	complete_assessment,
	give_consent,
	make_assessment,
	make_caseworker,
	make_consent,
	make_enrolment,
	make_family,
	make_manager,
	today,
)

NAM = "CSS NAM Assessment"


class GateTestCase(SiteTestCase):
	@classmethod
	def setUpClass(cls):
		super().setUpClass()
		cls.worker = make_caseworker()
		cls.manager = make_manager()
		cls.other_manager = make_second_manager()

	def setUp(self):
		super().setUp()
		frappe.set_user(self.worker)
		self.css_case, self.client = make_family()
		self.enrolment = make_enrolment(self.css_case.name, self.client.name, consent=False)
		self.of_client = (self.css_case.name, self.client.name)

	def values(self, **values):
		return {
			"doctype": NAM,
			"client": self.client.name,
			"css_case": self.css_case.name,
			"enrolment": self.enrolment.name,
			"bank": BANK,
			"assessment_date": str(today()),
			**values,
		}


class TestEverySurface(GateTestCase):
	def test_desk_and_rest(self):
		"""R-112: refused by the desk's insert, by its save, and by the button, until both documents are there."""
		for start_it in (
			lambda: frappe.client.insert(self.values()),
			lambda: frappe.client.save(self.values()),
			lambda: frappe.client.insert_many(json.dumps([self.values()])),
			lambda: start(self.enrolment.name),
			lambda: frappe.get_doc(self.values()).save(),
		):
			with self.subTest(start_it), self.assertRaises(ConsentMissing):
				start_it()
		self.assertFalse(frappe.db.exists(NAM, {"client": self.client.name}))
		give_consent(*self.of_client)
		self.assertTrue(frappe.client.insert(self.values()).name)


class TestManyAtOnce(GateTestCase):
	"""Frappe commits each row of these, and rolls back what failed: the file is committed, then taken out."""

	@classmethod
	def setUpClass(cls):
		super().setUpClass()
		cls.addClassCleanup(take_out_everything_but, names_by_table())

	def setUp(self):
		super().setUp()
		frappe.db.commit()

	def roll_back(self):
		"""There is nothing left to go back to."""
		frappe.set_user("Administrator")

	def test_import(self):
		"""R-112: a data import is held to it, row by row."""
		self.assertEqual(self.import_row(), [0])
		self.assertFalse(frappe.db.exists(NAM, {"client": self.client.name}))
		give_consent(*self.of_client)
		self.assertEqual(self.import_row(), [1])
		self.assertTrue(frappe.db.exists(NAM, {"client": self.client.name}))

	def import_row(self):
		"""Whether each row of a table was taken."""
		fields = ("client", "css_case", "enrolment", "bank", "assessment_date")
		table = StringIO()
		writer = csv.writer(table)
		writer.writerow([frappe.get_meta(NAM).get_label(field) for field in fields])
		writer.writerow([self.values()[field] for field in fields])
		with acting_as("Administrator"):
			file = frappe.get_doc(
				doctype="File", file_name="rows.csv", content=table.getvalue(), is_private=1
			).insert()
			data_import = frappe.get_doc(
				doctype="Data Import",
				reference_doctype=NAM,
				import_type="Insert New Records",
				import_file=file.file_url,
				mute_emails=1,
			).insert()
			frappe.db.commit()
			Importer(NAM, data_import=data_import).import_data()
			return frappe.get_all("Data Import Log", {"data_import": data_import.name}, pluck="success")

	def test_bulk_edit_after_a_withdrawal(self):
		"""R-122: drafts neither change nor complete any more by a bulk edit."""
		consent = give_consent(*self.of_client)
		draft = make_assessment(self.enrolment, today(), 2)
		consent.withdraw()
		frappe.db.commit()
		for action, data in (("update", {"mode": "Phone"}), ("submit", None)):
			data = json.dumps(data) if data else None
			failed = submit_cancel_or_update_docs(NAM, json.dumps([draft.name]), action, data)
			self.assertEqual(failed, [draft.name])
		stored = frappe.get_doc(NAM, draft.name)
		self.assertEqual((stored.docstatus, stored.mode), (0, "In Person"))


class TestWhatIsMissing(GateTestCase):
	def test_says_all_of_it_and_what_to_do(self):
		"""R-112, R-114: both documents are named at once, with a button that records them."""
		with self.assertRaises(ConsentMissing) as refusal:
			make_assessment(self.enrolment, today())
		self.assertIn("no consent yet", str(refusal.exception))
		self.assertIn("charter", str(refusal.exception))
		message = frappe.parse_json(frappe.local.message_log[-1])
		self.assertEqual(message["primary_action"]["client_action"], "frappe.css_case_mgmt.record_consent")
		self.assertNotIn(self.client.given_names, json.dumps(message))
		gate = get_gate(self.client.name, self.css_case.name)
		self.assertEqual([each["code"] for each in gate["missing"]], ["No Consent", "No Charter"])
		self.assertTrue(gate["may_record"])

	def test_consent_alone_and_charter_alone(self):
		"""R-114: neither document does for the other."""
		make_charter(*self.of_client)
		with self.assertRaises(ConsentMissing):
			make_assessment(self.enrolment, today())
		make_consent(*self.of_client)
		self.assertTrue(make_assessment(self.enrolment, today()).name)

	def test_valid_on_the_day_of_the_assessment(self):
		"""D-16: an assessment of the day before the consent, or of the day after its end, does not start."""
		first = add_days(today(), -20)
		give_consent(*self.of_client, first, valid_until=add_days(today(), -10))
		for day in (add_days(first, -1), add_days(today(), -9)):
			with self.subTest(day), self.assertRaises(ConsentMissing):
				make_assessment(self.enrolment, day)
		draft = make_assessment(self.enrolment, first)
		draft.assessment_date = add_days(first, -1)
		self.assertRaises(ConsentMissing, draft.save)

	def test_expiry_lets_a_draft_be_finished(self):
		"""R-122: what began with a consent is completed, though the consent has ended since."""
		day = add_days(today(), -20)
		give_consent(*self.of_client, day, valid_until=day)
		self.assertEqual(complete_assessment(self.enrolment, day, 2).docstatus, 1)

	def test_unsigned_or_not_understood(self):
		"""R-112, R-116: signed by both on record, and understood with the limits of confidentiality."""
		make_charter(*self.of_client)
		for values in (
			{"caseworker_signed_on": None},
			{"client_signature": None},
			{"signature_method": "Signed on Paper"},
			{"signature_method": None},
			{"understood": 0},
			{"limits_explained": 0},
			{"explained_on": None},
		):
			with self.subTest(values):
				make_consent(*self.of_client, **values)
				self.assertRaises(ConsentMissing, make_assessment, self.enrolment, today())

	def test_paper_with_its_scan(self):
		"""R-118: a scan of the signed paper is as good as the screen."""
		make_charter(*self.of_client)
		make_consent(*self.of_client, signature_method="Signed on Paper", scan="/private/files/scan.pdf")
		self.assertTrue(make_assessment(self.enrolment, today()).name)

	def test_review_does_not_matter(self):
		"""D-16: no approver stands between a kitchen table and a first assessment."""
		consent = give_consent(*self.of_client)
		with acting_as(self.manager):
			consent.workflow_state = "To Be Redone"
			consent.save()
		self.assertTrue(make_assessment(self.enrolment, today()).name)

	def test_other_persons_consent(self):
		"""R-112: the consent of the one is not the consent of the other."""
		other_case, other = make_family()
		give_consent(other_case.name, other.name)
		self.assertRaises(ConsentMissing, make_assessment, self.enrolment, today())


class TestWithdrawal(GateTestCase):
	def setUp(self):
		super().setUp()
		self.consent = give_consent(*self.of_client, add_months(today(), -1))

	def test_stops_everything_at_once(self):
		"""R-122: from that moment no draft is answered, completed or begun; it can still be put aside."""
		draft = make_assessment(self.enrolment, today(), 2)
		self.assertTrue(self.consent.what_withdrawal_affects())
		self.consent.withdraw(note="Changed her mind")
		self.assertRaises(ConsentMissing, save_answers, draft.name, answers_of_weight(1)[:1])
		self.assertRaises(ConsentMissing, frappe.get_doc(NAM, draft.name).submit)
		frappe.get_doc(NAM, draft.name).abandon("Consent withdrawn")
		for day in (today(), add_days(today(), -3)):
			self.assertRaises(ConsentMissing, make_assessment, self.enrolment, day)

	def test_charter_withdrawn(self):
		"""R-113: the charter can be withdrawn as well."""
		draft = make_assessment(self.enrolment, today(), 2)
		charter = frappe.get_last_doc("CSS Charter Acknowledgement", {"client": self.client.name})
		charter.withdrawn_on = today()
		charter.save()
		self.assertRaises(ConsentMissing, frappe.get_doc(NAM, draft.name).submit)

	def test_corrections_stay_possible(self):
		"""D-21: what was recorded rightly is mended, also after a withdrawal."""
		done = complete_assessment(self.enrolment, today(), 2)
		self.consent.withdraw()
		correction = frappe.get_doc(NAM, done.correct("Misheard"))
		correction.submit()
		self.assertEqual(correction.docstatus, 1)

	def test_new_consent_lets_it_go_on(self):
		"""R-122: somebody who consents again goes on with the same draft."""
		draft = make_assessment(self.enrolment, today(), 2)
		self.consent.withdraw()
		make_consent(*self.of_client)
		frappe.get_doc(NAM, draft.name).submit()


class TestOverride(GateTestCase):
	def test_opens_the_gate_for_its_use_only(self):
		"""D-16: in an emergency, approved by another, for one use and a few days."""
		override = approved_override(*self.of_client, self.worker, self.manager)
		self.assertEqual(override.override_until, add_days(today(), 6))
		self.assertTrue(make_assessment(self.enrolment, today()).name)
		with self.assertRaises(ConsentMissing):
			require_consent(self.client.name, self.css_case.name, for_what="Settlement Plan", on=today())

	def test_last_day(self):
		"""D-16: seven days, the day of the disclosure included."""
		approved_override(*self.of_client, self.worker, self.manager, disclosed_on=add_days(today(), -6))
		self.assertTrue(make_assessment(self.enrolment, today()).name)

	def test_day_after_the_last(self):
		"""D-16: on the eighth day it is over."""
		approved_override(*self.of_client, self.worker, self.manager, disclosed_on=add_days(today(), -7))
		self.assertRaises(ConsentMissing, make_assessment, self.enrolment, today())

	def test_waiting_for_approval(self):
		"""D-24: asking for it opens nothing."""
		approved_override(*self.of_client, self.worker, None)
		self.assertRaises(ConsentMissing, make_assessment, self.enrolment, today())


class TestExternalReferral(GateTestCase):
	def test_recipient_and_information(self):
		"""R-120, D-16: one call holds part 4's referrals to recipient, purpose and information."""
		give_consent(
			*self.of_client,
			purposes=[{"purpose": "Health", "recipient": "Riverside Clinic", "information": "name, phone"}],
		)
		of_client = {"client": self.client.name, "css_case": self.css_case.name}
		referral = {**of_client, "for_what": "External Referral", "on": today()}
		require_consent(**referral, recipient="riverside clinic", information="Name")
		for values in (
			{"recipient": "Hillside Clinic"},
			{"recipient": None},
			{"recipient": "Riverside Clinic", "information": "diagnosis"},
			{"recipient": "Riverside Clinic", "purpose": "Housing"},
		):
			with self.subTest(values), self.assertRaises(ConsentMissing):
				require_consent(**referral, **values)
