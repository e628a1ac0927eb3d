"""Participants Without Assessment and Assessment Timeliness (R-168, R-187, R-188, R-402, R-411, T-06, T-13, T-14)."""

from datetime import date

import frappe
from frappe.desk.query_report import run
from frappe.utils import add_days, add_months, getdate
from freezegun import freeze_time

from css_case_mgmt.report_filters import FilterRefused
from css_case_mgmt.settings import site_today
from css_case_mgmt.tests import SiteTestCase
from css_case_mgmt.tests.factories import (
	NORTH,
	WEST,
	acting_as,
	complete_assessment,
	make_assessment,
	make_caseworker,
	make_enrolment,
	make_family,
	make_manager,
	make_site,
	today,
)
from css_case_mgmt.tests.periodic.records import complete_periodic

WITHOUT = "Participants Without Assessment"
TIMELINESS = "Assessment Timeliness"


class ReportTestCase(SiteTestCase):
	@classmethod
	def setUpClass(cls):
		super().setUpClass()
		cls.worker = make_caseworker()
		cls.colleague = make_caseworker("colleague@test.example")
		cls.manager = make_manager()
		cls.manager_west = make_manager("manager.west@test.example", WEST)

	def answer(self, report: str, user: str, **filters) -> dict:
		with acting_as(user):
			return run(report, filters=filters)

	def rows(self, report: str, user: str, **filters) -> list[dict]:
		return [row for row in self.answer(report, user, **filters)["result"] if isinstance(row, dict)]

	def enrol(self, enrolment_date, user: str | None = None, site: str = NORTH):
		with acting_as(user or self.worker):
			css_case, client = make_family(site, member_from=add_months(enrolment_date, -1))
			return make_enrolment(css_case.name, client.name, getdate(enrolment_date))


class TestParticipantsWithoutAssessment(ReportTestCase):
	def row(self, enrolment, user: str | None = None, **filters) -> dict | None:
		rows = self.rows(WITHOUT, user or self.worker, **filters)
		return next((row for row in rows if row["enrolment"] == enrolment.name), None)

	def assess(self, enrolment, on):
		with acting_as(self.worker):
			return complete_assessment(enrolment, on, 2)

	def test_days_elapsed_beside_the_due_date(self):
		"""T-06: enrolled 1 November, A2 on 1 March, seen on 30 June: 121 days, and A3 not overdue."""
		year = today().year - 1
		enrolment = self.enrol(f"{year - 1}-11-01")
		self.assess(enrolment, f"{year - 1}-11-01")
		self.assess(enrolment, f"{year}-03-01")
		self.assertIsNone(self.row(enrolment, as_of=f"{year}-06-29"))
		row = self.row(enrolment, as_of=f"{year}-06-30")
		self.assertEqual(
			(row["days_since"], row["last_nam"], row["nam_standing"]), (121, "A2", "Not overdue")
		)
		self.assertEqual(row["next_nam_due"], date(year, 7, 1))
		self.assertEqual(self.row(enrolment, as_of=f"{year}-07-02")["nam_standing"], "Overdue")

	def test_never_assessed(self):
		"""R-411, T-13 for assessments: enrolled 121 days ago; a draft and an abandoned draft are none."""
		at_limit, over = self.enrol(add_days(today(), -120)), self.enrol(add_days(today(), -121))
		with acting_as(self.worker):
			make_assessment(over, over.enrolment_date)
		self.assertIsNone(self.row(at_limit))
		row = self.row(over)
		self.assertEqual((row["days_since"], row["last_nam"]), (121, None))
		self.assertEqual((row["next_nam_due"], row["nam_standing"]), (over.enrolment_date, "Overdue"))

	def test_a_periodic_assessment_is_not_a_nam(self):
		"""D-01, R-168: it stands in columns of its own."""
		enrolment = self.enrol(add_days(today(), -200))
		with acting_as(self.worker):
			complete_periodic(enrolment, add_days(today(), -10))
		row = self.row(enrolment)
		self.assertEqual(row["days_since"], 200)
		self.assertEqual(row["last_periodic_date"], getdate(add_days(today(), -10)))
		self.assertEqual(row["next_periodic_due"], getdate(add_months(enrolment.enrolment_date, 9)))
		self.assertEqual(row["periodic_standing"], "Not overdue")

	def test_exited_and_dead_are_never_on_it(self):
		"""T-14, R-411: from the day of the exit on; before it they were."""
		enrolment = self.enrol(add_days(today(), -300))
		frappe.db.set_value(
			"CSS Enrolment", enrolment.name, {"status": "Exited", "exit_date": add_days(today(), -10)}
		)
		self.assertIsNone(self.row(enrolment))
		self.assertIsNone(self.row(enrolment, as_of=add_days(today(), -10)))
		self.assertIsNotNone(self.row(enrolment, as_of=add_days(today(), -11)))
		dead = self.enrol(add_days(today(), -300))
		frappe.db.set_value("CSS Client", dead.client, "died_on", add_days(today(), -5))
		self.assertIsNone(self.row(dead))
		self.assertIsNotNone(self.row(dead, as_of=add_days(today(), -6)))

	def test_as_of_an_earlier_day(self):
		"""R-168: what was assessed since is not known yet on that day."""
		enrolment = self.enrol(add_days(today(), -300))
		self.assess(enrolment, add_days(today(), -5))
		self.assertIsNone(self.row(enrolment))
		row = self.row(enrolment, as_of=add_days(today(), -6))
		self.assertEqual((row["days_since"], row["last_nam"]), (294, None))

	def test_only_the_latest_revision_counts(self):
		"""D-21: an assessment corrected to another day is counted on that day alone."""
		enrolment = self.enrol(add_days(today(), -300))
		original = self.assess(enrolment, add_days(today(), -50))
		self.assertIsNone(self.row(enrolment))
		with acting_as(self.worker):
			correction = frappe.get_doc("CSS NAM Assessment", original.correct("Wrong day"))
			correction.assessment_date = add_days(today(), -150)
			correction.submit()
		self.assertEqual(self.row(enrolment)["days_since"], 150)

	def test_two_sites_two_settings(self):
		"""R-168: each site's own number of days, at once and for whoever manages both."""
		enrolment = self.enrol(add_days(today(), -100))
		west = self.enrol(add_days(today(), -100), "west@test.example", WEST)
		site = frappe.get_doc("CSS Site", WEST)
		site.append("settings", {"setting": "without_assessment_days", "value": "90"})
		site.save(ignore_permissions=True)
		self.assertIsNone(self.row(enrolment, "Administrator"))
		self.assertEqual(self.row(west, "Administrator")["days_since"], 100)
		self.assertIsNotNone(self.row(enrolment, days=99))
		self.assertIsNone(self.row(west, "Administrator", site=NORTH))

	def test_two_sites_two_days(self):
		"""D-29: shortly after midnight in Toronto it is still yesterday in Vancouver."""
		make_site(WEST)
		frappe.db.set_value("CSS Site", WEST, "time_zone", "America/Vancouver")
		frappe.clear_document_cache("CSS Site", WEST)
		north = self.enrol("2026-01-01")
		west = self.enrol("2026-01-01", "west@test.example", WEST)
		# 121 days after 1 January is 2 May.
		with freeze_time("2026-05-02 05:00:00"):
			self.assertEqual((site_today(NORTH), site_today(WEST)), (date(2026, 5, 2), date(2026, 5, 1)))
			self.assertEqual(self.row(north, "Administrator")["days_since"], 121)
			self.assertIsNone(self.row(west, "Administrator"))

	def test_whoever_may_read_the_files(self):
		"""R-005, R-412: neither a colleague nor another site's manager, whatever is asked for."""
		enrolment = self.enrol(add_days(today(), -200))
		self.assertIsNotNone(self.row(enrolment, self.manager, caseworker=self.worker, site=NORTH))
		self.assertIsNone(self.row(enrolment, self.manager, caseworker=self.colleague))
		for outsider in (self.colleague, self.manager_west):
			self.assertIsNone(self.row(enrolment, outsider))
			self.assertIsNone(self.row(enrolment, outsider, site=NORTH, caseworker=self.worker))

	def test_filters_that_mean_nothing_are_refused_in_words(self):
		"""R-508."""
		for bad in (
			{"days": "many"},
			{"days": -3},
			{"as_of": "someday"},
			{"as_of": add_days(today(), 2)},
			{"site": ["in", [NORTH]]},
			{"caseworker": {"a": 1}},
		):
			with self.assertRaises(frappe.ValidationError):
				self.answer(WITHOUT, self.worker, **bad)

	def test_as_many_queries_for_many_as_for_one(self):
		"""R-412 in spirit: no query per row."""
		self.enrol(add_days(today(), -200))
		run(WITHOUT, filters={})
		few = self.count_queries(self.answer, WITHOUT, self.worker)
		for _each in range(4):
			self.enrol(add_days(today(), -200))
		self.assertEqual(self.count_queries(self.answer, WITHOUT, self.worker), few)


class TestTimeliness(ReportTestCase):
	def setUp(self):
		super().setUp()
		self.begin = date(today().year - 2, 1, 31)
		self.enrolment = self.enrol(self.begin)
		self.dates = {"from_date": self.begin, "to_date": add_months(self.begin, 12)}

	def month(self, months: int, days: int = 0):
		return getdate(add_days(add_months(self.begin, months), days))

	def slots(self, user: str | None = None, **filters) -> dict:
		rows = self.rows(TIMELINESS, user or self.worker, **{**self.dates, "breakdown": "Slot", **filters})
		return {
			(row["clock"], row["month"]): (row["standing"], row["days_late"])
			for row in rows
			if row["enrolment"] == self.enrolment.name
		}

	def assess(self):
		with acting_as(self.worker):
			for month, days in ((0, 0), (4, 10), (8, -3)):
				complete_assessment(self.enrolment, self.month(month, days), 2)
			complete_periodic(self.enrolment, self.month(3, -20))
			complete_periodic(self.enrolment, self.month(9, 1))

	def test_each_due_date_of_both_clocks(self):
		"""R-187, R-188, T-05: on time, late by days, missed; from month-ends that do not drift."""
		self.assess()
		self.assertEqual(
			self.slots(),
			{
				("NAM", 0): ("On time", None),
				("NAM", 4): ("Late", 10),
				("NAM", 8): ("On time", None),
				("NAM", 12): ("Missed", None),
				("Periodic Assessment", 3): ("On time", None),
				("Periodic Assessment", 6): ("Missed", None),
				("Periodic Assessment", 9): ("Late", 1),
				("Periodic Assessment", 12): ("Missed", None),
			},
		)
		rows = self.rows(TIMELINESS, self.worker, **self.dates, breakdown="Slot", clock="Periodic Assessment")
		due = [row["due"] for row in rows if row["enrolment"] == self.enrolment.name]
		self.assertEqual(due, [self.month(3), self.month(6), self.month(9), self.month(12)])
		self.assertEqual(due[0].day, 30)

	def test_counted_for_each_worker_and_clock(self):
		"""R-187, R-188: percentages of what fell due; days late only of the late ones."""
		self.assess()
		rows = {row["clock"]: row for row in self.rows(TIMELINESS, self.worker, **self.dates)}
		nam = rows["NAM"]
		self.assertEqual((nam["fell_due"], nam["on_time"], nam["late"], nam["missed"]), (4, 2, 1, 1))
		self.assertEqual((nam["on_time_percent"], nam["average_days_late"]), (50.0, 10))
		periodic = rows["Periodic Assessment"]
		self.assertEqual((periodic["fell_due"], periodic["on_time_percent"]), (4, 25.0))
		by_site = self.rows(TIMELINESS, self.worker, **self.dates, breakdown="Site", clock="NAM")
		self.assertEqual([(row["site"], row["fell_due"]) for row in by_site], [(NORTH, 4)])

	def test_overdue_and_not_due_yet(self):
		"""R-169, R-188: as it stands today."""
		self.begin = getdate(add_days(add_months(today(), -3), -5))
		self.enrolment = self.enrol(self.begin)
		due = getdate(add_months(self.begin, 3))
		slots = self.slots(from_date=self.begin, to_date=add_months(today(), 4))
		self.assertEqual(slots[("Periodic Assessment", 3)], ("Overdue", (today() - due).days))
		self.assertEqual(slots[("Periodic Assessment", 6)], ("Not due yet", None))

	def test_nothing_is_due_after_the_exit(self):
		"""T-14 in spirit: what fell due while somebody was in the programme stays."""
		frappe.db.set_value(
			"CSS Enrolment", self.enrolment.name, {"status": "Exited", "exit_date": self.month(6)}
		)
		self.assertEqual(
			set(self.slots()),
			{("NAM", 0), ("NAM", 4), ("Periodic Assessment", 3), ("Periodic Assessment", 6)},
		)

	def test_a_corrected_assessment_counts_as_corrected(self):
		"""D-21."""
		with acting_as(self.worker):
			late = complete_periodic(self.enrolment, self.month(3, 8))
			self.assertEqual(self.slots()[("Periodic Assessment", 3)], ("Late", 8))
			correction = frappe.get_doc("CSS Periodic Assessment", late.correct("Wrong day"))
			correction.assessment_date = self.month(3, -1)
			correction.submit()
		self.assertEqual(self.slots()[("Periodic Assessment", 3)], ("On time", None))

	def test_a_sites_own_interval(self):
		"""D-01: slots follow the settings of the site."""
		site = frappe.get_doc("CSS Site", NORTH)
		site.append("settings", {"setting": "periodic_interval_months", "value": "6"})
		site.save(ignore_permissions=True)
		self.assertEqual({month for clock, month in self.slots() if clock == "Periodic Assessment"}, {6, 12})

	def test_whoever_may_read_the_files(self):
		"""R-005, R-412."""
		self.assertTrue(self.slots(self.manager, caseworker=self.worker, site=NORTH))
		for outsider in (self.colleague, self.manager_west):
			self.assertEqual(self.slots(outsider), {})
			self.assertEqual(self.slots(outsider, site=NORTH, caseworker=self.worker), {})

	def test_filters_that_mean_nothing_are_refused_in_words(self):
		"""R-508."""
		for bad in ({"breakdown": "Star sign"}, {"clock": ["NAM"]}, {"from_date": "2030-01-01"}):
			with self.assertRaises(FilterRefused):
				self.answer(TIMELINESS, self.worker, **{**self.dates, **bad})

	def test_as_many_queries_for_many_as_for_one(self):
		"""R-412 in spirit: no query per row."""
		self.answer(TIMELINESS, self.worker, **self.dates)
		few = self.count_queries(lambda: self.slots())
		for _each in range(4):
			self.enrol(self.begin)
		self.assertEqual(self.count_queries(lambda: self.slots()), few)
