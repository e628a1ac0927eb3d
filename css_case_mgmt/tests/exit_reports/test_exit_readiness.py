"""Exit Readiness (R-360, R-361, R-372, R-412, D-02)."""

import frappe
from frappe.utils import add_days, add_months

from css_case_mgmt.api.exits import begin
from css_case_mgmt.css_case_mgmt.report.exit_readiness.exit_readiness import execute
from css_case_mgmt.report_filters import FilterRefused
from css_case_mgmt.tests.factories import (
	complete_assessment,
	end_enrolment,
	make_enrolment,
	make_family,
	today,
)
from css_case_mgmt.tests.service_reports.base import ANALYST, COLLEAGUE, MANAGER, WORKER, ServiceReportCase


def first_day_not_over(months: int):
	"""The first day from which so many months end after today: at the end of a short month, several days end today."""
	begun = add_months(today(), -months)
	days = (add_days(begun, count) for count in range(1, 5))
	return next(day for day in days if add_months(day, months) > today())


class TestExitReadiness(ServiceReportCase):
	REPORT = "Exit Readiness"

	def enrol(self, months: int, **client_values):
		since = add_months(today(), -months)
		css_case, client = make_family(member_from=add_months(since, -1), **client_values)
		return make_enrolment(css_case.name, client.name, since)

	def row(self, enrolment, user: str = WORKER, **filters) -> dict | None:
		rows = self.rows(user, **filters)
		return next((row for row in rows if row["enrolment"] == enrolment.name), None)

	def test_from_month_eight_on(self) -> None:
		"""R-372: the day itself included; a day earlier, only once an exit has begun."""
		enrolment = self.enrol(8)
		self.assertEqual(self.row(enrolment)["months"], 8)
		self.assertIsNone(self.row(enrolment, months=9))
		early = make_enrolment(*self.new_family(), first_day_not_over(8))
		self.assertIsNone(self.row(early))
		self.assertEqual(self.row(early, months=7)["months"], 7)
		begin(early.name)
		self.assertEqual(self.row(early, months=20)["exit_state"], "Draft")

	def new_family(self) -> tuple[str, str]:
		css_case, client = make_family()
		return css_case.name, client.name

	def test_what_is_missing_in_words(self) -> None:
		"""R-360: the number and the words; nobody without an exit is ready."""
		row = self.row(self.enrol(13))
		self.assertIn("Final needs assessment", row["missing"])
		self.assertEqual(len(row["missing"].split("; ")), row["missing_number"])
		self.assertEqual(row["standing"], "Not Ready")
		self.assertEqual(self.rows(standing="Ready"), [])

	def test_an_assessment_in_the_wrong_file(self) -> None:
		"""R-503: it is not the last one, and there is no need that it shows."""
		enrolment = self.enrol(13)
		complete_assessment(enrolment, answers=3)
		second = complete_assessment(enrolment, add_months(enrolment.enrolment_date, 4), answers=1)
		self.assertEqual(self.row(enrolment)["last_nam"], "A2")
		second.db_set("marked_in_error_on", today())
		row = self.row(enrolment)
		self.assertEqual((row["last_nam"], row.get("needs_now")), ("A1", None))

	def test_needs_then_and_now(self) -> None:
		"""D-03, D-04: in words, and no number for what is not scored."""
		improved, alone = self.enrol(13), self.enrol(13)
		complete_assessment(improved, answers=3)
		complete_assessment(improved, add_months(improved.enrolment_date, 4), answers=1)
		first = complete_assessment(alone, answers=2)
		row = self.row(improved)
		self.assertEqual(
			[row["last_nam"], row["needs_then"], row["needs_now"], row["needs"]], ["A2", 3, 1, "Improved"]
		)
		row = self.row(alone)
		self.assertEqual(
			[row["needs_then"], row["needs_now"], row["needs"]], [first.overall_score, None, "Not comparable"]
		)

	def test_overdue_after_24_months(self) -> None:
		"""R-361, D-02: the day itself is not overdue; an approved extension moves it."""
		on_the_day, after = self.enrol(24), self.enrol(25)
		self.assertFalse(self.row(on_the_day)["is_overdue"])
		self.assertTrue(self.row(after)["is_overdue"])
		extension = frappe.get_doc(
			doctype="CSS Programme Extension",
			client=after.client,
			css_case=after.css_case,
			enrolment=after.name,
			extended_until=add_months(today(), 2),
			reason="Waits for a hearing",
			support="To prepare it",
		).insert()
		extension.move("Ready for Review")
		row = self.row(after)
		self.assertTrue(row["is_overdue"])
		self.assertEqual([row["extended_until"], row["extension_state"]], [None, "Ready for Review"])
		frappe.set_user(MANAGER)
		extension.move("Approved")
		frappe.set_user(WORKER)
		row = self.row(after)
		self.assertFalse(row["is_overdue"])
		self.assertEqual([row["extended_until"], row["extension_state"]], [add_months(today(), 2), None])

	def test_who_has_left_is_not_there(self) -> None:
		"""T-14."""
		enrolment = self.enrol(13)
		end_enrolment(enrolment.name)
		self.assertIsNone(self.row(enrolment, MANAGER))

	def test_only_files_that_may_be_read(self) -> None:
		"""R-005, R-412: nothing national by name."""
		enrolment = self.enrol(13, given_names="Zeinab", family_name="Only-here")
		self.assertEqual(self.row(enrolment)["client_name"], "Zeinab Only-here")
		self.assertIsNotNone(self.row(enrolment, MANAGER, caseworker=WORKER))
		self.assertIsNone(self.row(enrolment, MANAGER, caseworker=COLLEAGUE))
		self.assertIsNone(self.row(enrolment, MANAGER, site="Test Site West"))
		for outsider in (COLLEAGUE, "manager.west@test.example"):
			self.assertIsNone(self.row(enrolment, outsider))
		with self.assertRaises(frappe.PermissionError):
			self.shown(ANALYST)

	def test_filters_that_nothing_can_be_answered_to(self) -> None:
		for filters in ({"months": "x"}, {"months": -1}, {"standing": "Perhaps"}, {"site": ["a"]}):
			with self.subTest(filters), self.assertRaises(FilterRefused):
				self.shown(**filters)

	def test_as_many_queries_for_many_as_for_few(self) -> None:
		"""R-360: no query per row."""

		def ask() -> None:
			execute({})

		def make_more() -> None:
			enrolment = self.enrol(13)
			complete_assessment(enrolment, answers=3)
			begin(enrolment.name)

		make_more()
		ask()
		few = self.count_queries(ask)
		make_more()
		make_more()
		self.assertEqual(self.count_queries(ask), few)
