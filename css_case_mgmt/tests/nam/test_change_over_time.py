"""NAM Change Over Time (R-167, R-412, R-509, D-03, D-05, D-21)."""

import frappe
from frappe.desk.query_report import run
from frappe.utils import add_months

from css_case_mgmt.css_case_mgmt.report.nam_change_over_time.nam_change_over_time import execute
from css_case_mgmt.css_case_mgmt.report.nam_report.nam_report import RangeRefused
from css_case_mgmt.tests import SiteTestCase
from css_case_mgmt.tests.factories import (
	acting_as,
	answers_of_weight,
	complete_assessment,
	make_client,
	make_enrolment,
	make_family,
	make_member,
	today,
)
from css_case_mgmt.tests.nam.records import answers_to, make_bank, make_mapping, new_version

REPORT = "NAM Change Over Time"
WORKER, COLLEAGUE, MANAGER = "caseworker@test.example", "colleague@test.example", "manager@test.example"
WEST, ANALYST = "manager.west@test.example", "analyst@test.example"


class ChangeTestCase(SiteTestCase):
	def setUp(self):
		super().setUp()
		frappe.set_user(WORKER)

	def enrol(self, months: int = 9, **values):
		css_case, client = make_family(member_from="2020-01-01")
		return make_enrolment(css_case.name, client.name, add_months(today(), -months), **values)

	def assess(self, enrolment, month: int, answers, **values):
		return complete_assessment(enrolment, add_months(enrolment.enrolment_date, month), answers, **values)

	def result(self, user: str = WORKER, **filters) -> dict:
		filters = {"from_date": "2020-01-01", "to_date": today(), **filters}
		with acting_as(user):
			return run(REPORT, filters=filters)

	def rows(self, user: str = WORKER, **filters) -> dict[tuple[str, str], dict]:
		"""By client and factor."""
		found = [row for row in self.result(user, **filters)["result"] if isinstance(row, dict)]
		return {(row["client"], row["factor"]): row for row in found}

	def summary(self, user: str = WORKER, **filters) -> dict[str, int]:
		return {each["label"]: each["value"] for each in self.result(user, **filters)["report_summary"]}


class TestRows(ChangeTestCase):
	def test_from_the_baseline_to_the_latest(self):
		"""R-167, D-04: per client and factor, and in words; a correction counts instead of its original."""
		enrolment = self.enrol()
		self.assess(enrolment, 0, 3)
		self.assess(enrolment, 4, 2)
		last = self.assess(enrolment, 8, 3)
		correction = frappe.get_doc("CSS NAM Assessment", last.correct("Slip"))
		correction.answers = []
		correction.update({"answers": answers_of_weight(1)})
		correction.submit()
		rows = self.rows()
		shown = [row for row in self.result()["result"] if isinstance(row, dict)]
		self.assertEqual((len(shown), len(rows)), (9, 9))
		for factor in ("", "housing_security"):
			row = rows[enrolment.client, factor]
			self.assertEqual((row["baseline_score"], row["score"], row["change"]), (3, 1, -2))
			self.assertEqual((row["direction_text"], row["reason"]), ("Improved", ""))
			self.assertEqual(row["assessment"], correction.name)

	def test_at_a_chosen_month_and_within_days(self):
		"""R-167: the assessment that counts for that slot; the latest one within the range of dates."""
		enrolment = self.enrol()
		self.assess(enrolment, 0, 2)
		fourth = self.assess(enrolment, 4, 3)
		self.assess(enrolment, 8, 1)
		row = self.rows(month=4)[enrolment.client, ""]
		self.assertEqual((row["assessment"], row["direction_text"]), (fourth.name, "Worse"))
		row = self.rows(to_date=fourth.assessment_date)[enrolment.client, ""]
		self.assertEqual(row["assessment"], fourth.name)
		self.assertEqual(self.rows(month=12), {})

	def test_what_cannot_be_compared_says_why(self):
		"""D-03, R-167: no number, and never a 0 in its place."""
		silent = [
			{"question_code": row["question_code"], "unanswered_reason": "Declined"}
			if row["question_code"].startswith("HS")
			else row
			for row in answers_of_weight(2)
		]
		first, then, now = self.enrol(), self.enrol(), self.enrol()
		self.assess(first, 0, 2)
		self.assess(then, 0, silent)
		self.assess(then, 4, 2)
		self.assess(now, 0, 2)
		self.assess(now, 4, silent)
		rows = self.rows(factor="housing_security")
		reasons = {
			client: (row["reason"], row["change"], row["direction_text"])
			for (client, _factor), row in rows.items()
		}
		self.assertEqual(
			reasons,
			{
				first.client: ("One assessment only: it is the baseline", None, "Not comparable"),
				then.client: ("No score at the baseline", None, "Not comparable"),
				now.client: ("No score now", None, "Not comparable"),
			},
		)
		self.assertIsNone(rows[then.client, "housing_security"]["baseline_score"])
		self.assertIsNone(rows[now.client, "housing_security"]["score"])
		summary = self.summary(factor="housing_security")
		self.assertEqual((summary["Clients"], summary["Same"], summary["Not comparable"]), (3, 0, 3))

	def test_mapped_questions_only(self):
		"""D-05: the change is over the questions that both banks ask, not over the two scores."""
		before = make_bank(2)
		now = new_version(before)
		make_mapping(before, now, ("Q1", "Q1", "Reworded"), ("Q2", None, "None"))
		other = make_bank(2)
		for bank, change, reason in ((now, 2, ""), (other, None, "Other questions were asked then")):
			enrolment = self.enrol()
			self.assess(enrolment, 0, answers_to(Q1="A", Q2="A"), bank=before.name)
			self.assess(enrolment, 4, answers_to(Q1="B", Q2="A"), bank=bank.name)
			row = self.rows()[enrolment.client, "housing_security"]
			with self.subTest(bank=bank.name):
				self.assertEqual((row["baseline_score"], row["score"]), (1, 2))
				self.assertEqual((row["change"], row["reason"]), (change, reason))

	def test_summary_counts_people_by_direction(self):
		"""R-167: improved, same, worse and not comparable, and the chart says the same per factor."""
		for weights in ((3, 1), (3, 2), (2, 2), (1, 3), (2,)):
			enrolment = self.enrol()
			for number, weight in enumerate(weights):
				self.assess(enrolment, 4 * number, weight)
		summary = self.summary()
		self.assertEqual(
			[summary[label] for label in ("Clients", "Improved", "Same", "Worse", "Not comparable")],
			[5, 2, 1, 1, 1],
		)
		chart = self.result()["chart"]["data"]
		self.assertEqual([each["values"][0] for each in chart["datasets"]], [2, 1, 1])

	def test_level_and_caseworker(self):
		"""R-167: the level as it is now."""
		high, low = self.enrol(), self.enrol(needs_level="Low")
		for enrolment in (high, low):
			self.assess(enrolment, 0, 2)
		self.assertEqual({client for client, _factor in self.rows(needs_level="Low")}, {low.client})
		self.assertEqual(len(self.rows(MANAGER, caseworker=WORKER)), 18)
		self.assertEqual(self.rows(MANAGER, caseworker=COLLEAGUE), {})

	def test_only_files_that_may_be_read(self):
		"""R-412: the same permission as the list."""
		enrolment = self.enrol()
		self.assess(enrolment, 0, 2)
		self.assertIn((enrolment.client, ""), self.rows(MANAGER))
		for outsider in (COLLEAGUE, WEST):
			self.assertEqual(self.rows(outsider), {})
		with self.assertRaises(RangeRefused):
			self.result(from_date="2025-02-01", to_date="2025-01-01")

	def test_as_many_queries_for_many_clients_as_for_few(self):
		"""R-167: no query per row."""

		def ask():
			execute({"from_date": "2020-01-01", "to_date": str(today())})

		self.assess(self.enrol(), 0, 2)
		ask()
		few = self.count_queries(ask)
		for _number in range(4):
			enrolment = self.enrol()
			self.assess(enrolment, 0, 3)
			self.assess(enrolment, 4, 2)
		self.assertEqual(self.count_queries(ask), few)


class TestNational(ChangeTestCase):
	def figures(self, **filters) -> list[dict]:
		filters = {"from_date": "2024-01-01", "to_date": "2024-12-31", **filters}
		with acting_as(ANALYST):
			return [row for row in run(REPORT, filters=filters)["result"] if isinstance(row, dict)]

	def test_rounded_quarters_and_small_groups_withheld(self):
		"""R-006, R-509: no clients, no single sites narrowed down, no small groups."""
		css_case, _head = make_family(member_from="2023-01-01")
		for number in range(14):
			client = make_client()
			make_member(css_case.name, client.name, member_from="2023-01-01")
			enrolment = make_enrolment(css_case.name, client.name, "2024-01-10")
			self.assess(enrolment, 0, 3)
			self.assess(enrolment, 4, 1)
			if number < 3:
				self.assess(enrolment, 8, 3)
		rows = self.figures()
		self.assertEqual(
			set(rows[0]), {"quarter", "category", "people", "improved", "same", "worse", "average"}
		)
		second = {row["category"]: row for row in rows if row["quarter"] == "2024 Q2"}["Housing & Security"]
		self.assertIn(second["people"], ("10", "15"))
		self.assertIn(second["improved"], ("10", "15"))
		self.assertEqual((second["same"], second["worse"], second["average"]), ("0", "0", "-2.00"))
		third = [row for row in rows if row["quarter"] == "2024 Q3"]
		self.assertTrue(third)
		for row in third:
			self.assertEqual({row[each] for each in ("people", "improved", "worse", "average")}, {"–"})
		self.assertEqual(self.figures(), rows)
		self.assertEqual(self.figures(site="Test Site North", caseworker=WORKER, month=8), rows)
		self.assertEqual({row["category"] for row in self.figures(breakdown="Site")}, {"Test Site North"})
		self.assertEqual(self.figures(from_date="2024-01-02", to_date="2024-03-31"), [])
