"""How the job works off the days of each site: in order, each once, nothing lost (R-169, D-29)."""

import os
from datetime import datetime
from zoneinfo import ZoneInfo

import frappe
from frappe.utils import add_days, add_months, getdate
from freezegun import freeze_time

from css_case_mgmt.reminders.run import lock, remind_next_day, sites_behind
from css_case_mgmt.settings import site_today
from css_case_mgmt.tests import SiteTestCase
from css_case_mgmt.tests.factories import (
	NORTH,
	acting_as,
	make_enrolment,
	make_family,
	make_manager,
	make_site,
	today,
)
from css_case_mgmt.tests.reminders.records import remind_on, remind_through, reminders_of


def reminded_until(site: str = NORTH):
	return frappe.db.get_value("CSS Site", site, "reminded_until")


class TestDays(SiteTestCase):
	def test_a_new_site_begins_with_its_today(self):
		"""R-169"""
		site = make_site("Reminded Site", province="British Columbia", time_zone="America/Vancouver")
		self.assertIn(site, sites_behind())
		self.assertEqual(remind_next_day(site, site_today(site)), site_today(site))
		self.assertIsNone(remind_next_day(site, site_today(site)))

	def test_missed_days_in_order(self):
		"""R-169: after days without a scheduler every one of them is worked off."""
		frappe.db.set_value("CSS Site", NORTH, "reminded_until", add_days(today(), -4))
		given = [remind_next_day(NORTH, today()) for _day in range(5)]
		self.assertEqual(given, [add_days(today(), days) for days in (-3, -2, -1, 0)] + [None])

	def test_each_site_has_its_own_day(self):
		"""D-29: shortly after midnight in St. John's it is still yesterday in Vancouver."""
		east = make_site("Reminded East", province="Newfoundland and Labrador", time_zone="America/St_Johns")
		west = make_site("Reminded West", province="British Columbia", time_zone="America/Vancouver")
		midnight = datetime(2028, 2, 29, 0, 10, tzinfo=ZoneInfo("America/St_Johns"))
		for site in (east, west):
			frappe.db.set_value(
				"CSS Site", site, {"reminded_until": "2028-02-28", "holidays_filled_until": 2029}
			)
		with freeze_time(midnight):
			behind = sites_behind()
		self.assertEqual(behind.get(east), getdate("2028-02-29"))
		self.assertNotIn(west, behind)

	def test_a_form_that_was_open_does_not_turn_back_the_day(self):
		"""R-169: nor does a request move it on, which would leave days out."""
		frappe.db.set_value("CSS Site", NORTH, "reminded_until", add_days(today(), -1), update_modified=False)
		form = frappe.get_doc("CSS Site", NORTH)
		remind_next_day(NORTH, today())
		for typed in (add_days(today(), -1), add_days(today(), 100)):
			form.reminded_until = typed
			form.save()
			self.assertEqual(reminded_until(), today())

	def test_any_portions_make_the_same_rows(self):
		"""R-169: day by day, in one go, and again from the beginning."""
		css_case, client = make_family()
		enrolment = make_enrolment(css_case.name, client.name, add_months(today(), -5), consent=False)
		first = add_days(today(), -30)
		for step in range(31):
			remind_on(add_days(first, step))
		fields = ("reminder_key", "remind_on", "css_case")
		day_by_day = reminders_of(enrolment.name, *fields)
		self.assertGreater(len(day_by_day), 3)
		remind_through(first, today())
		self.assertEqual(reminders_of(enrolment.name, *fields), day_by_day)
		frappe.db.delete("CSS Reminder", {"subject": enrolment.name})
		remind_through(first, today())
		self.assertEqual(reminders_of(enrolment.name, *fields), day_by_day)

	def test_a_day_asks_the_database_as_often_however_many_are_due(self):
		"""R-169"""
		css_case, client = make_family()
		make_enrolment(css_case.name, client.name, add_months(today(), -5), consent=False)
		frappe.db.set_value("CSS Site", NORTH, "reminded_until", add_days(today(), -2))
		with_one = self.count_queries(remind_next_day, NORTH, today())
		for _family in range(6):
			css_case, client = make_family()
			make_enrolment(css_case.name, client.name, add_months(today(), -5), consent=False)
		with_seven = self.count_queries(remind_next_day, NORTH, today())
		self.assertLessEqual(with_seven, with_one + 6)
		self.assertLess(with_seven, 40)


class TestTwoRuns(SiteTestCase):
	def test_a_second_run_leaves_the_site_to_the_first(self):
		"""R-169: the row of the site is locked until the day is committed."""
		make_site("Reminded Twice")
		frappe.db.commit()
		frappe.db.savepoint("before_each_test")
		lock("Reminded Twice")
		child = os.fork()
		if not child:
			self.exit_as_other_run()
		_process, status = os.waitpid(child, 0)
		self.assertEqual(os.waitstatus_to_exitcode(status), 7)
		frappe.db.rollback()
		frappe.db.delete("CSS Site Holiday", {"parent": "Reminded Twice"})
		frappe.db.delete("CSS Site", {"name": "Reminded Twice"})
		frappe.db.commit()
		frappe.db.savepoint("before_each_test")

	def exit_as_other_run(self) -> None:
		code = 1
		try:
			kept = frappe.local.db
			frappe.init(frappe.local.site, sites_path=".", force=True)
			frappe.connect()
			lock("Reminded Twice")
			code = 2 if kept else 1
		except frappe.QueryTimeoutError:
			code = 7
		finally:
			os._exit(code)


class TestWhoReads(SiteTestCase):
	def test_whoever_reads_the_case(self):
		"""D-19, R-412: lists, counts and single reminders alike; nobody adds one."""
		worker = "caseworker@test.example"
		with acting_as(worker):
			css_case, client = make_family()
		enrolment = make_enrolment(css_case.name, client.name, add_months(today(), -5), consent=False)
		remind_on(today())
		name = frappe.db.get_value("CSS Reminder", {"subject": enrolment.name})
		for user, reads in (
			(worker, True),
			(make_manager(), True),
			("second@test.example", False),
			("manager.west@test.example", False),
			("analyst@test.example", False),
		):
			with self.subTest(user=user), acting_as(user):
				if frappe.has_permission("CSS Reminder", "read"):
					found = frappe.get_list("CSS Reminder", {"subject": enrolment.name})
					self.assertEqual(bool(found), reads)
				self.assertEqual(frappe.has_permission("CSS Reminder", "read", doc=name), reads)
				self.assertFalse(frappe.has_permission("CSS Reminder", "create"))
