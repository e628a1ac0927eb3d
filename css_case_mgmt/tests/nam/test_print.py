"""The Needs Assessment on paper (R-171, R-174, R-451)."""

import frappe
from frappe.utils import add_months

from css_case_mgmt.tests import SiteTestCase
from css_case_mgmt.tests.factories import (
	BANK,
	acting_as,
	answers_of_weight,
	complete_assessment,
	make_assessment,
	make_enrolment,
	make_family,
)

WORKER, COLLEAGUE = "caseworker@test.example", "colleague@test.example"
HEBREW_LETTERS = "\u05d0\u05d1\u05d2"


class TestPrint(SiteTestCase):
	def setUp(self):
		super().setUp()
		frappe.set_user(WORKER)
		self.css_case, self.client = make_family(given_names="Test & Name")
		self.enrolment = make_enrolment(self.css_case.name, self.client.name)

	def printed(self, assessment) -> str:
		return frappe.get_print(assessment.doctype, assessment.name, print_format="Needs Assessment")

	def test_answers_gaps_and_scores_in_words(self):
		"""R-171, R-174, D-03, D-04: no number where there is none, and which way is better."""
		answers = [
			{"question_code": row["question_code"], "unanswered_reason": "Declined"}
			if row["question_code"].startswith("HS")
			else row
			for row in answers_of_weight(1)
		]
		html = self.printed(complete_assessment(self.enrolment, answers=answers, case_note="School & work"))
		bank = frappe.get_cached_doc("CSS NAM Bank", BANK)
		for part in (
			bank.questions[0].question,
			"No answer: Declined",
			"Incomplete",
			"Independent",
			"lower is better",
			"Test &amp; Name",
			"School &amp; work",
			"not official",
		):
			with self.subTest(part):
				self.assertIn(part, html)
		for part in ("Test & Name", "Draft: not", "Corrected since", "0.00"):
			with self.subTest(part):
				self.assertNotIn(part, html)

	def test_change_since_the_baseline(self):
		"""R-171, D-04: in words."""
		complete_assessment(self.enrolment, answers=3)
		later = complete_assessment(self.enrolment, add_months(self.enrolment.enrolment_date, 4), 1)
		self.assertIn("Improved by 2.00 since the baseline", self.printed(later))

	def test_drafts_and_corrections_say_so(self):
		"""R-171, R-172: nobody takes a paper for what it is not."""
		draft = make_assessment(self.enrolment, answers=2)
		self.assertIn("Draft: not completed yet.", self.printed(draft))
		draft.submit()
		correction = frappe.get_doc("CSS NAM Assessment", draft.correct("A slip"))
		correction.submit()
		self.assertIn("Corrected since", self.printed(draft))
		html = self.printed(correction)
		self.assertIn("Correction 1 of this assessment.", html)
		self.assertIn("A slip", html)
		self.assertNotIn("Corrected since", html)

	def test_the_clients_language_beside_and_from_right_to_left(self):
		"""R-171, R-451: the second language has its own direction; in a print of that language all has."""
		with acting_as("Administrator"):
			frappe.db.set_value("CSS Client", self.client.name, "primary_language", "prs")
			bank = frappe.get_doc("CSS NAM Bank", BANK)
			question = bank.questions[0].question_code
			bank.append(
				"translations", {"question_code": question, "language": "prs", "text": HEBREW_LETTERS}
			)
			bank.save()
		done = complete_assessment(self.enrolment, answers=1)
		html = self.printed(done)
		self.assertIn('<div class="css-print-small" lang="prs" dir="rtl">' + HEBREW_LETTERS, html)
		self.assertIn('lang="en" dir="ltr"', html)
		frappe.local.lang = "ar"
		try:
			self.assertIn('<div class="css-printed" lang="ar" dir="rtl">', self.printed(done))
		finally:
			frappe.local.lang = "en"

	def test_french(self):
		"""R-450: questions in the language of the print."""
		done = complete_assessment(self.enrolment, answers=1)
		frappe.local.lang = "fr"
		try:
			self.assertIn("Santé physique et mentale", self.printed(done))
		finally:
			frappe.local.lang = "en"

	def test_only_for_whoever_may_print_the_record(self):
		"""R-507: the print asks the same permission as the record."""
		done = complete_assessment(self.enrolment, answers=1)
		with acting_as(COLLEAGUE), self.assertRaises(frappe.PermissionError):
			frappe.get_attr("frappe.www.printview.get_html_and_style")(
				"CSS NAM Assessment", done.name, print_format="Needs Assessment"
			)
