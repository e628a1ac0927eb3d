"""Approved exits close on the day on which they were to (R-378, D-24, D-29)."""

from unittest.mock import patch

import frappe
from frappe.utils import add_days

from css_case_mgmt import exit_day
from css_case_mgmt.tests.access.committed import names_by_table, take_out_everything_but
from css_case_mgmt.tests.exits.records import APPROVED, EXITED, READY, ExitTestCase, make_unplanned
from css_case_mgmt.tests.factories import acting_as
from css_case_mgmt.tests.identity.records import make_safety_note

EXIT = "CSS Exit"
SECRET = "Zqsecretname"


class TestExitDay(ExitTestCase):
	"""The job commits for each exit; what it leaves is taken out again."""

	@classmethod
	def setUpClass(cls) -> None:
		super().setUpClass()
		frappe.db.commit()
		cls.addClassCleanup(take_out_everything_but, names_by_table())

	def roll_back(self) -> None:
		frappe.set_user("Administrator")
		frappe.db.rollback()

	def approved(self, days: int = 1, **values):
		"""An approved exit whose last day comes in some days."""
		with acting_as(self.worker):
			css_exit = make_unplanned(exit_date=add_days(self.today, days), **values)
			css_exit.move(READY)
		self.approve(css_exit)
		return css_exit

	def its_day_comes(self, css_exit) -> None:
		"""Days cannot be waited for: the last day moves back instead."""
		css_exit.db_set("exit_date", self.today)
		frappe.db.commit()

	def run_job(self) -> None:
		with acting_as("Administrator"):
			exit_day.close_due_exits()

	def state_of(self, css_exit) -> str:
		return frappe.db.get_value(EXIT, css_exit.name, "workflow_state")

	def status_of(self, css_exit) -> str:
		return frappe.db.get_value("CSS Enrolment", css_exit.enrolment, "status")

	def test_on_its_day(self):
		"""D-29: not before; then the enrolment ends, and the course says by whom."""
		css_exit = self.approved()
		self.run_job()
		self.assertEqual((self.state_of(css_exit), self.status_of(css_exit)), (APPROVED, "Active"))
		self.its_day_comes(css_exit)
		self.run_job()
		self.assertEqual((self.state_of(css_exit), self.status_of(css_exit)), (EXITED, "Exited"))
		css_exit.reload()
		self.assertEqual(
			[(row.state, row.decided_by) for row in css_exit.decisions],
			[(READY, self.worker), (APPROVED, self.manager), (EXITED, "Administrator")],
		)
		self.run_job()
		css_exit.reload()
		self.assertEqual(len(css_exit.decisions), 3)

	def test_what_has_come_up_since(self):
		"""R-375: a new safety note keeps the file open, and a manager is asked, once."""
		css_exit = self.approved()
		with acting_as(self.worker):
			make_safety_note(css_exit.css_case, css_exit.client)
		self.its_day_comes(css_exit)
		self.run_job()
		self.run_job()
		self.assertEqual((self.state_of(css_exit), self.status_of(css_exit)), (APPROVED, "Active"))
		open_tasks = {"reference_name": css_exit.name, "status": "Open"}
		asked = frappe.get_all("ToDo", open_tasks, pluck="allocated_to")
		self.assertEqual(sorted(asked), sorted((self.manager, self.second_manager)))
		note = frappe.get_doc("CSS Safety Note", {"client": css_exit.client})
		note.active = 0
		note.save()
		self.run_job()
		self.assertEqual(self.state_of(css_exit), EXITED)
		self.assertFalse(frappe.db.exists("ToDo", open_tasks))

	def test_one_that_fails(self):
		"""R-378: is undone as a whole and entered in the error log without names; the others are closed."""
		first, broken, last = self.approved(), self.approved(), self.approved()
		frappe.db.set_value("CSS Client", broken.client, "family_name", SECRET)
		for css_exit in (first, broken, last):
			self.its_day_comes(css_exit)
		end = exit_day.frappe.get_attr("css_case_mgmt.closing.end")

		def fail_for_one(css_exit, on):
			end(css_exit, on)
			if css_exit.name == broken.name:
				raise RuntimeError("out of order")

		errors = frappe.db.count("Error Log")
		with patch("css_case_mgmt.closing.end", fail_for_one):
			self.run_job()
		self.assertEqual([self.state_of(each) for each in (first, broken, last)], [EXITED, APPROVED, EXITED])
		self.assertEqual(self.status_of(broken), "Active")
		(error,) = frappe.get_all("Error Log", ["*"], order_by="creation desc", limit=1)
		self.assertEqual(frappe.db.count("Error Log"), errors + 1)
		self.assertNotIn(SECRET, str(error))
		self.run_job()
		self.assertEqual((self.state_of(broken), self.status_of(broken)), (EXITED, "Exited"))

	def test_not_once_it_was_returned(self):
		"""R-358: whoever was faster counts."""
		css_exit = self.approved()
		self.its_day_comes(css_exit)
		due = exit_day.due_exits()
		with acting_as(self.manager):
			css_exit.move("Returned", "She stays")
		frappe.db.commit()
		self.assertIn(css_exit.name, due)
		with acting_as("Administrator"):
			exit_day.close_if_still_ready(css_exit.name)
		self.assertEqual(self.state_of(css_exit), "Returned")
