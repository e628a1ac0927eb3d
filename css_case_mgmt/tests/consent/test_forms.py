"""CSS Consent Form: versions, languages, what is printed (R-111, R-115, R-117, D-25)."""

import frappe
from frappe.utils import sanitize_html

from css_case_mgmt.css_case_mgmt.doctype.css_consent_form.css_consent_form import ConsentFormLocked
from css_case_mgmt.setup.seeding import enter_in_ledger, read_seeds, seed_everything
from css_case_mgmt.tests import SiteTestCase
from css_case_mgmt.tests.consent.records import make_charter
from css_case_mgmt.tests.factories import (
	CONSENT_FORM,
	SIGNATURE,
	acting_as,
	make_caseworker,
	make_consent,
	make_family,
	make_user,
	today,
)

FORM = "CSS Consent Form"
PSEUDO_TEXT = "<p>\u05d0\u05d1\u05d2 pseudo-text \u05d3\u05d4\u05d5</p>"


class FormTestCase(SiteTestCase):
	@classmethod
	def setUpClass(cls):
		super().setUpClass()
		cls.worker = make_caseworker()
		cls.coordinator = make_user("coordinator@test.example", "CSS National Coordinator")

	def make_form(self, **values):
		values = {
			"form_code": "agency consent",
			"version": 1,
			"language": "eng",
			"kind": "Consent",
			"title": "Consent",
			"status": "Published",
			"body": "<p>Text</p>",
			**values,
		}
		return frappe.get_doc(doctype=FORM, **values).insert()


class TestForm(FormTestCase):
	def test_named_by_code_version_and_language(self):
		"""R-111: a form is one version in one language."""
		with acting_as(self.coordinator):
			self.assertEqual(self.make_form(status="Draft").name, "AGENCY-CONSENT-v1-eng")

	def test_published_text_is_locked(self):
		"""R-111: what somebody may have signed stays; a new version takes its place."""
		with acting_as(self.coordinator):
			form = self.make_form()
			for field, value in (("body", "<p>Other</p>"), ("title", "Other"), ("status", "Draft")):
				form.reload()
				form.set(field, value)
				with self.subTest(field), self.assertRaises(ConsentFormLocked):
					form.save()
			form.reload()
			with acting_as("Administrator"):
				self.assertRaises(ConsentFormLocked, form.delete)
			version = frappe.get_doc(FORM, form.make_new_version())
			self.assertEqual((version.version, version.status, version.body), (2, "Draft", form.body))
			version.body = "<p>Better</p>"
			version.status = "Published"
			version.save()

	def test_text_is_sanitised(self):
		"""D-25: no script in what is shown to a client."""
		with acting_as(self.coordinator):
			form = self.make_form(body='<p onclick="x()">Text</p><script>x()</script>')
		body = frappe.db.get_value(FORM, form.name, "body")
		self.assertNotIn("<script", body)
		self.assertNotIn("onclick", body)

	def test_samples_are_marked_and_clean(self):
		"""D-25: English and French only, marked as samples, and as Frappe would have cleaned them."""
		seeds = read_seeds("consent_forms.json")
		self.assertEqual({seed["language"] for seed in seeds}, {"eng", "fra"})
		for seed in seeds:
			stored = frappe.get_doc(FORM, "{form_code}-v{version}-{language}".format(**seed))
			self.assertTrue(stored.is_sample)
			self.assertEqual(sanitize_html(seed["body"]), seed["body"])

	def test_workflow_and_lists_are_the_admins(self):
		"""D-24: what an admin changed survives a migrate, what was deleted stays deleted."""
		frappe.db.set_value("CSS Checklist Item", "BUILD-TRUST", "item", "Our own words")
		frappe.db.set_value("Workflow", "CSS Consent Review", "is_active", 0)
		frappe.delete_doc("CSS Disclosure Ground", "Law or court order")
		seed_everything()
		self.assertEqual(frappe.db.get_value("CSS Checklist Item", "BUILD-TRUST", "item"), "Our own words")
		self.assertFalse(frappe.db.get_value("Workflow", "CSS Consent Review", "is_active"))
		self.assertFalse(frappe.db.exists("CSS Disclosure Ground", "Law or court order"))
		frappe.delete_doc("Workflow", "CSS Consent Review")
		seed_everything()
		self.assertFalse(frappe.db.exists("Workflow", "CSS Consent Review"))

	def test_intake_practice_and_briefing(self):
		"""R-126, R-256: both checklists are there as records."""
		for checklist, count in (("Intake Practice", 6), ("Interpreter Briefing", 6)):
			self.assertEqual(frappe.db.count("CSS Checklist Item", {"checklist": checklist}), count)


class TestPrinted(FormTestCase):
	def printed(self, doc, print_format):
		with acting_as(self.worker):
			return frappe.get_print(doc.doctype, doc.name, print_format=print_format)

	def test_language_direction_and_content(self):
		"""R-115, R-117: the copy is in the form's language and direction, with names, purposes and signatures."""
		with acting_as(self.coordinator):
			hebrew = "heb" if frappe.db.exists("CSS Language", "heb") else "arb"
			form = self.make_form(language=hebrew, body=PSEUDO_TEXT, is_sample=1)
		with acting_as(self.worker):
			css_case, client = make_family(given_names="Test & Name")
			consent = make_consent(
				css_case.name,
				client.name,
				consent_form=form.name,
				purposes=[{"purpose": "Health", "recipient": "Riverside Clinic", "information": "name"}],
			)
		html = self.printed(consent, "Consent Form")
		for part in ('dir="rtl"', PSEUDO_TEXT, "Test &amp; Name", "Riverside Clinic", SIGNATURE, "Sample"):
			self.assertIn(part, html)
		self.assertNotIn("Test & Name", html)

	def test_french_labels(self):
		"""R-451: around a French text the labels are French as well, whoever prints."""
		with acting_as(self.worker):
			css_case, client = make_family()
			consent = make_consent(css_case.name, client.name, consent_form="CONSENT-v1-fra")
			charter = make_charter(css_case.name, client.name, charter_form="CHARTER-v1-fra")
		for doc, print_format in ((consent, "Consent Form"), (charter, "Client Charter")):
			html = self.printed(doc, print_format)
			self.assertIn('lang="fr" dir="ltr"', html)
			self.assertIn(frappe._("File number", "fr"), html)
			self.assertIn(frappe._("Copy for the client", "fr"), html)

	def test_what_was_explained(self):
		"""R-121, R-127: the client's copies say what was explained, and nothing that was not ticked."""
		with acting_as(self.worker):
			of_file = [each.name for each in make_family()]
			consent = make_consent(*of_file, rights_explained=0)
			charter = make_charter(*of_file, rights_explained=1, voluntary_explained=1)
		risks, voluntary = "Facts, risks and alternatives explained", "Taking part is voluntary: explained"
		html = self.printed(consent, "Consent Form")
		self.assertIn(risks, html)
		self.assertNotIn("Rights and responsibilities explained", html)
		html = self.printed(charter, "Client Charter")
		self.assertIn(voluntary, html)
		self.assertIn("Rights, responsibilities and expectations explained", html)
		self.assertNotIn("How to complain explained", html)

	def test_the_sample_charter_is_about_taking_part(self):
		"""R-127: what the client signs says that taking part is voluntary, beside rights and responsibilities."""
		charters = [seed["body"] for seed in read_seeds("consent_forms.json") if seed["kind"] == "Charter"]
		self.assertEqual(len(charters), 2)
		for body, words in zip(charters, ("may say no at any time", "dire non à tout moment"), strict=True):
			self.assertIn(words, body)

	def test_only_for_whoever_may_print_the_record(self):
		"""R-117, R-507: the print asks the same permission as the record."""
		with acting_as(self.worker):
			css_case, client = make_family()
			consent = make_consent(css_case.name, client.name)
		with acting_as("west@test.example"), self.assertRaises(frappe.PermissionError):
			frappe.get_attr("frappe.www.printview.get_html_and_style")(
				"CSS Consent", consent.name, print_format="Consent Form"
			)
