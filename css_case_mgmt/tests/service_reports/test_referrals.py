"""Referrals Report (R-006, R-062, R-308, R-311, R-398, R-509)."""

import frappe
from frappe.utils import add_days, getdate

from css_case_mgmt.api.family_changes import separate
from css_case_mgmt.rules.disclosure_control import calendar_quarter
from css_case_mgmt.tests.factories import WEST, acting_as, make_family, today
from css_case_mgmt.tests.service_reports.base import (
	ANALYST,
	COLLEAGUE,
	MANAGER,
	MONITOR,
	WORKER,
	ServiceReportCase,
)
from css_case_mgmt.tests.service_reports.records import OTHER_SERVICE, SERVICE, make_provider, make_referral


class TestReferrals(ServiceReportCase):
	REPORT = "Referrals Report"

	def refer(self, days: int = 30, client=None, **values):
		return make_referral(self.case.name, (client or self.head).name, on=self.days_ago(days), **values)

	def counted_by_hand(self) -> None:
		"""Four referrals: one obtained after 10 days and of use, one not obtained, one that nobody asked about
		and that is overdue, one sent to a Francophone provider."""
		self.refer(
			30,
			status="Completed",
			followed_up_on=self.days_ago(20),
			outcome_on=self.days_ago(20),
			obtained="Yes",
			benefitted="Yes",
		)
		self.refer(
			25,
			status="Declined",
			service=OTHER_SERVICE,
			followed_up_on=self.days_ago(20),
			outcome_on=self.days_ago(20),
			obtained="No",
		)
		self.refer(20, client=self.spouse, follow_up_due=self.days_ago(1))
		frappe.db.set_value(
			"CSS Client",
			self.spouse.name,
			{"french_ability": "Fluent", "francophone_services_explained_on": self.days_ago(60)},
		)
		self.refer(
			10,
			client=self.spouse,
			provider=make_provider(francophone=1),
			follow_up_due=today(),
			status="Waitlisted",
		)

	def test_figures(self) -> None:
		"""R-311: 1 of 2 followed up was obtained; R-062: one French speaker, informed and referred in French."""
		self.counted_by_hand()
		self.assertEqual(
			self.summary(),
			{
				"Referrals": 4,
				"People": 2,
				"Followed up": 2,
				"Obtained": 1,
				"Not obtained": 1,
				"Of benefit": 1,
				"French speakers": 1,
				"French speakers informed": 1,
				"French speakers referred in French": 1,
				"Linkage rate": "50.0%",
				"Overdue follow-ups": 1,
			},
		)
		rows = self.rows()
		self.assertEqual(
			[(row["status"], row["is_overdue"], row["days_to_linkage"]) for row in rows],
			[("Waitlisted", 0, None), ("Sent", 1, None), ("Declined", 0, None), ("Completed", 0, 10)],
		)
		self.assertEqual(rows[0]["provided_by"], "Test Provider")
		self.assertEqual(rows[3]["provided_by"], "Language team")
		self.assertEqual(rows[3]["client_name"], "Amina Haddad")

	def test_who_left_is_a_number(self) -> None:
		"""R-502: what her file says by now does not show in the case that she left, not even in the totals."""
		self.refer(client=self.spouse, status="Declined")
		with acting_as(MANAGER):
			separate(
				self.case.name,
				{self.spouse.name: "Head of Family"},
				self.spouse.name,
				str(today()),
				is_protected=1,
				caseworker=COLLEAGUE,
			)
		told = {"french_ability": "Fluent", "francophone_services_explained_on": today()}
		frappe.db.set_value("CSS Client", self.spouse.name, told)
		(row,) = self.rows()
		self.assertEqual((row["client_number"], row["client_name"]), (self.spouse.file_number, None))
		self.assertFalse({*told, "speaks_french"} & {key for key, value in row.items() if value})
		self.assertEqual(self.summary()["French speakers"], 0)
		self.assertEqual(self.summary(MANAGER)["French speakers informed"], 1)

	def test_breakdown_and_filters(self) -> None:
		"""R-311, R-398: people once in every line; where nobody was asked there is no rate."""
		self.counted_by_hand()
		lines = {row["category"]: row for row in self.rows(breakdown="Service")}
		self.assertEqual(
			[
				lines[SERVICE][each]
				for each in ("referrals", "people", "cases", "obtained", "linkage_percent")
			],
			[3, 2, 1, 1, 100.0],
		)
		self.assertEqual(lines[OTHER_SERVICE]["linkage_percent"], 0.0)
		self.assertEqual(lines[SERVICE]["days_to_linkage"], 10.0)
		lines = {row["category"]: row for row in self.rows(breakdown="Status")}
		self.assertIsNone(lines["Sent"]["linkage_percent"])
		self.assertEqual(len(self.rows(status="Sent")), 1)
		self.assertEqual(len(self.rows(service=OTHER_SERVICE)), 1)
		self.assertEqual(len(self.rows(francophone=1)), 1)
		self.assertEqual(len(self.rows(overdue=1)), 1)
		for filters in ({"breakdown": "Name"}, {"status": ["Sent"]}, {"from_date": "tomorrow"}):
			with self.assertRaises(frappe.ValidationError):
				self.rows(**filters)

	def test_drafts_and_other_days_are_left_out(self) -> None:
		"""R-398."""
		self.refer(91)
		first = self.refer(90)
		self.refer(10, status="Draft")
		self.assertEqual([row["referral"] for row in self.rows()], [first.name])
		self.assertEqual(len(self.rows(from_date=None, to_date=None)), 3)

	def test_caseworker_is_who_referred(self) -> None:
		"""R-398: not the worker of the case."""
		referral = self.refer()
		frappe.db.set_value("CSS Referral", referral.name, "caseworker", COLLEAGUE)
		self.assertEqual(len(self.rows(MANAGER, caseworker=COLLEAGUE)), 1)
		self.assertEqual(len(self.rows(MANAGER, caseworker=WORKER)), 0)

	def test_of_a_closed_enrolment(self) -> None:
		"""R-308: it counts, and nobody has to follow it up."""
		referral = self.refer(follow_up_due=self.days_ago(1))
		frappe.db.set_value("CSS Referral", referral.name, "enrolment", self.enrolment.name)
		self.assertEqual(self.summary()["Overdue follow-ups"], 1)
		frappe.db.set_value("CSS Enrolment", self.enrolment.name, "status", "Exited")
		self.assertEqual((self.summary()["Referrals"], self.summary()["Overdue follow-ups"]), (1, 0))

	def test_followed_up_since_it_was_due(self) -> None:
		"""R-311: asking before the day did not settle it."""
		self.refer(30, follow_up_due=self.days_ago(5), followed_up_on=self.days_ago(6))
		self.refer(30, follow_up_due=self.days_ago(5), followed_up_on=self.days_ago(5))
		self.assertEqual(sum(row["is_overdue"] for row in self.rows()), 1)

	def test_only_who_may_read(self) -> None:
		referral = self.refer()
		frappe.db.set_value("CSS Referral", referral.name, "caseworker", WORKER)
		self.assert_only_who_may_read()

	def test_queries(self) -> None:
		self.refer()
		self.assert_the_same_few_queries(self.refer)


class TestNationalReferrals(ServiceReportCase):
	REPORT = "Referrals Report"

	def setUp(self) -> None:
		super().setUp()
		last_day = getdate(add_days(calendar_quarter(getdate(today())).start, -1))
		self.quarter = calendar_quarter(last_day)
		self.dates = {"from_date": self.quarter.start, "to_date": self.quarter.end}

	def refer_people(self, number: int, service: str, obtained: int) -> None:
		for index in range(number):
			case, client = make_family(member_from="2020-01-01")
			make_referral(
				case.name,
				client.name,
				on=self.quarter.start,
				service=service,
				obtained="Yes" if index < obtained else "No",
				followed_up_on=self.quarter.end,
			)

	def test_rounded_and_withheld(self) -> None:
		"""R-006, R-509: groups of ten and more, rounded to 5; nothing of smaller ones, and nobody's name."""
		self.refer_people(11, SERVICE, obtained=8)
		self.refer_people(9, OTHER_SERVICE, obtained=9)
		rows = {row["category"]: row for row in self.rows(ANALYST, **self.dates)}
		self.assertIn(rows[SERVICE]["people"], ("10", "15"))
		self.assertIn(rows[SERVICE]["referrals"], ("10", "15"))
		self.assertEqual(rows[SERVICE]["linkage"], "75")
		self.assertEqual(
			[rows[OTHER_SERVICE][each] for each in ("people", "referrals", "linkage")], ["–"] * 3
		)
		self.assertNotIn("client", frappe.as_json(self.shown(ANALYST, **self.dates)["result"]))
		self.assertIn(
			"Sent", {row["category"] for row in self.rows(ANALYST, breakdown="Status", **self.dates)}
		)

	def test_whole_quarters_and_fixed_breakdowns_alone(self) -> None:
		"""R-509: filters narrow nothing."""
		self.refer_people(11, SERVICE, obtained=8)
		whole = self.rows(ANALYST, **self.dates)
		self.assertEqual(self.rows(ANALYST, **self.dates, caseworker="x", status="Draft"), whole)
		self.assertEqual(
			self.rows(ANALYST, **{**self.dates, "from_date": add_days(self.quarter.start, 1)}), []
		)
		for breakdown in ("Provider", "Caseworker"):
			with self.assertRaises(frappe.ValidationError):
				self.rows(ANALYST, breakdown=breakdown, **self.dates)

	def test_others_get_no_figures_of_files_they_may_not_read(self) -> None:
		"""R-005, R-412, R-504."""
		self.refer_people(1, SERVICE, obtained=1)
		self.assertEqual(len(self.rows(MANAGER, **self.dates)), 1)
		with acting_as("manager.west@test.example"):
			self.assertEqual(self.rows("manager.west@test.example", **self.dates, site=WEST), [])
		with self.assertRaises(frappe.PermissionError):
			self.shown(MONITOR)
