"""The card to read before a follow-up (R-164, R-173, R-454)."""

import frappe
from frappe.utils import add_days, add_months

from css_case_mgmt.api.nam import complete
from css_case_mgmt.api.preparation import get_preparation
from css_case_mgmt.tests import SiteTestCase
from css_case_mgmt.tests.contacts.records import make_activity
from css_case_mgmt.tests.factories import (
	NORTH,
	acting_as,
	answers_of_weight,
	complete_assessment,
	give_access,
	make_assessment,
	make_enrolment,
	make_family,
	make_staff,
	today,
)

WORKER, COLLEAGUE = "caseworker@test.example", "colleague@test.example"


class PreparationTestCase(SiteTestCase):
	def setUp(self):
		super().setUp()
		frappe.set_user(WORKER)
		self.css_case, self.client = make_family(primary_language="prs")
		self.enrolment = make_enrolment(self.css_case.name, self.client.name)

	def sections(self) -> dict[str, list[dict]]:
		found = get_preparation(self.enrolment.name)["sections"]
		return {section["key"]: section["lines"] for section in found}


class TestPreparation(PreparationTestCase):
	def test_before_the_first_assessment(self):
		"""R-164: what is known, and no heading without anything below it."""
		sections = self.sections()
		self.assertEqual(set(sections), {"standing", "due", "interpreter", "consent"})
		self.assertIn("Dari", sections["interpreter"][0]["text"])
		self.assertEqual(sections["due"][0]["tone"], "alert")

	def test_strengths_come_first(self):
		"""R-164, R-454, D-03: the least need first; a factor without a score is in neither list."""
		answers = []
		for row in answers_of_weight(1):
			if row["question_code"].startswith("HS"):
				row = {"question_code": row["question_code"], "unanswered_reason": "Declined"}
			elif row["question_code"].startswith("CH"):
				row["option_code"] = next(
					each["option_code"]
					for each in answers_of_weight(3)
					if each["question_code"] == row["question_code"]
				)
			answers.append(row)
		done = complete_assessment(self.enrolment, answers=answers, case_note="Spoke about the school.")
		found = get_preparation(self.enrolment.name)["sections"]
		self.assertEqual([section["key"] for section in found][:2], ["strengths", "needs"])
		sections = self.sections()
		self.assertEqual({each["score"] for each in sections["strengths"]}, {1})
		self.assertEqual([(each["text"], each["score"]) for each in sections["needs"]], [("Children", 3)])
		titles = {each["text"] for key in ("strengths", "needs") for each in sections[key]}
		self.assertNotIn("Housing & Security", titles)
		self.assertEqual(sections["standing"][0]["name"], done.name)
		self.assertNotIn("score", sections["standing"][0])
		self.assertEqual(sections["notes"][0]["detail"], "Spoke about the school.")

	def test_last_notes_with_their_dates(self):
		"""R-164: notes and contacts, the latest first; the meeting of the assessment is not told twice."""
		draft = make_assessment(self.enrolment, today(), 2)
		complete(draft.name, "Spoke about work.", write_down=True)
		for days in (40, 30, 20, 10):
			make_activity(
				self.css_case.name, self.client.name, on=add_days(today(), -days), note=f"{days} days ago"
			)
		make_activity(
			self.css_case.name,
			self.client.name,
			on=add_days(today(), -5),
			successful=0,
			attempt_result="No Answer",
			is_final=False,
		)
		lines = self.sections()["notes"]
		self.assertEqual(
			[each["detail"] for each in lines],
			["Spoke about work.", "10 days ago", "20 days ago", "30 days ago"],
		)
		self.assertEqual(lines[0]["name"], draft.name)

	def test_safety_notes_only_for_those_who_may_read_them(self):
		"""R-065: a monitor, who may read the file, gets not even the heading."""
		frappe.get_doc(
			doctype="CSS Safety Note",
			client=self.client.name,
			css_case=self.css_case.name,
			noted_on=today(),
			review_on=add_months(today(), 3),
			active=1,
			behaviour="The dog bites.",
			precautions="Come by two.",
		).insert()
		self.assertEqual(self.sections()["safety"][0]["detail"], "Come by two.")
		monitor = make_staff("monitor.nam@test.example", "CSS Monitor", site=NORTH)
		with acting_as("manager@test.example"):
			give_access(self.css_case.name, monitor, "Monitor")
		with acting_as(monitor):
			self.assertNotIn("safety", self.sections())

	def test_consent_that_was_withdrawn_is_said(self):
		"""R-164, R-122."""
		consent = frappe.get_last_doc("CSS Consent", {"client": self.client.name})
		self.assertEqual(self.sections()["consent"][0]["tone"], "good")
		consent.reload()
		consent.update({"withdrawn_on": today(), "withdrawal_note": "Wishes to stop."})
		consent.save()
		self.assertIn("withdrawn", self.sections()["consent"][0]["text"])

	def test_a_colleague_is_refused(self):
		"""D-19."""
		with acting_as(COLLEAGUE), self.assertRaises(frappe.PermissionError):
			get_preparation(self.enrolment.name)

	def test_queries_do_not_grow_with_the_history(self):
		"""R-164: as many for two years of contacts as for one week of them."""
		complete_assessment(self.enrolment, answers=2)
		make_activity(self.css_case.name, self.client.name, on=add_days(today(), -1))
		self.sections()
		few = self.count_queries(self.sections)
		for days in range(2, 12):
			make_activity(self.css_case.name, self.client.name, on=add_days(today(), -days))
		complete_assessment(self.enrolment, add_months(self.enrolment.enrolment_date, 4), 2)
		self.assertLessEqual(self.count_queries(self.sections), few)
