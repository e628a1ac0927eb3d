"""What the answer sheet and the progress panels call (D-03, D-05, R-146, R-150, R-162, R-508)."""

import frappe
from frappe.utils import add_months

from css_case_mgmt.api.nam import (
	get_client_overview,
	get_progress,
	get_sheet,
	overdue_enrolments,
	preview_scores,
	save_answers,
	start,
)
from css_case_mgmt.settings import site_today
from css_case_mgmt.tests import SiteTestCase
from css_case_mgmt.tests.factories import (
	NORTH,
	acting_as,
	answers_of_weight,
	complete_assessment,
	make_assessment,
	make_caseworker,
	make_enrolment,
	make_family,
)


class TestNamApi(SiteTestCase):
	@classmethod
	def setUpClass(cls):
		super().setUpClass()
		cls.worker = make_caseworker()
		cls.colleague = make_caseworker("second@test.example")
		cls.today = site_today(NORTH)
		with acting_as(cls.worker):
			cls.css_case, cls.client = make_family()
			cls.enrolment = make_enrolment(cls.css_case.name, cls.client.name, add_months(cls.today, -9))
			complete_assessment(cls.enrolment, answers=3)

	def setUp(self):
		with acting_as(self.worker):
			self.draft = make_assessment(self.enrolment, self.today)
		self.addCleanup(self.put_draft_aside)

	def put_draft_aside(self):
		self.draft.reload()
		self.draft.abandon("Test over.")

	def test_preview_stores_nothing(self):
		"""R-146: the scores that completing would store, and no trace of them yet."""
		with acting_as(self.worker):
			scores = preview_scores(self.draft.name, answers_of_weight(1))
		self.assertEqual(scores["overall"]["status"], "Scored")
		self.assertEqual(scores["overall"]["score"], 1)
		self.assertEqual(scores["overall"]["direction"], "Improved")
		self.draft.reload()
		self.assertEqual(self.draft.overall_status, "Incomplete")
		self.assertFalse(any(row.option_code for row in self.draft.answers))

	def test_saved_answers_leave_the_others_alone(self):
		"""R-162, R-508: of two who fill in one draft, neither wipes out what the other has answered."""
		first, second = answers_of_weight(1)[:2]
		with acting_as(self.worker):
			save_answers(self.draft.name, [first])
			result = save_answers(
				self.draft.name, [{**second, "option_code": None, "unanswered_reason": "Declined"}]
			)
		stored = {row["question_code"]: row for row in result["answers"]}
		self.assertEqual(stored[first["question_code"]]["option_code"], first["option_code"])
		self.assertEqual(stored[second["question_code"]]["unanswered_reason"], "Declined")
		self.draft.reload()
		self.assertEqual(str(self.draft.modified), str(result["modified"]))

	def test_answers_of_a_completed_assessment_are_locked(self):
		"""R-172."""
		completed = frappe.get_doc("CSS NAM Assessment", {"enrolment": self.enrolment.name, "docstatus": 1})
		with acting_as(self.worker), self.assertRaises(frappe.ValidationError):
			save_answers(completed.name, answers_of_weight(1)[:1])

	def test_a_colleague_is_refused(self):
		"""D-19: on every way in."""
		with acting_as(self.colleague):
			for call in (
				lambda: get_sheet(self.draft.name),
				lambda: preview_scores(self.draft.name, []),
				lambda: save_answers(self.draft.name, []),
				lambda: start(self.enrolment.name),
				lambda: get_progress(self.enrolment.name),
				lambda: get_client_overview(self.client.name),
			):
				with self.assertRaises(frappe.PermissionError):
					call()
			self.assertEqual(overdue_enrolments([self.enrolment.name]), {})

	def test_sheet_in_two_languages(self):
		"""R-450, R-451, D-05: the reader's language first, the client's beside it if the bank has it."""
		frappe.db.set_value("CSS Client", self.client.name, "primary_language", "fra")
		with acting_as(self.worker):
			sheet = get_sheet(self.draft.name)
			alone = get_sheet(self.draft.name, second_language="")
			frappe.local.lang = "fr"
			try:
				french = get_sheet(self.draft.name, second_language="eng")
			finally:
				frappe.local.lang = "en"
		question = sheet["factors"][0]["questions"][0]
		translated = french["factors"][0]["questions"][0]
		self.assertEqual((sheet["first"], sheet["second"]), ("eng", "fra"))
		self.assertEqual(question["second"], translated["text"])
		self.assertEqual(translated["second"], question["text"])
		self.assertNotEqual(question["text"], translated["text"])
		self.assertIsNone(alone["factors"][0]["questions"][0]["second"])

	def test_a_language_that_the_bank_lacks_is_not_offered(self):
		"""D-05: no empty second language."""
		frappe.db.set_value("CSS Client", self.client.name, "primary_language", "prs")
		with acting_as(self.worker):
			self.assertIsNone(get_sheet(self.draft.name)["second"])

	def test_progress_says_what_is_due(self):
		"""D-01, R-150, R-169: one interval after the latest completed slot, and overdue by now."""
		with acting_as(self.worker):
			progress = get_progress(self.enrolment.name)
			overdue = overdue_enrolments([self.enrolment.name])
		self.assertEqual(progress["next_due"], add_months(self.enrolment.enrolment_date, 4))
		self.assertTrue(progress["is_overdue"])
		self.assertEqual(progress["months_in_programme"], 9)
		self.assertEqual(progress["draft"]["name"], self.draft.name)
		self.assertEqual([row["label"] for row in progress["assessments"]], ["A1"])
		self.assertEqual(overdue, {self.enrolment.name: progress["next_due"]})
