"""My Caseload (Currently) and NAM Report (R-354, R-390, R-401, R-412, R-509)."""

import frappe
from frappe.desk.query_report import run
from frappe.utils import add_days, add_months, getdate

from css_case_mgmt.css_case_mgmt.report.nam_report.nam_report import RangeRefused
from css_case_mgmt.tests import SiteTestCase
from css_case_mgmt.tests.factories import (
	WEST,
	acting_as,
	answers_of_weight,
	complete_assessment,
	make_assessment,
	make_case,
	make_caseworker,
	make_client,
	make_enrolment,
	make_family,
	make_manager,
	make_member,
	make_user,
	today,
)


class ReportTestCase(SiteTestCase):
	@classmethod
	def setUpClass(cls):
		super().setUpClass()
		cls.worker = make_caseworker()
		cls.colleague = make_caseworker("colleague@test.example")
		cls.manager = make_manager()
		cls.manager_west = make_manager("manager.west@test.example", WEST)
		cls.analyst = make_user("analyst@test.example", "CSS National Analyst")

	def rows(self, report: str, user: str, **filters) -> list[dict]:
		with acting_as(user):
			return [row for row in run(report, filters=filters)["result"] if isinstance(row, dict)]

	def summary(self, report: str, user: str, **filters) -> dict:
		with acting_as(user):
			return {item["label"]: item["value"] for item in run(report, filters=filters)["report_summary"]}


class TestMyCaseload(ReportTestCase):
	def setUp(self):
		super().setUp()
		frappe.set_user(self.worker)
		self.css_case, self.head = make_family()
		self.enrolment = make_enrolment(self.css_case.name, self.head.name)

	def row(self, user=None, **filters):
		rows = self.rows("My Caseload Currently", user or self.worker, **filters)
		return next((row for row in rows if row["enrolment"] == self.enrolment.name), None)

	def test_next_due_and_status(self):
		"""R-354, T-05: never assessed is overdue since enrolment; then the slot after the last one is due."""
		self.assertEqual(self.row()["nam_status"], "Overdue")
		self.assertEqual(self.row()["next_nam_due"], getdate(self.enrolment.enrolment_date))
		last = complete_assessment(self.enrolment, add_months(self.enrolment.enrolment_date, 8), 2)
		row = self.row()
		self.assertEqual(row["last_assessment"], last.name)
		self.assertEqual(row["next_nam_due"], getdate(add_months(self.enrolment.enrolment_date, 12)))
		self.assertEqual((row["nam_status"], row["overall_score"]), ("On time", last.overall_score))
		make_assessment(self.enrolment, today())
		self.assertEqual(self.row()["nam_status"], "Draft open")

	def test_120_days_and_due_date_are_two_clocks(self):
		"""T-06: 121 days since the last NAM, and the next one not overdue yet."""
		frappe.db.set_value("CSS Enrolment", self.enrolment.name, "enrolment_date", add_days(today(), -242))
		self.enrolment.reload()
		complete_assessment(self.enrolment, add_days(today(), -121), 2)
		self.assertEqual(self.row()["days_since_nam"], 121)
		self.assertNotEqual(self.row()["nam_status"], "Overdue")

	def test_incomplete_has_no_number(self):
		"""D-03: the status decides: an Incomplete overall is not shown as 0."""
		answers = [
			{"question_code": row["question_code"], "unanswered_reason": "Declined"}
			for row in answers_of_weight(1)
		]
		complete_assessment(self.enrolment, answers=answers)
		self.assertIsNone(self.row()["overall_score"])
		self.assertEqual(self.row()["overall_status"], "Incomplete")

	def test_a_case_with_nobody_enrolled_is_there(self):
		"""R-411 in spirit: a new family is part of the caseload."""
		css_case = make_case()
		rows = self.rows("My Caseload Currently", self.worker)
		self.assertIn(css_case.name, {row["css_case"] for row in rows if not row["enrolment"]})

	def test_exited_are_left_out(self):
		"""T-14 in spirit: an ended enrolment is nobody's caseload."""
		frappe.db.set_value("CSS Enrolment", self.enrolment.name, {"status": "Exited", "exit_date": today()})
		self.assertIsNone(self.row())

	def test_own_cases_only(self):
		"""R-005, R-412: a colleague sees none of them, whichever filter is sent."""
		self.assertIsNone(self.row(self.colleague))
		self.assertIsNone(self.row(self.colleague, caseworker=self.worker))

	def test_manager_chooses_a_caseworker(self):
		"""R-005, R-412: the site's manager sees a worker's caseload, another site's manager does not."""
		self.assertIsNotNone(self.row(self.manager, caseworker=self.worker))
		self.assertIsNone(self.row(self.manager_west, caseworker=self.worker))

	def test_summary_counts_cases_and_clients(self):
		"""R-390: two people of one family are two clients and one case."""
		spouse = make_client()
		make_member(self.css_case.name, spouse.name, member_from=add_months(today(), -20))
		make_enrolment(self.css_case.name, spouse.name, needs_level="Low")
		summary = self.summary("My Caseload Currently", self.worker)
		self.assertEqual((summary["Cases"], summary["Clients enrolled"], summary["High needs"]), (1, 2, 1))


class TestNAMReport(ReportTestCase):
	def assess(self, weight: float, day) -> str:
		css_case, client = make_family(member_from="2020-01-01")
		enrolment = make_enrolment(css_case.name, client.name, day)
		return complete_assessment(enrolment, day, weight).name

	def test_range_and_averages(self):
		"""R-401, D-03: assessments within the range, both ends included; averages over scored ones only."""
		first, last = add_months(today(), -6), add_months(today(), -3)
		with acting_as(self.worker):
			inside = {self.assess(1, first), self.assess(3, last)}
			self.assess(3, add_days(first, -1))
			self.assess(3, add_days(last, 1))
			css_case, client = make_family()
			silent = [
				{"question_code": row["question_code"], "unanswered_reason": "Declined"}
				for row in answers_of_weight(1)
			]
			inside.add(
				complete_assessment(make_enrolment(css_case.name, client.name, last), last, silent).name
			)
		rows = self.rows("NAM Report", self.worker, from_date=first, to_date=last)
		self.assertEqual({row["assessment"] for row in rows}, inside)
		summary = self.summary("NAM Report", self.worker, from_date=first, to_date=last)
		self.assertEqual((summary["Assessments"], summary["Incomplete"]), (3, 1))
		self.assertEqual(summary["Average overall score"], 2.0)

	def test_only_the_latest_revision(self):
		"""D-21: a corrected assessment is reported once, as corrected."""
		day = add_months(today(), -3)
		with acting_as(self.worker):
			original = frappe.get_doc("CSS NAM Assessment", self.assess(3, day))
			correction = frappe.get_doc("CSS NAM Assessment", original.correct("Slip"))
			correction.submit()
		rows = self.rows("NAM Report", self.worker, from_date=day, to_date=day)
		self.assertEqual([row["assessment"] for row in rows], [correction.name])

	def test_manager_of_the_site_only(self):
		"""R-412: the report asks the same permission as the list."""
		with acting_as(self.worker):
			name = self.assess(2, add_months(today(), -1))
		self.assertIn(name, {row["assessment"] for row in self.rows("NAM Report", self.manager)})
		for outsider in (self.colleague, self.manager_west):
			self.assertEqual(self.rows("NAM Report", outsider), [])

	def test_national_team_sees_rounded_quarters(self):
		"""R-006, R-509: whole quarters, counts in steps of five, small groups withheld, no names."""
		with acting_as(self.worker):
			for _number in range(3):
				self.assess(2, "2024-05-10")
			css_case, _client = make_family(member_from="2024-01-01")
			for _number in range(12):
				client = make_client()
				make_member(css_case.name, client.name, member_from="2024-01-01")
				complete_assessment(make_enrolment(css_case.name, client.name, "2024-02-10"), "2024-02-10", 3)
		rows = self.rows("NAM Report", self.analyst, from_date="2024-01-01", to_date="2024-06-30")
		self.assertEqual(set(rows[0]), {"quarter", "category", "people", "average"})
		large = {row["category"]: row for row in rows if row["quarter"] == "2024 Q1"}
		small = [row for row in rows if row["quarter"] == "2024 Q2"]
		self.assertEqual(large["Housing & Security"]["average"], "3.00")
		self.assertIn(large["Housing & Security"]["people"], ("10", "15"))
		self.assertEqual({(row["people"], row["average"]) for row in small}, {("–", "–")})
		again = self.rows("NAM Report", self.analyst, from_date="2024-01-01", to_date="2024-06-30")
		self.assertEqual(again, rows)

	def test_national_periods_cannot_be_narrowed(self):
		"""R-509: a free range gives only the quarters it contains whole; a site filter does nothing."""
		with acting_as(self.worker):
			self.assess(2, "2024-02-10")
		self.assertEqual(
			self.rows("NAM Report", self.analyst, from_date="2024-01-02", to_date="2024-03-31"), []
		)

	def test_a_report_that_was_slow_once_still_runs_live(self):
		"""R-412: Frappe marks a slow report to be stored from then on; this one keeps showing what is."""
		frappe.db.set_value("Report", "NAM Report", "prepared_report", 1)
		with acting_as(self.worker):
			name = self.assess(2, add_months(today(), -1))
		self.assertIn(name, {row["assessment"] for row in self.rows("NAM Report", self.worker)})

	def test_range_without_a_day(self):
		"""R-401: dates the wrong way round are refused in words."""
		with acting_as(self.worker), self.assertRaises(RangeRefused):
			run("NAM Report", filters={"from_date": "2025-02-01", "to_date": "2025-01-01"})
