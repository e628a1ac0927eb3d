"""CSS Consent and CSS Charter Acknowledgement: given, locked, withdrawn, reviewed (R-111 to R-122, D-24)."""

import frappe
import frappe.client
from frappe.model.workflow import apply_workflow
from frappe.utils import add_days, add_months, add_years

from css_case_mgmt.api.consent import get_agreements, get_standing, prepare, record, standings
from css_case_mgmt.case_document import DateRefused
from css_case_mgmt.css_case_mgmt.doctype.css_consent.css_consent import ConsentRefused, ReviewRefused
from css_case_mgmt.css_case_mgmt.doctype.css_consent_form.css_consent_form import ConsentFormRefused
from css_case_mgmt.signed_document import SignatureRefused, SignedRecordLocked
from css_case_mgmt.tests import SiteTestCase
from css_case_mgmt.tests.consent.records import make_charter, make_second_manager
from css_case_mgmt.tests.factories import (
	CONSENT_FORM,
	SIGNATURE,
	acting_as,
	give_consent,
	make_assessment,
	make_caseworker,
	make_client,
	make_consent,
	make_enrolment,
	make_family,
	make_manager,
	make_member,
	today,
)

CONSENT = "CSS Consent"


class ConsentTestCase(SiteTestCase):
	@classmethod
	def setUpClass(cls):
		super().setUpClass()
		cls.worker = make_caseworker()
		cls.west = make_caseworker("west@test.example", "Test Site West")
		cls.manager = make_manager()
		cls.second_manager = make_second_manager()

	def setUp(self):
		super().setUp()
		frappe.set_user(self.worker)
		self.css_case, self.client = make_family()
		self.of_client = (self.css_case.name, self.client.name)

	def make_child(self, age, days=0):
		child = make_client(date_of_birth=add_days(add_years(today(), -age), days))
		make_member(self.css_case.name, child.name, member_from=add_months(today(), -1))
		return child.name


class TestGiving(ConsentTestCase):
	def test_language_and_title_come_from_the_form(self):
		"""R-115: the language signed is the form's; the title names nobody."""
		consent = make_consent(*self.of_client, consent_form="CONSENT-v1-fra", language="eng")
		self.assertEqual(consent.language, "fra")
		self.assertIn(self.client.file_number, consent.title)
		self.assertNotIn(self.client.given_names, consent.title)

	def test_a_further_consent_without_charter(self):
		"""R-119: where the charter is there, the desk sends an empty one along."""
		values = {
			"consent_form": CONSENT_FORM,
			"given_by": "Self",
			"explained_on": str(today()),
			"understood": 1,
			"limits_explained": 1,
			"rights_explained": 1,
			"purposes": [{"purpose": "Case management"}],
			"valid_from": str(today()),
			"signature_method": "Signed on Screen",
		}
		made = record(self.client.name, self.css_case.name, frappe.as_json(values), "")
		self.assertEqual(list(made), [CONSENT])

	def test_published_forms_only(self):
		"""R-111: drafts, retired forms and forms of the other kind are not signed."""
		draft = frappe.get_doc("CSS Consent Form", CONSENT_FORM)
		with acting_as("Administrator"):
			draft = draft.make_new_version()
		for form in (draft, "CHARTER-v1-eng"):
			with self.subTest(form), self.assertRaises(ConsentFormRefused):
				make_consent(*self.of_client, consent_form=form)

	def test_no_future(self):
		"""D-29: nothing is explained, signed or given tomorrow."""
		for field in ("explained_on", "client_signed_on", "caseworker_signed_on", "copy_given_on"):
			with self.subTest(field), self.assertRaises(DateRefused):
				make_consent(*self.of_client, **{field: add_days(today(), 1)})
		with self.assertRaises(DateRefused):
			make_consent(*self.of_client, valid_until=add_days(today(), -1))

	def test_explained_before_signed(self):
		"""R-116, R-123: signed no earlier than explained, and the copy no earlier than signed."""
		yesterday = add_days(today(), -1)
		for values in ({"client_signed_on": yesterday}, {"copy_given_on": yesterday}):
			with self.subTest(values), self.assertRaises(DateRefused):
				make_consent(*self.of_client, **values)

	def test_guardian(self):
		"""R-045, T-09: a guardian is named, signs for the child, and not for somebody old enough."""
		child = self.make_child(10)
		of_parent = {"given_by": "Guardian", "guardian_name": "A parent", "guardian_authority": "Parent"}
		self.assertRaises(ConsentRefused, make_consent, self.css_case.name, child)
		self.assertRaises(ConsentRefused, make_consent, self.css_case.name, child, given_by="Guardian")
		self.assertTrue(make_consent(self.css_case.name, child, **of_parent).name)
		self.assertRaises(ConsentRefused, make_consent, *self.of_client, **of_parent)
		of_adult = {**of_parent, "guardian_authority": "Legal guardian of an adult"}
		self.assertTrue(make_consent(*self.of_client, **of_adult).name)

	def test_sixteenth_birthday(self):
		"""T-09: on the sixteenth birthday alone, the day before with a guardian."""
		self.assertTrue(make_consent(self.css_case.name, self.make_child(16)).name)
		self.assertRaises(ConsentRefused, make_consent, self.css_case.name, self.make_child(16, 1))

	def test_only_pictures_are_signatures(self):
		"""R-118: what is printed as a picture is one."""
		for signature in ("data:text/html;base64,PHA+", 'data:image/png;base64,"onerror="x', "signed"):
			with self.subTest(signature), self.assertRaises(SignatureRefused):
				make_consent(*self.of_client, client_signature=signature)
		for scan in ("/files/public.pdf", "https://elsewhere.example/scan.pdf"):
			with self.subTest(scan), self.assertRaises(SignatureRefused):
				make_consent(*self.of_client, signature_method="Signed on Paper", scan=scan)

	def test_member_of_the_case(self):
		"""R-112: a consent is kept in a case to which the person belongs."""
		other_case, _other = make_family()
		self.assertRaises(SignatureRefused, make_consent, other_case.name, self.client.name)

	def test_both_in_one_sitting(self):
		"""R-113, R-129: consent, charter and the talk about the end, from one page; all or nothing."""
		proposal = prepare(self.client.name, self.css_case.name)
		self.assertEqual(proposal["valid_until"], add_days(add_months(today(), 12), -1))
		self.assertEqual(proposal["forms"]["Consent"][0]["language"], "eng")
		consent = {"consent_form": CONSENT_FORM, "explained_on": str(today())}
		charter = {
			"charter_form": "CHARTER-v1-fra",
			"acknowledged_on": str(today()),
			"graduation_discussed_on": str(today()),
		}
		made = record(self.client.name, self.css_case.name, consent, charter)
		self.assertEqual(
			frappe.get_doc("CSS Charter Acknowledgement", made["CSS Charter Acknowledgement"]).language, "fra"
		)
		self.assertRaises(frappe.PermissionError, self.as_stranger, record, consent, charter)
		self.assertRaises(frappe.PermissionError, self.as_stranger, prepare)

	def as_stranger(self, function, *args):
		with acting_as(self.west):
			return function(self.client.name, self.css_case.name, *args)

	def test_what_was_explained_is_stored(self):
		"""R-121, R-127: facts, risks and alternatives with the consent, rights and voluntary participation with the
		charter; from one sitting, and as both have signed it."""
		day = str(today())
		signed = {
			"signature_method": "Signed on Screen",
			"client_signature": SIGNATURE,
			"caseworker_signature": SIGNATURE,
			"client_signed_on": day,
			"caseworker_signed_on": day,
		}
		consent = {"consent_form": CONSENT_FORM, "explained_on": day, "risks_explained": 1, **signed}
		charter = {
			"charter_form": "CHARTER-v1-eng",
			"acknowledged_on": day,
			"rights_explained": 1,
			"voluntary_explained": 1,
			**signed,
		}
		made = record(self.client.name, self.css_case.name, frappe.as_json(consent), frappe.as_json(charter))
		for doctype, fieldnames in (
			(CONSENT, ("risks_explained",)),
			("CSS Charter Acknowledgement", ("rights_explained", "voluntary_explained")),
		):
			for fieldname in fieldnames:
				with self.subTest(fieldname):
					stored = frappe.get_doc(doctype, made[doctype])
					self.assertEqual(stored.get(fieldname), 1)
					stored.set(fieldname, 0)
					self.assertRaises(SignedRecordLocked, stored.save)

	def test_nothing_counts_before_it_is_understood(self):
		"""R-121: permission rests on what the client has understood: facts, risks and alternatives told are not enough."""
		consent = make_consent(*self.of_client, understood=0, risks_explained=1)
		self.assertEqual(get_standing(consent.name)["standing"], "Not Explained")

	def test_form_in_the_clients_language_first(self):
		"""R-115: her own language first, English where there is none."""
		for language, first in (("fra", "fra"), ("prs", "eng")):
			client = make_client(primary_language=language)
			make_member(self.css_case.name, client.name, member_from=today())
			forms = prepare(client.name, self.css_case.name)["forms"]["Consent"]
			self.assertEqual(forms[0]["language"], first)


class TestLocked(ConsentTestCase):
	def test_what_was_signed_stays(self):
		"""R-111, D-24: after both signatures nothing of it changes by any surface; the copy may be recorded."""
		consent = make_consent(*self.of_client)
		for values in (
			{"valid_until": add_months(today(), 24)},
			{"understood": 0},
			{"client_signature": None},
			{"given_by": "Guardian"},
			{"purposes": [{"purpose": "Another purpose", "recipient": "Somebody"}]},
		):
			changed = frappe.get_doc(CONSENT, consent.name).as_dict()
			changed.update(values)
			with self.subTest(values), self.assertRaises(SignedRecordLocked):
				frappe.client.save(changed)
		self.assertRaises(
			SignedRecordLocked,
			frappe.client.set_value,
			CONSENT,
			consent.name,
			"valid_from",
			add_days(today(), -9),
		)
		frappe.get_doc(CONSENT, consent.name).record_copy()
		self.assertEqual(frappe.db.get_value(CONSENT, consent.name, "copy_given_on"), today())

	def test_until_then_it_can_be_completed(self):
		"""R-112: the second signature may follow."""
		consent = make_consent(*self.of_client, caseworker_signed_on=None)
		self.assertEqual(get_standing(consent.name)["standing"], "Not Signed")
		consent.caseworker_signed_on = today()
		consent.save()
		self.assertEqual(get_standing(consent.name)["standing"], "Valid")

	def test_charter(self):
		"""R-113: a signed charter does not change either."""
		charter = make_charter(*self.of_client)
		charter.acknowledged_on = add_days(today(), -5)
		self.assertRaises(SignedRecordLocked, charter.save)
		charter.reload()
		charter.graduation_discussed_on = today()
		charter.save()


class TestWithdrawing(ConsentTestCase):
	def test_records_by_whom_and_what_it_stops(self):
		"""R-122: who recorded it and what it affects are written down, and shown before."""
		enrolment = make_enrolment(*self.of_client, consent=False)
		consent = give_consent(*self.of_client)
		draft = make_assessment(enrolment, today())
		self.assertIn(draft.title, consent.what_withdrawal_affects()[0])
		consent.withdraw(note="By telephone")
		consent.reload()
		self.assertEqual((consent.withdrawn_on, consent.withdrawn_recorded_by), (today(), self.worker))
		self.assertIn(draft.title, consent.withdrawal_affects)

	def test_by_any_surface_and_for_good(self):
		"""R-122: a date typed by REST is a withdrawal as well; none is taken back or predated to before it."""
		consent = make_consent(*self.of_client)
		self.assertRaises(
			DateRefused, frappe.client.set_value, CONSENT, consent.name, "withdrawn_on", add_days(today(), -1)
		)
		frappe.client.set_value(
			CONSENT, consent.name, {"withdrawn_on": today(), "withdrawn_recorded_by": self.manager}
		)
		stored = frappe.get_doc(CONSENT, consent.name)
		self.assertEqual(stored.withdrawn_recorded_by, self.worker)
		for value in (None, add_days(today(), -1)):
			with self.assertRaises(ConsentRefused):
				frappe.client.set_value(CONSENT, consent.name, "withdrawn_on", value)
		self.assertRaises(ConsentRefused, stored.withdraw)

	def test_not_in_the_future(self):
		"""R-122: it stops at once, not some day."""
		consent = make_consent(*self.of_client)
		self.assertRaises(DateRefused, consent.withdraw, str(add_days(today(), 1)))

	def test_standing_in_lists(self):
		"""R-119: the list and the file say where each stands, for whoever may read it."""
		consent = make_consent(*self.of_client)
		self.assertEqual(standings([consent.name]), {consent.name: "Valid"})
		self.assertEqual(get_agreements(self.client.name)["consents"][0]["standing"], "Valid")
		consent.withdraw()
		self.assertEqual(standings([consent.name]), {consent.name: "Withdrawn"})
		with acting_as(self.west):
			self.assertEqual(standings([consent.name]), {})


class TestReview(ConsentTestCase):
	def setUp(self):
		super().setUp()
		self.consent = make_consent(*self.of_client)

	def stored(self, **values):
		return frappe.db.get_value(CONSENT, {"name": self.consent.name, **values})

	def test_manager_reviews(self):
		"""D-16, D-24: by the workflow's action; who did it is recorded."""
		with acting_as(self.manager):
			apply_workflow(frappe.get_doc(CONSENT, self.consent.name), "Review")
		self.assertTrue(self.stored(workflow_state="Reviewed", reviewed_by=self.manager))

	def test_nobody_reviews_the_own_record(self):
		"""D-24: not even a manager, and not past the workflow by REST."""
		with acting_as(self.manager):
			own = make_consent(*self.of_client)
			self.assertRaises(
				ReviewRefused, frappe.client.set_value, CONSENT, own.name, "workflow_state", "Reviewed"
			)
			forged = frappe.get_doc(CONSENT, own.name).as_dict()
			forged.update({"owner": self.worker, "workflow_state": "Reviewed"})
			self.assertRaises(ReviewRefused, frappe.client.save, forged)
		with acting_as(self.second_manager):
			frappe.client.set_value(CONSENT, own.name, "workflow_state", "Reviewed")

	def test_only_a_manager_of_the_site(self):
		"""D-24: no worker, whatever is typed into the fields of the review."""
		values = {"workflow_state": "Reviewed", "reviewed_by": self.manager}
		with acting_as(make_caseworker("second@test.example")):
			self.assertRaises(
				frappe.PermissionError, frappe.client.set_value, CONSENT, self.consent.name, values
			)
		for change in (values, {"workflow_state": "Anything"}):
			self.assertRaises(frappe.PermissionError, self.try_change, change)
		frappe.client.set_value(CONSENT, self.consent.name, "reviewed_by", self.manager)
		self.assertTrue(self.stored(workflow_state="Recorded", reviewed_by=("is", "not set")))

	def try_change(self, values):
		"""Past the workflow, which an admin may have switched off."""
		frappe.db.set_value("Workflow", "CSS Consent Review", "is_active", 0)
		frappe.cache.delete_value("workflow")
		frappe.clear_cache(doctype=CONSENT)
		self.addCleanup(frappe.clear_cache)
		frappe.client.set_value(CONSENT, self.consent.name, values)

	def test_new_ones_begin_as_recorded(self):
		"""D-24: a state typed with a new record does not count."""
		consent = make_consent(*self.of_client, workflow_state="Reviewed", reviewed_by=self.manager)
		self.assertEqual((consent.workflow_state, consent.reviewed_by), ("Recorded", None))

	def test_no_mail(self):
		"""D-24: workflow mails would attach the document."""
		self.assertFalse(frappe.db.get_value("Workflow", "CSS Consent Review", "send_email_alert"))
		self.assertFalse(frappe.db.exists("Email Queue", {"reference_name": self.consent.name}))


class TestSignature(ConsentTestCase):
	def test_picture_is_kept_as_drawn(self):
		"""R-118: the method and the drawing are stored."""
		consent = frappe.get_doc(CONSENT, make_consent(*self.of_client).name)
		self.assertEqual(
			(consent.client_signature, consent.signature_method), (SIGNATURE, "Signed on Screen")
		)
