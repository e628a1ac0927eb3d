"""One notice a day, without names, to whom the day's reminders concern (R-169, R-438, R-507)."""

from collections import Counter

import frappe
from frappe.utils import add_days, add_months

from css_case_mgmt.reminders.notices import numbers_by_user
from css_case_mgmt.tests import SiteTestCase
from css_case_mgmt.tests.factories import (
	CAST,
	NORTH,
	WEST,
	acting_as,
	make_caseworker,
	make_enrolment,
	make_family,
	make_manager,
	make_staff,
	today,
)
from css_case_mgmt.tests.reminders.records import remind_on

LONG_AGO = "2020-01-01 12:00:00"


class TestNotices(SiteTestCase):
	def setUp(self):
		super().setUp()
		self.worker, self.manager = make_caseworker(), make_manager()
		self.day = add_days(today(), 1)
		frappe.db.delete("Notification Log")
		frappe.db.set_value("CSS Case", {"site": NORTH}, "site", WEST)
		# Whoever other tests have left at the site is gone.
		cast = [user for user, _role, _site in CAST]
		others = {"site": NORTH, "user": ("not in", cast)}
		frappe.db.set_value("CSS Staff", others, "active_to", "2020-12-31")

	def overdue(self, user: str, site: str = NORTH):
		"""Somebody in a case of a worker whose first assessment has been overdue for a week at most."""
		with acting_as(user):
			css_case, client = make_family(site)
		enrolment = make_enrolment(css_case.name, client.name, add_days(today(), -2), consent=False)
		# Known since long before the day began.
		frappe.db.set_value("CSS Case Access", {"css_case": css_case.name}, "creation", LONG_AGO)
		frappe.db.set_value(
			"CSS Case Access", {"css_case": css_case.name}, "access_from", add_months(today(), -1)
		)
		return css_case.name, client, enrolment

	def told(self) -> dict[str, list[str]]:
		found: dict[str, list[str]] = {}
		for row in frappe.get_all("Notification Log", fields=["for_user", "subject"]):
			found.setdefault(row.for_user, []).append(row.subject)
		return found

	def test_one_for_the_caseworker(self):
		"""R-169, R-438: how many and where to look; once, however often the job runs."""
		_case, client, _enrolment = self.overdue(self.worker)
		self.overdue(self.worker)
		for _time in range(2):
			remind_on(self.day)
		((text,),) = self.told().values()
		self.assertEqual(set(self.told()), {self.worker})
		self.assertIn(": 2. Open Today.", text)
		self.assertNotIn(client.given_names, text)
		self.assertNotIn(client.file_number, text)

	def test_in_the_language_of_the_user(self):
		"""R-450: what is translated is; the day and the number stand in every language."""
		frappe.db.set_value("User", self.worker, "language", "fr")
		self.overdue(self.worker)
		remind_on(self.day)
		((text,),) = self.told().values()
		self.assertIn(frappe.utils.formatdate(self.day), text)

	def test_escalated_to_the_managers(self):
		"""R-169: five working days after it was due, or to whom the site has named for it."""
		_case, _client, enrolment = self.overdue(self.worker)
		remind_on(self.day)
		frappe.db.delete("Notification Log")
		remind_on(add_days(self.day, 14))
		stages = frappe.get_all("CSS Reminder", {"subject": enrolment.name}, pluck="stage")
		self.assertIn("Escalated", stages)
		self.assertEqual(set(self.told()), {self.manager})

	def test_whoever_covers(self):
		"""R-070: during the absence alone."""
		css_case, _client, _enrolment = self.overdue(self.worker)
		cover = frappe.get_doc(
			doctype="CSS Case Access",
			css_case=css_case,
			user="colleague@test.example",
			kind="Covering",
			access_from=today(),
			access_until=self.day,
			reason="Holiday",
		).insert()
		frappe.db.set_value("CSS Case Access", cover.name, "creation", LONG_AGO)
		remind_on(self.day)
		self.assertEqual(set(self.told()), {self.worker, "colleague@test.example"})
		later = add_days(self.day, 1)
		frappe.db.set_value("CSS Reminder", {"css_case": css_case}, "remind_on", later)
		self.assertEqual(set(numbers_by_user(NORTH, later)), {self.worker})

	def test_an_assignment_of_the_same_day_counts_from_the_next(self):
		"""R-169: a late run tells the same people as a punctual one."""
		css_case, _client, _enrolment = self.overdue(self.worker)
		remind_on(self.day)
		punctual = numbers_by_user(NORTH, self.day)
		frappe.db.set_value("CSS Case Access", {"css_case": css_case}, "access_until", today())
		frappe.get_doc(
			doctype="CSS Case Access",
			css_case=css_case,
			user="second@test.example",
			kind="Assigned",
			access_from=self.day,
			over_target_reason="Test",
		).insert()
		entered = f"{self.day} 14:00:00"
		newer = {"css_case": css_case, "user": "second@test.example"}
		frappe.db.set_value("CSS Case Access", newer, "creation", entered)
		self.assertEqual(numbers_by_user(NORTH, self.day), punctual)
		frappe.db.set_value("CSS Reminder", {"css_case": css_case}, "remind_on", add_days(self.day, 1))
		self.assertEqual(set(numbers_by_user(NORTH, add_days(self.day, 1))), {"second@test.example"})

	def test_leavers_are_told_nothing(self):
		"""R-507: the managers are instead; a user who is switched off neither."""
		leaver = make_staff("leaving@test.example", "CSS Caseworker")
		self.overdue(leaver)
		frappe.db.set_value("CSS Staff", {"user": leaver}, "active_to", add_days(self.day, -1))
		remind_on(self.day)
		self.assertEqual(set(self.told()), {self.manager})
		frappe.db.delete("Notification Log")
		frappe.db.set_value("User", self.manager, "enabled", 0)
		frappe.db.delete("CSS Reminder")
		remind_on(self.day)
		self.assertEqual(self.told(), {})

	def test_who_works_at_two_sites_has_one(self):
		"""R-169: with the number of both, whichever comes first."""
		both = make_staff("both@test.example", "CSS Caseworker")
		make_staff(both, "CSS Caseworker", site=WEST)
		frappe.db.delete("CSS Reminder")
		self.overdue(both)
		self.overdue(both, WEST)
		for order in ((NORTH, WEST), (WEST, NORTH)):
			frappe.db.delete("Notification Log")
			frappe.db.delete("CSS Reminder")
			for site in order:
				remind_on(self.day, site)
			(text,) = self.told()[both]
			self.assertIn(": 2. Open Today.", text)

	def test_numbers(self):
		"""R-169"""
		self.overdue(self.worker)
		remind_on(self.day)
		self.assertEqual(numbers_by_user(NORTH, self.day), Counter({self.worker: 1}))
