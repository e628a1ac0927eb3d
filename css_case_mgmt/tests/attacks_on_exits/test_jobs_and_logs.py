"""What an exit leaves in queues and logs, which administrators of the system read: no name and nothing that was typed
(D-19, R-412)."""

import json
import zlib

import frappe
from frappe.desk.doctype.bulk_update.bulk_update import submit_cancel_or_update_docs
from frappe.model.workflow import bulk_workflow_approval
from frappe.utils import add_days
from frappe.utils.background_jobs import get_redis_conn

from css_case_mgmt.tests.access.committed import names_by_table, take_out_everything_but
from css_case_mgmt.tests.access.desk_client import as_in_production
from css_case_mgmt.tests.attacks_on_exits.planted_texts import make_extension
from css_case_mgmt.tests.exits.records import APPROVED, READY, RETURNED, ExitTestCase, make_unplanned
from css_case_mgmt.tests.factories import acting_as

EXIT, JOB = "CSS Exit", "css_case_mgmt.exit_day.close_due_exits"
NAME, TYPED = "Zqnadiarahimi", "Zqmovedtothesea"
LOGS = ("Error Log", "Scheduled Job Log", "Activity Log", "Notification Log", "Email Queue", "ToDo")


class TestJobsAndLogs(ExitTestCase):
	"""Commits, as the job does; what is left is taken out again."""

	@classmethod
	def setUpClass(cls) -> None:
		super().setUpClass()
		frappe.db.commit()
		cls.addClassCleanup(take_out_everything_but, names_by_table())

	def setUp(self) -> None:
		super().setUp()
		self.jobs_before = self.queued()
		self.addCleanup(self.take_out_jobs)

	def roll_back(self) -> None:
		frappe.set_user("Administrator")

	def queued(self) -> dict[bytes, str]:
		"""Every job in Redis: its title and its arguments, as text."""
		connection = get_redis_conn()
		found = {}
		for key in connection.keys("rq:job:*"):
			if connection.type(key) != b"hash":
				continue
			fields = connection.hgetall(key)
			data = fields.get(b"data", b"")
			try:
				data = zlib.decompress(data)
			except zlib.error:
				pass
			found[key] = (data + fields.get(b"description", b"")).decode("utf-8", "replace")
		return found

	def take_out_jobs(self) -> None:
		for key in set(self.queued()) - set(self.jobs_before):
			get_redis_conn().delete(key)

	def leaving(self, **values):
		css_exit = make_unplanned(unplanned_reason=TYPED, achievements=TYPED, future_plan=TYPED, **values)
		frappe.db.set_value("CSS Client", css_exit.client, {"given_names": NAME, "family_name": NAME})
		frappe.db.set_value("CSS Client", css_exit.client, "preferred_name", NAME)
		css_exit.reload()
		return css_exit

	def logged(self) -> str:
		rows = {doctype: frappe.get_all(doctype, fields=["*"]) for doctype in LOGS}
		return frappe.as_json(rows)

	def assert_silent(self, *texts: str) -> None:
		for text in texts:
			for secret in (NAME, TYPED):
				self.assertNotIn(secret, text)

	def test_the_queue(self):
		"""D-19: neither the titles nor the arguments of jobs, through a whole exit and a longer stay."""
		with as_in_production():
			css_exit = self.leaving(exit_date=add_days(self.today, 3))
			css_exit.move(READY, TYPED)
			with acting_as(self.manager):
				css_exit.move(RETURNED, TYPED)
			css_exit.reload()
			css_exit.move(READY)
			self.approve(css_exit)
			css_exit.db_set("exit_date", self.today)
			extension = make_extension()
			frappe.db.set_value("CSS Client", extension.client, "given_names", NAME)
			extension.db_set({"reason": TYPED, "support": TYPED})
			extension.move(READY, TYPED)
			with acting_as(self.manager):
				extension.move(APPROVED, TYPED)
			frappe.db.commit()
			with acting_as("Administrator"):
				frappe.get_doc("Scheduled Job Type", {"method": JOB}).execute()
				frappe.get_doc("Scheduled Job Type", {"method": JOB}).enqueue(force=True)
				frappe.db.commit()
		self.assertEqual(frappe.db.get_value(EXIT, css_exit.name, "workflow_state"), "Exited")
		jobs = {key: text for key, text in self.queued().items() if key not in self.jobs_before}
		self.assertTrue([text for text in jobs.values() if JOB in text], jobs)
		self.assert_silent(*jobs.values(), self.logged())

	def test_a_job_that_fails(self):
		"""D-19: with one exit, or altogether: the log says where, not whom."""
		css_exit = self.leaving(exit_date=add_days(self.today, 3))
		css_exit.move(READY)
		self.approve(css_exit)
		# The refusal says what cannot be found.
		css_exit.db_set({"exit_date": self.today, "exit_reason": NAME})
		frappe.db.commit()
		frappe.set_user("Administrator")
		frappe.get_doc("Scheduled Job Type", {"method": JOB}).execute()
		self.assertEqual(frappe.db.get_value(EXIT, css_exit.name, "workflow_state"), APPROVED)
		self.assertIn(f"Exit {css_exit.name}", self.logged())
		site = frappe.db.get_value("CSS Case", css_exit.css_case, "site")
		zone = frappe.db.get_value("CSS Site", site, "time_zone")
		frappe.db.set_value("CSS Site", site, "time_zone", NAME)
		frappe.db.commit()
		try:
			frappe.get_doc("Scheduled Job Type", {"method": JOB}).execute()
		finally:
			frappe.db.set_value("CSS Site", site, "time_zone", zone)
			frappe.db.commit()
		failed = frappe.get_all("Scheduled Job Log", {"status": "Failed"}, ["details"])
		self.assertTrue([row for row in failed if "close_due_exits" in row.details])
		self.assert_silent(self.logged())

	def test_many_at_once(self):
		"""D-19, D-24: what fails in bulk is told to whoever did it; the log keeps the step and the record alone."""
		exits = [self.leaving() for _number in range(2)]
		for css_exit in exits:
			css_exit.move(READY)
			css_exit.db_set("exit_reason", NAME)
		frappe.db.commit()
		names = json.dumps([css_exit.name for css_exit in exits])
		before = frappe.db.count("Error Log")
		for user in (self.manager, self.worker, "west@test.example"):
			with acting_as(user):
				bulk_workflow_approval(names, EXIT, "Approve")
				if user == self.manager:
					self.assertIn(NAME, frappe.as_json(frappe.get_message_log()))
				values = json.dumps({"workflow_state": APPROVED, "decision_note": TYPED})
				failed = submit_cancel_or_update_docs(EXIT, names, "update", values)
				told = frappe.as_json(frappe.get_message_log())
				frappe.clear_messages()
			self.assertEqual(failed, json.loads(names))
			if user == "west@test.example":
				self.assert_silent(told)
		self.assertGreater(frappe.db.count("Error Log"), before)
		self.assert_silent(self.logged())
