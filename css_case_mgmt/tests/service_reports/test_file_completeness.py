"""File Completeness (R-266, R-274, R-276, R-283, R-284, R-287)."""

import frappe

from css_case_mgmt.rules.file_completeness import Item, Mark
from css_case_mgmt.tests.contacts.records import make_activity
from css_case_mgmt.tests.factories import (
	complete_assessment,
	make_eligible,
	make_enrolment,
	make_family,
	today,
)
from css_case_mgmt.tests.service_reports.base import ServiceReportCase
from css_case_mgmt.tests.service_reports.records import make_addendum, make_plan, make_referral


class TestFileCompleteness(ServiceReportCase):
	REPORT = "File Completeness"

	def row(self, **filters) -> dict:
		return next(row for row in self.rows(**filters) if row["enrolment"] == self.enrolment.name)

	def mark(self, item: Item, **filters) -> str:
		return self.row(**filters)[item.value]

	def test_a_new_file(self) -> None:
		"""R-266, R-284: everything that is missing is said, and what does not apply is N/A."""
		row = self.row()
		self.assertEqual(
			{item.value: row[item.value] for item in Item},
			{
				"consent": "Yes",
				"charter": "Yes",
				"copies": "No",
				"eligibility": "No",
				"first_assessment": "No",
				"plan": "No",
				"formal_events": "N/A",
				"notes_in_time": "N/A",
				"problems": "N/A",
				"referrals_followed_up": "N/A",
				"referrals_noted": "N/A",
				"documents": "N/A",
			},
		)
		self.assertEqual((row["missing"], row["family"]), (4, "Amina Haddad"))
		self.assertIn("Agree on a settlement plan.", row["to_do"])

	def test_a_complete_file(self) -> None:
		"""R-284, R-287."""
		make_eligible(self.case.name, self.head.name)
		complete_assessment(self.enrolment, self.days_ago(190), 2)
		make_plan(self.enrolment)
		for doctype in ("CSS Consent", "CSS Charter Acknowledgement"):
			frappe.db.set_value(
				doctype, {"client": self.head.name}, {"copy_given_on": today(), "client_signed_on": today()}
			)
		row = self.row()
		self.assertEqual((row["missing"], row["to_do"]), (0, ""))
		self.assertEqual(self.row(state="Complete")["enrolment"], self.enrolment.name)
		self.assertEqual(self.summary()["Complete"], 1)

	def test_a_withdrawn_consent_and_a_draft_are_none(self) -> None:
		"""R-110, R-122."""
		frappe.db.set_value("CSS Consent", {"client": self.head.name}, "withdrawn_on", today())
		make_plan(self.enrolment, status="Draft")
		self.assertEqual((self.mark(Item.CONSENT), self.mark(Item.PLAN)), ("No", "No"))

	def test_formal_meetings_have_a_note(self) -> None:
		"""R-276: an addendum makes good for it; the meeting of an assessment has its note there."""
		visit = make_activity(
			self.case.name, self.head.name, activity_type="Home Visit", method="In Person", note="x"
		)
		self.assertEqual(self.mark(Item.FORMAL_EVENTS), "Yes")
		frappe.db.set_value("CSS Activity", visit.name, "note", "")
		self.assertEqual(self.mark(Item.FORMAL_EVENTS), "No")
		make_addendum(visit, "What was spoken of")
		self.assertEqual(self.mark(Item.FORMAL_EVENTS), "Yes")
		frappe.db.set_value("CSS Activity", visit.name, "marked_in_error_on", today())
		self.assertEqual(self.mark(Item.FORMAL_EVENTS), "N/A")

	def test_notes_in_time(self) -> None:
		"""R-283, R-287: one of five is 20 of 100, which may be late."""
		activities = [make_activity(self.case.name, self.head.name) for _number in range(5)]
		frappe.db.set_value("CSS Activity", activities[0].name, "is_late", 1)
		self.assertEqual(self.mark(Item.NOTES_IN_TIME), "Yes")
		self.assertEqual(self.mark(Item.NOTES_IN_TIME, late_percent=19), "No")
		self.assertEqual(self.row()["late_notes"], "1 / 5")
		for filters in ({"late_percent": 101}, {"problem_days": 0}, {"state": "Good"}):
			with self.assertRaises(frappe.ValidationError):
				self.row(**filters)

	def test_problems_wait_for_thirty_days(self) -> None:
		"""R-274."""
		problem = make_activity(self.case.name, self.head.name, on=self.days_ago(30), problem="No heating")
		frappe.db.set_value("CSS Activity", problem.name, "problem_status", "Open")
		self.assertEqual(self.mark(Item.PROBLEMS), "Yes")
		self.assertEqual(self.mark(Item.PROBLEMS, problem_days=29), "No")
		frappe.db.set_value("CSS Activity", problem.name, "problem_status", "Resolved")
		self.assertEqual(self.mark(Item.PROBLEMS), "N/A")

	def test_referrals_are_followed_up_and_noted(self) -> None:
		"""R-276, R-308."""
		referral = make_referral(
			self.case.name, self.head.name, on=self.days_ago(20), follow_up_due=self.days_ago(1)
		)
		self.assertEqual(
			(self.mark(Item.REFERRALS_FOLLOWED_UP), self.mark(Item.REFERRALS_NOTED)), ("No", "No")
		)
		activity = make_activity(self.case.name, self.head.name)
		frappe.db.set_value("CSS Activity", activity.name, "referral", referral.name)
		frappe.db.set_value("CSS Referral", referral.name, "followed_up_on", today())
		self.assertEqual(
			(self.mark(Item.REFERRALS_FOLLOWED_UP), self.mark(Item.REFERRALS_NOTED)), ("Yes", "Yes")
		)

	def test_who_left_is_no_open_file(self) -> None:
		"""R-284."""
		frappe.db.set_value("CSS Enrolment", self.enrolment.name, {"status": "Exited", "exit_date": today()})
		self.assertNotIn(self.enrolment.name, {row["enrolment"] for row in self.rows()})

	def test_only_who_may_read(self) -> None:
		self.assert_only_who_may_read()

	def test_queries(self) -> None:
		def another_family() -> None:
			case, client = make_family()
			make_enrolment(case.name, client.name)
			make_activity(case.name, client.name)
			make_referral(case.name, client.name)
			make_eligible(case.name, client.name)

		another_family()
		self.assert_the_same_few_queries(another_family)

	def test_marks_are_words(self) -> None:
		"""R-266."""
		self.assertEqual({mark.value for mark in Mark}, {"Yes", "No", "N/A"})
