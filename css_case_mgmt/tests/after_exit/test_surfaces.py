"""A closed case has no clock, counts in no load and waits for nobody, on every surface (R-378, T-14)."""

import frappe
from frappe.utils import add_days, add_years

from css_case_mgmt.api.appointment_calendar import get_events
from css_case_mgmt.api.group_message import get_people
from css_case_mgmt.asking import ask
from css_case_mgmt.calendar_feed import feed_of
from css_case_mgmt.permissions.conditions import is_reachable
from css_case_mgmt.permissions.scope import scope_of
from css_case_mgmt.reminders.digest import items_for
from css_case_mgmt.staff_load import levels_carried, open_cases_of
from css_case_mgmt.tests.after_exit.records import AfterExitTestCase
from css_case_mgmt.tests.factories import (
	NORTH,
	acting_as,
	end_enrolment,
	give_access,
	make_client,
	make_member,
)
from css_case_mgmt.tests.reminders.records import remind_on
from css_case_mgmt.today.collecting import collect
from css_case_mgmt.today.whose import Whose

REPORTS = (
	"My Caseload Currently",
	"Cases to Reassign",
	"Caseload Against Targets",
	"Participants Without Contact",
	"Participants Without Assessment",
	"Participants Due for Own File",
)


class TestSurfaces(AfterExitTestCase):
	def make_long_ago(self, days_ago: int = 30):
		"""Left so many days ago, having been enrolled without contact or assessment; a child is nearly grown up."""
		css_case, client, enrolment = self.make_enrolled()
		with acting_as(self.worker):
			child = make_client(date_of_birth=add_days(add_years(self.today, -16), 5))
			make_member(css_case, child.name, member_from=add_days(self.today, -200))
		end_enrolment(enrolment.name, add_days(self.today, -days_ago))
		return css_case, client, child.name, enrolment.name

	def rows(self, report: str, user: str) -> list:
		from frappe.desk.query_report import run

		with acting_as(user):
			return [row for row in run(report, {})["result"] if isinstance(row, dict)]

	def test_nobody_reads_it_after_the_hand_over(self):
		"""R-378: the caseworker and who helped until the last day of the hand-over, the manager after it."""
		css_case, _client, enrolment = self.make_enrolled()
		with acting_as(self.manager):
			give_access(css_case, self.second)
		end_enrolment(enrolment.name, add_days(self.today, -14))
		for user in (self.worker, self.second):
			self.assertTrue(is_reachable("CSS Case", css_case, user))
		frappe.db.set_value(
			"CSS Case Access", {"css_case": css_case}, "access_until", add_days(self.today, -1)
		)
		for user in (self.worker, self.second, self.intake):
			with self.subTest(user):
				self.assertFalse(is_reachable("CSS Case", css_case, user))
		self.assertTrue(is_reachable("CSS Case", css_case, self.manager))

	def test_today_and_the_digest(self):
		"""T-14: neither the worker's list during the hand-over, nor the manager's, nor the letter of the morning."""
		css_case, _client, _child, _enrolment = self.make_long_ago(days_ago=1)
		for user in (self.worker, self.manager):
			with acting_as(user), self.subTest(user):
				self.assertNotIn(css_case, [item.css_case for item in collect(Whose(scope_of(user))).items])
				self.assertNotIn(css_case, [item.css_case for item in items_for(user)])
		with acting_as(self.manager):
			items = collect(Whose(scope_of(self.manager), NORTH)).items
		self.assertNotIn(css_case, [item.css_case for item in items])

	def test_the_load(self):
		"""R-350, D-11."""
		before = levels_carried([self.worker])
		css_case, _client, _child, _enrolment = self.make_long_ago(days_ago=1)
		self.assertEqual(levels_carried([self.worker]), before)
		self.assertNotIn(css_case, open_cases_of([self.worker])[self.worker])

	def test_the_reports(self):
		"""T-14, R-070: a closed case is neither without a caseworker nor without anything else."""
		css_case, client, child, _enrolment = self.make_long_ago()
		numbers = {
			frappe.db.get_value("CSS Case", css_case, "file_number"),
			*(frappe.db.get_value("CSS Client", each, "file_number") for each in (client, child)),
		}
		for report in REPORTS:
			for user in (self.worker, self.manager):
				if report == "Cases to Reassign" and user == self.worker:
					continue
				with self.subTest(report=report, user=user):
					values = {str(value) for row in self.rows(report, user) for value in row.values()}
					self.assertFalse(values & numbers)

	def test_the_reminders(self):
		"""R-169, T-14: of nothing, the child's own file included."""
		css_case, _client, _child, _enrolment = self.make_long_ago()
		frappe.db.delete("CSS Reminder", {"css_case": css_case})
		remind_on(self.today)
		self.assertEqual(frappe.get_all("CSS Reminder", filters={"css_case": css_case}), [])

	def test_appointments(self):
		"""R-505: what was planned is off, in the calendar and in the feed."""
		css_case, client, enrolment = self.make_enrolled()
		with acting_as(self.worker):
			appointment = frappe.get_doc(
				doctype="CSS Appointment",
				css_case=css_case,
				kind="Check-in",
				starts_on=f"{add_days(self.today, 3)} 10:00:00",
				ends_on=f"{add_days(self.today, 3)} 11:00:00",
				clients=[{"client": client}],
			).insert()
		end_enrolment(enrolment.name)
		appointment.reload()
		self.assertEqual(appointment.outcome, "Cancelled")
		self.assertIn(b"CANCELLED", feed_of(self.worker))
		with acting_as(self.worker):
			events = get_events(f"{self.today} 00:00:00", f"{add_days(self.today, 7)} 00:00:00")
		self.assertFalse(
			[event for event in events if event.get("name") == appointment.name and not event.get("outcome")]
		)

	def test_group_messages(self):
		"""R-236, R-378: nobody of a closed file is written to."""
		_css_case, client, _child, _enrolment = self.make_long_ago(days_ago=1)
		with acting_as(self.worker):
			self.assertNotIn(client, str(get_people()))

	def test_the_tasks_of_the_enrolment_are_closed(self):
		"""R-378: what was asked for about it is not asked any more."""
		_case, _client, enrolment = self.make_enrolled()
		ask(self.worker, "Renew something", doctype="CSS Enrolment", name=enrolment.name)
		end_enrolment(enrolment.name)
		self.assertFalse(frappe.db.exists("ToDo", {"reference_name": enrolment.name, "status": "Open"}))
