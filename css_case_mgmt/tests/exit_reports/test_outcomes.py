"""NAM Change Over Time, of those who left (R-006, R-379, R-412, R-509, T-15)."""

import frappe
from frappe.utils import add_days, add_months, getdate

from css_case_mgmt.css_case_mgmt.report.nam_change_over_time.nam_change_over_time import execute
from css_case_mgmt.report_filters import FilterRefused
from css_case_mgmt.rules.dates import whole_months
from css_case_mgmt.rules.disclosure_control import calendar_quarter
from css_case_mgmt.tests.factories import (
	acting_as,
	answers_of_weight,
	complete_assessment,
	end_enrolment,
	make_client,
	make_enrolment,
	make_family,
	make_member,
	today,
)
from css_case_mgmt.tests.service_reports.base import (
	ANALYST,
	COLLEAGUE,
	MANAGER,
	OTHER_MANAGER,
	WORKER,
	ServiceReportCase,
)

HIDDEN = "title", "category", "quarter"


class TestOutcomes(ServiceReportCase):
	REPORT = "NAM Change Over Time"

	def shown(self, user: str = WORKER, **filters) -> dict:
		return super().shown(user, **{"of_those_who_left": 1, **filters})

	def leave(self, *weights, months: int = 9, days_before: int = 30, **values):
		"""Assessed so, the last time so many days before leaving yesterday."""
		since = getdate(add_months(today(), -months))
		css_case, client = make_family(member_from=add_months(since, -1))
		enrolment = make_enrolment(css_case.name, client.name, since, **values)
		for number, weight in enumerate(weights):
			on = since if number == 0 else add_days(self.days_ago(1), -days_before)
			complete_assessment(enrolment, on, weight)
		end_enrolment(enrolment.name, self.days_ago(1))
		return enrolment

	def outcome(self, enrolment, user: str = MANAGER, **filters) -> dict | None:
		rows = self.rows(user, **filters)
		return next((row for row in rows if row["enrolment"] == enrolment.name and not row["factor"]), None)

	def test_outcomes(self) -> None:
		"""D-04, R-379: what became of each, with the length of the stay and the reason."""
		for weights, expected in (
			((3, 1), "Improved"),
			((2, 2), "Same"),
			((1, 3), "Worse"),
			((2,), "Dropped out"),
			((), "Dropped out"),
		):
			with self.subTest(weights):
				enrolment = self.leave(*weights)
				row = self.outcome(enrolment)
				months = whole_months(enrolment.enrolment_date, self.days_ago(1))
				self.assertEqual(
					[row["outcome"], row["months"], row["exit_reason"], row["planned"]],
					[expected, months, "Withdrew", 0],
				)

	def test_too_long_ago_is_not_final(self) -> None:
		"""R-379: once a whole interval has gone by, nobody knows."""
		self.assertEqual(self.outcome(self.leave(3, 1, days_before=150))["outcome"], "Dropped out")

	def test_factors_of_who_cannot_be_compared(self) -> None:
		"""D-03: no number in place of none, and the factors all the same."""
		silent = [
			{"question_code": row["question_code"], "unanswered_reason": "Declined"}
			if row["question_code"].startswith("HS")
			else row
			for row in answers_of_weight(3)
		]
		enrolment = self.leave(silent, 1)
		row = self.outcome(enrolment)
		self.assertEqual(
			[row["outcome"], row["baseline_score"], row["change"], row["reason"]],
			["Not comparable", None, None, "No score at the baseline"],
		)
		found = {
			row["factor"]: row["outcome"] for row in self.rows(MANAGER) if row["enrolment"] == enrolment.name
		}
		self.assertEqual(found["housing_security"], "Not comparable")
		self.assertEqual(found["language"], "Improved")

	def test_dates_are_those_of_the_exit(self) -> None:
		"""R-379: both days included; whoever is still there is not among them."""
		enrolment, day = self.leave(3, 1), self.days_ago(1)
		self.assertIsNotNone(self.outcome(enrolment, from_date=day, to_date=day))
		self.assertIsNone(self.outcome(enrolment, from_date=today()))
		self.assertIsNone(self.outcome(enrolment, to_date=add_days(day, -1)))
		self.assertIsNone(self.outcome(self.enrolment))

	def test_episodes_are_apart(self) -> None:
		"""T-15: an exit is compared with A1 of its own episode."""
		since = getdate(add_months(today(), -20))
		css_case, client = make_family(member_from=since)
		spouse = make_client()
		make_member(css_case.name, spouse.name, member_from=since)
		make_enrolment(css_case.name, spouse.name, since)
		first = make_enrolment(css_case.name, client.name, since)
		complete_assessment(first, since, 3)
		complete_assessment(first, add_months(since, 4), 1)
		end_enrolment(first.name, add_months(since, 5))
		second = make_enrolment(css_case.name, client.name, add_months(since, 8))
		complete_assessment(second, add_months(since, 8), 1)
		complete_assessment(second, add_months(since, 18), 2)
		end_enrolment(second.name, self.days_ago(1))
		rows = [self.outcome(each, from_date=since) for each in (first, second)]
		self.assertEqual([row["outcome"] for row in rows], ["Improved", "Worse"])
		self.assertEqual([row["baseline_score"] for row in rows], [3, 1])

	def test_worker_of_a_closed_case(self) -> None:
		"""R-378, R-379: whoever was assigned when the client left."""
		enrolment = self.leave(3, 1)
		self.assertEqual(self.outcome(enrolment, caseworker=WORKER)["caseworker"], WORKER)
		self.assertIsNone(self.outcome(enrolment, caseworker=COLLEAGUE))

	def test_only_files_that_may_be_read(self) -> None:
		"""R-412."""
		enrolment = self.leave(3, 1)
		for outsider in (COLLEAGUE, OTHER_MANAGER):
			self.assertIsNone(self.outcome(enrolment, outsider))

	def test_unknown_breakdown(self) -> None:
		with self.assertRaises(FilterRefused):
			self.shown(MANAGER, breakdown="Client")

	def test_as_many_queries_for_many_as_for_few(self) -> None:
		"""R-379: no query per row."""

		def ask() -> None:
			with acting_as(MANAGER):
				execute({"of_those_who_left": 1, "from_date": str(self.days_ago(90))})

		self.leave(3, 1)
		ask()
		few = self.count_queries(ask)
		self.leave(3, 1)
		self.leave(2)
		self.assertEqual(self.count_queries(ask), few)


class TestNationalOutcomes(ServiceReportCase):
	REPORT = "NAM Change Over Time"

	def numbers(self, row: dict) -> dict:
		return {name: value for name, value in row.items() if name not in ("category", "quarter")}

	def test_rounded_quarters_and_small_groups_withheld(self) -> None:
		"""R-006, R-509: no client, no filter that narrows, nothing of fewer than ten."""
		last_day = getdate(add_days(calendar_quarter(getdate(today())).start, -1))
		quarter = calendar_quarter(last_day)
		since = add_months(quarter.start, -6)
		css_case, head = make_family(member_from=add_months(since, -1))
		make_enrolment(css_case.name, head.name, since)
		for number in range(11):
			client = make_client()
			make_member(css_case.name, client.name, member_from=add_months(since, -1))
			enrolment = make_enrolment(css_case.name, client.name, since)
			if number < 6:
				complete_assessment(enrolment, since, 3)
				complete_assessment(enrolment, quarter.start, 1)
			reason = "Withdrew" if number < 10 else "Other Reason"
			end_enrolment(enrolment.name, quarter.end, reason)
		dates = {"from_date": quarter.start, "to_date": quarter.end, "of_those_who_left": 1}
		rows = {row["category"]: row for row in self.rows(ANALYST, breakdown="Exit reason", **dates)}
		withdrew = rows["Withdrew"]
		self.assertEqual([withdrew["people"], withdrew["planned"], withdrew["worse"]], ["10", "0", "0"])
		self.assertIn(withdrew["improved"], ("5", "10"))
		self.assertIn(withdrew["dropped_out"], ("0", "5"))
		# Beside a small group nobody's stay is told: the network's less theirs would be that of the group.
		self.assertEqual([withdrew["mean_stay"], withdrew["median_stay"]], ["–", "–"])
		others = {value for name, value in rows["Other Reason"].items() if name not in HIDDEN}
		self.assertEqual(others, {"–"})
		whole = self.rows(ANALYST, **dates)
		self.assertEqual({(row["mean_stay"], row["median_stay"]) for row in whole}, {("8.0", "8")})
		# drawn once, whichever factor and language it is shown in; the mean of many draws would tell the count.
		self.assertEqual(len({(row["people"], row["planned"], row["dropped_out"]) for row in whole}), 1)
		frappe.local.lang = "fr"
		self.addCleanup(setattr, frappe.local, "lang", "en")
		in_french = [self.numbers(row) for row in self.rows(ANALYST, **dates)]
		frappe.local.lang = "en"
		self.assertEqual(in_french, [self.numbers(row) for row in whole])
		self.assertEqual(
			self.rows(ANALYST, site="Test Site North", caseworker=WORKER, needs_level="High", **dates), whole
		)
		self.assertNotIn(css_case.file_number[:-4], frappe.as_json(whole))
		self.assertEqual(self.rows(ANALYST, **{**dates, "from_date": add_days(quarter.start, 1)}), [])
		with self.assertRaises(FilterRefused):
			self.rows(ANALYST, breakdown="Caseworker", **dates)
