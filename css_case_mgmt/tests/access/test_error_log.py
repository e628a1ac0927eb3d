"""A request that fails leaves nothing of what was typed behind (R-412, D-19)."""

import glob
import os

import frappe
from frappe.deferred_insert import save_to_db

from css_case_mgmt.permissions.error_log import REMOVED
from css_case_mgmt.tests import SiteTestCase
from css_case_mgmt.tests.access.committed import CommittedTestCase
from css_case_mgmt.tests.factories import acting_as, make_user

TYPED = "Zqtypedbyaworkerwho"


def log_files() -> list[str]:
	bench = os.path.abspath(os.path.join(frappe.get_site_path(), "..", ".."))
	return glob.glob(frappe.get_site_path("logs", "*.log")) + glob.glob(os.path.join(bench, "logs", "*.log"))


def written_to_logs_since(sizes: dict[str, int]) -> str:
	texts = []
	for path in log_files():
		with open(path, "rb") as file:
			file.seek(sizes.get(path, 0))
			texts.append(file.read().decode("utf-8", "replace"))
	return "".join(texts)


class TestCrash(CommittedTestCase):
	LOGGED_IN = ("caseworker",)

	def test_a_crash_keeps_no_text(self) -> None:
		"""R-412: neither in Redis, nor in Error Log, nor in the log files."""
		sizes = {path: os.path.getsize(path) for path in log_files()}
		answer = self.visitors["caseworker"].post(
			"/api/method/css_case_mgmt.api.nam.save_answers",
			assessment=self.world.records["assigned"]["CSS NAM Assessment"],
			answers=[TYPED],
		)
		self.assertEqual(500, answer.status_code)
		queued = [
			frappe.as_unicode(each) for each in frappe.cache.lrange("insert_queue_for_Error Log", 0, -1)
		]
		self.assertTrue(queued, "The request has not been logged: choose another way to make it fail.")
		self.assertNotIn(TYPED, "".join(queued))
		save_to_db()
		errors = frappe.get_all("Error Log", fields=["method", "error"])
		self.assertTrue(any("save_answers" in error.error for error in errors))
		self.assertNotIn(TYPED, str(errors))
		written = written_to_logs_since(sizes)
		self.assertIn("New Exception", written)
		self.assertNotIn(TYPED, written)


class TestErrorLog(SiteTestCase):
	def test_logged_errors_have_no_values(self) -> None:
		"""R-412: local variables, messages of errors and titles made of them."""

		def fail(client_name: str) -> None:
			raise ValueError(f"{client_name} is unknown")

		try:
			fail(TYPED)
		except ValueError as error:
			log = frappe.log_error(title=str(error))
		self.assertNotIn(TYPED, log.error + log.method)
		self.assertIn("ValueError", log.error)
		self.assertIn("raise ValueError", log.error)

	def test_queued_jobs_show_no_arguments(self) -> None:
		"""R-412: a comment waits in the queue until who is mentioned in it is told."""
		self.addCleanup(lambda: job.delete())
		job = frappe.enqueue("frappe.ping", event=TYPED, job_name=frappe.generate_hash())
		make_user("administrator@test.example", "System Manager")
		with acting_as("administrator@test.example"):
			listed = frappe.get_list("RQ Job", fields=["*"])
			self.assertEqual({REMOVED}, {each.arguments for each in listed})
			self.assertNotIn(TYPED, frappe.as_json(frappe.get_doc("RQ Job", job.id)))
