"""Numbers and charts of the workspaces, against a few families (R-458, R-412, D-02, D-19)."""

import frappe
from frappe.utils import add_days, add_months, getdate

from css_case_mgmt.api import desk_figures
from css_case_mgmt.tests.contacts.records import make_activity
from css_case_mgmt.tests.factories import acting_as
from css_case_mgmt.tests.today.records import COLLEAGUE, MANAGER, OTHER_MANAGER, WORKER, TodayTestCase
from css_case_mgmt.tests.today.test_exits import EXIT, on_the_way


class TestFigures(TodayTestCase):
	def figure(self, user: str, name: str):
		with acting_as(user):
			return getattr(desk_figures, name)()

	def test_overdue_and_due_today(self):
		"""R-458, R-187: one's own, and of all at the site for its manager alone."""
		before = self.figure(MANAGER, "overdue_at_my_sites")
		self.make_enrolled(self.today)
		self.make_enrolled(add_days(self.today, -1), COLLEAGUE)
		self.assertEqual(self.figure(WORKER, "due_today"), 1)
		self.assertEqual([self.figure(WORKER, "overdue"), self.figure(COLLEAGUE, "overdue")], [0, 1])
		self.assertEqual(self.figure(MANAGER, "overdue_at_my_sites"), before + 1)
		self.assertEqual(self.figure(OTHER_MANAGER, "overdue_at_my_sites"), 0)
		self.assertEqual(self.figure(WORKER, "overdue_at_my_sites"), 0)

	def test_waiting_for_a_manager(self):
		"""R-358, D-24"""
		enrolment = self.make_enrolled(add_months(self.today, -13))
		before = self.figure(MANAGER, "waiting_for_a_manager")
		on_the_way(EXIT, enrolment, "Ready for Review", requested_by=WORKER)
		self.assertEqual(self.figure(MANAGER, "waiting_for_a_manager"), before + 1)
		self.assertEqual(self.figure(WORKER, "waiting_for_a_manager"), 0)
		self.assertEqual(self.figure(OTHER_MANAGER, "waiting_for_a_manager"), 0)

	def test_beyond_the_typical_length(self):
		"""D-02: from the day on which 18 months are full."""
		enrolment = self.make_enrolled(add_months(self.today, -18))
		self.assertEqual(self.figure(WORKER, "beyond_typical_length"), 1)
		self.assertEqual(self.figure(COLLEAGUE, "beyond_typical_length"), 0)
		later = add_days(add_months(self.today, -18), 2)
		frappe.db.set_value("CSS Enrolment", enrolment.name, "enrolment_date", later)
		self.assertEqual(self.figure(WORKER, "beyond_typical_length"), 0)

	def test_level_of_need(self):
		"""R-458: people, not cases; nobody of another's family."""
		self.assertIsNone(self.figure(COLLEAGUE, "enrolments_by_level"))
		enrolments = [self.make_enrolled(needs_level=level) for level in ("High", "Low", "Low")]
		self.make_enrolled(worker=COLLEAGUE, needs_level="High")
		drawn = self.figure(WORKER, "enrolments_by_level")
		self.assertEqual(drawn["labels"], ["High needs", "Low needs"])
		self.assertEqual(drawn["datasets"][0]["values"], [1, 2])
		frappe.db.set_value("CSS Client", enrolments[0].client, "died_on", self.today)
		self.assertEqual(self.figure(WORKER, "enrolments_by_level")["datasets"][0]["values"], [0, 2])

	def test_contacts_by_week(self):
		"""R-223: those who were reached, in the week of the day, the running one last."""
		enrolment = self.make_enrolled(add_months(self.today, -6))
		monday = add_days(self.today, -getdate(self.today).weekday())
		for day in (monday, add_days(monday, -1), add_days(monday, -7), add_days(monday, -84)):
			make_activity(enrolment.css_case, enrolment.client, on=day)
		make_activity(enrolment.css_case, enrolment.client, successful=0, attempt_result="No Answer")
		drawn = self.figure(WORKER, "contacts_by_week")
		self.assertEqual(len(drawn["labels"]), 12)
		self.assertEqual(drawn["datasets"][0]["values"], [0] * 10 + [2, 1])
		seen = self.figure(MANAGER, "contacts_by_week")["datasets"][0]["values"]
		self.assertTrue(
			all(all_of_them >= own for all_of_them, own in zip(seen, [0] * 10 + [2, 1], strict=True))
		)
		self.assertIsNone(self.figure(COLLEAGUE, "contacts_by_week"))

	def test_caseload_by_worker(self):
		"""R-351: cases by their highest level, for the manager of the site alone."""
		for worker, level in ((WORKER, "Low"), (COLLEAGUE, "High"), (WORKER, "High")):
			self.make_enrolled(worker=worker, needs_level=level)
		drawn = self.figure(MANAGER, "caseload_by_worker")
		carried = {
			name: numbers
			for name, *numbers in zip(
				drawn["labels"], *(each["values"] for each in drawn["datasets"]), strict=True
			)
		}
		names = [frappe.db.get_value("User", user, "full_name") for user in (WORKER, COLLEAGUE)]
		self.assertEqual([carried[name] for name in names], [[1, 1], [1, 0]])
		self.assertIsNone(self.figure(WORKER, "caseload_by_worker"))
		self.assertIsNone(self.figure(OTHER_MANAGER, "caseload_by_worker"))

	def test_exits_by_month(self):
		"""R-360: planned is what the exit says before what the reason says."""
		for reason, planned in (("Graduated", None), ("Withdrew", None), ("Withdrew", 1)):
			enrolment = self.make_enrolled(add_months(self.today, -14))
			values = {"status": "Exited", "exit_date": self.today, "exit_reason": reason}
			frappe.db.set_value("CSS Enrolment", enrolment.name, values)
			if planned:
				on_the_way(EXIT, enrolment, "Exited", planned=1)
		drawn = self.figure(WORKER, "exits_by_month")
		self.assertEqual(len(drawn["labels"]), 12)
		self.assertEqual([each["values"][-1] for each in drawn["datasets"]], [2, 1])
		self.assertTrue(self.figure(MANAGER, "exits_by_month"))
		self.assertIsNone(self.figure(COLLEAGUE, "exits_by_month"))

	def test_no_name_is_in_them(self):
		"""R-006, D-19: neither of a client nor a number of a file."""
		enrolment = self.make_enrolled(add_days(add_months(self.today, -18), -1), needs_level="High")
		make_activity(enrolment.css_case, enrolment.client)
		client = frappe.get_doc("CSS Client", enrolment.client)
		for chart in ("enrolments_by_level", "contacts_by_week", "caseload_by_worker", "exits_by_month"):
			text = str(self.figure(MANAGER, chart))
			for secret in (client.name, client.given_names, client.file_number, enrolment.css_case):
				self.assertNotIn(secret, text)
