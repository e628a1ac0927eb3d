"""Site Outputs (Clients & Cases) (R-006, R-356, R-391, R-412, R-509)."""

from itertools import pairwise

import frappe
from frappe.utils import add_days, add_months, getdate

from css_case_mgmt.css_case_mgmt.report.site_outputs_clients_and_cases.site_outputs_clients_and_cases import (
	execute,
)
from css_case_mgmt.report_filters import FilterRefused
from css_case_mgmt.rules.disclosure_control import calendar_quarter
from css_case_mgmt.tests.contacts.records import make_activity
from css_case_mgmt.tests.factories import (
	NORTH,
	acting_as,
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

FLOW = ("clients_start", "enrolled", "planned", "unplanned", "clients_end")


class TestSiteOutputs(ServiceReportCase):
	"""Other tests leave families at the site: what is added is compared with what was there."""

	REPORT = "Site Outputs Clients and Cases"

	def of_north(self, user: str = MANAGER, **filters) -> dict:
		rows = self.rows(user, **{"site": NORTH, **filters})
		return next((row for row in rows if row["site"] == NORTH), {})

	def added(self, before: dict, **filters) -> dict:
		"""What differs by now."""
		after = self.of_north(**filters)
		return {
			name: number - before[name]
			for name, number in after.items()
			if isinstance(number, int) and number != before[name]
		}

	def test_who_comes_leaves_and_what_was_done(self) -> None:
		"""R-356, R-391: start and new less exits are the end."""
		before = self.of_north()
		css_case, client = make_family()
		enrolment = make_enrolment(css_case.name, client.name, self.days_ago(60), needs_level="Low")
		complete_assessment(enrolment, answers=2)
		make_activity(css_case.name, client.name, on=self.days_ago(20))
		make_activity(css_case.name, client.name, on=self.days_ago(20), is_final=False)
		self.assertEqual(
			self.added(before),
			{
				"enrolled": 1,
				"clients_end": 1,
				"clients_low": 1,
				"served": 1,
				"cases_new": 1,
				"cases_end": 1,
				"cases_low": 1,
				"activities": 1,
				"contacts": 1,
				"a1": 1,
			},
		)
		end_enrolment(enrolment.name, self.days_ago(10))
		found = self.of_north()
		self.assertEqual(found["unplanned"] - before["unplanned"], 1)
		start, enrolled, planned, unplanned, end = (found[name] for name in FLOW)
		self.assertEqual(start + enrolled - planned - unplanned, end)

	def test_an_assessment_in_the_wrong_file(self) -> None:
		"""R-503: nothing was done for this client."""
		css_case, client = make_family()
		enrolment = make_enrolment(css_case.name, client.name, self.days_ago(60))
		before = self.of_north()
		first = complete_assessment(enrolment, answers=2)
		self.assertEqual(self.added(before), {"a1": 1})
		first.db_set("marked_in_error_on", today())
		self.assertEqual(self.added(before), {})

	def test_of_a_worker_whose_case_is_closed(self) -> None:
		"""R-378: the case has nobody any more, and still counts for whoever had it."""
		before = self.of_north(caseworker=WORKER)
		end_enrolment(self.enrolment.name, self.days_ago(10))
		end_enrolment(frappe.db.get_value("CSS Enrolment", {"client": self.spouse.name}), self.days_ago(10))
		self.assertIsNone(
			frappe.db.get_value(
				"CSS Case Access", {"css_case": self.case.name, "access_until": ("is", "not set")}
			)
		)
		self.assertEqual(self.added(before, caseworker=WORKER)["unplanned"], 2)
		rows = {row["caseworker"]: row for row in self.rows(MANAGER, breakdown="Caseworker", site=NORTH)}
		self.assertEqual(rows[WORKER]["unplanned"], before["unplanned"] + 2)

	def test_months_are_the_whole(self) -> None:
		"""R-391: what a month ends with, the next one begins with."""
		rows = self.rows(MANAGER, breakdown="Month", site=NORTH)
		whole = self.of_north()
		for earlier, later in pairwise(rows):
			self.assertEqual(earlier["clients_end"], later["clients_start"])
			self.assertEqual(earlier["cases_end"], later["cases_start"])
		self.assertEqual(whole["clients_start"], rows[0]["clients_start"])
		self.assertEqual(whole["clients_end"], rows[-1]["clients_end"])
		for name in ("enrolled", "planned", "unplanned", "activities", "contacts", "a1"):
			self.assertEqual(whole[name], sum(row[name] for row in rows))

	def test_only_own_sites(self) -> None:
		"""R-005, R-412: not a caseworker's; a manager of another site finds that one alone."""
		self.assertEqual(self.of_north(OTHER_MANAGER), {})
		self.assertNotIn(NORTH, {row["site"] for row in self.rows(OTHER_MANAGER)})
		for user in (WORKER, COLLEAGUE):
			with self.assertRaises(frappe.PermissionError):
				self.shown(user)

	def test_filters_that_nothing_can_be_answered_to(self) -> None:
		for filters in ({"breakdown": "Client"}, {"needs_level": "Medium"}, {"from_date": "2999-01-01"}):
			with self.subTest(filters), self.assertRaises(FilterRefused):
				self.shown(MANAGER, **filters)

	def test_as_many_queries_for_many_as_for_few(self) -> None:
		"""R-356: no query per row."""

		def ask() -> None:
			with acting_as(MANAGER):
				for breakdown in ("Site", "Month", "Caseworker"):
					execute({"breakdown": breakdown, "from_date": str(self.days_ago(90))})

		ask()
		few = self.count_queries(ask)
		for _number in range(3):
			css_case, client = make_family()
			enrolment = make_enrolment(css_case.name, client.name, self.days_ago(50))
			make_activity(css_case.name, client.name)
			complete_assessment(enrolment, answers=2)
		self.assertEqual(self.count_queries(ask), few)


class TestNationalOutputs(ServiceReportCase):
	REPORT = "Site Outputs Clients and Cases"

	def setUp(self) -> None:
		super().setUp()
		last_day = getdate(add_days(calendar_quarter(getdate(today())).start, -1))
		self.quarter = calendar_quarter(last_day)
		self.dates = {"from_date": self.quarter.start, "to_date": self.quarter.end}

	def assert_drawn_once(self) -> None:
		"""R-509: of the same figure, two draws would tell more than one."""
		dates = {**self.dates, "from_date": add_months(self.quarter.start, -3)}
		of_north = [row for row in self.rows(ANALYST, **dates) if row["category"] == NORTH]
		for earlier, later in pairwise(of_north):
			if "–" not in (earlier["clients_end"], later["clients_start"]):
				self.assertEqual(earlier["clients_end"], later["clients_start"])

	def test_rounded_quarters_and_small_groups_withheld(self) -> None:
		"""R-006, R-509: one breakdown at a time; no filter narrows it."""
		css_case, _head = make_family(member_from="2020-01-01")
		for _number in range(11):
			client = make_client()
			make_member(css_case.name, client.name, member_from="2020-01-01")
			make_enrolment(css_case.name, client.name, self.quarter.start)
		with acting_as("Administrator"):
			west, client = make_family("Test Site West", member_from="2020-01-01")
			make_enrolment(west.name, client.name, self.quarter.start)
		rows = {row["category"]: row for row in self.rows(ANALYST, **self.dates)}
		north = {name: number for name, number in rows[NORTH].items() if name not in ("category", "quarter")}
		self.assertGreaterEqual(int(north["enrolled"]), 10)
		for name, number in north.items():
			with self.subTest(name):
				self.assertEqual(int(number) % 5, 0)
		west = {
			number for name, number in rows["Test Site West"].items() if name not in ("category", "quarter")
		}
		self.assertEqual(west, {"–"})
		self.assert_drawn_once()
		narrowed = {**self.dates, "site": NORTH, "caseworker": WORKER, "needs_level": "High"}
		self.assertEqual(self.rows(ANALYST, **narrowed), self.rows(ANALYST, **self.dates))
		levels = self.rows(ANALYST, breakdown="Level of need", **self.dates)
		self.assertEqual({row["category"] for row in levels}, {"High", "Low"})
		self.assertEqual(
			self.rows(ANALYST, **{**self.dates, "from_date": add_days(self.quarter.start, 1)}), []
		)
		for breakdown in ("Month", "Caseworker"):
			with self.assertRaises(FilterRefused):
				self.rows(ANALYST, breakdown=breakdown, **self.dates)
