"""A request that fails leaves nothing of what was typed behind (R-412, D-19)."""

import glob
import os

import frappe
from frappe.deferred_insert import save_to_db

from css_case_mgmt.tests import SiteTestCase
from css_case_mgmt.tests.access.committed import CommittedTestCase

TYPED = "Zqtypedbyaworkerwho"


def log_files() -> list[str]:
	bench = os.path.abspath(os.path.join(frappe.get_site_path(), "..", ".."))
	return glob.glob(frappe.get_site_path("logs", "*.log")) + glob.glob(os.path.join(bench, "logs", "*.log"))


def log_texts() -> str:
	texts = []
	for path in log_files():
		with open(path, encoding="utf-8", errors="replace") as file:
			texts.append(file.read())
	return "".join(texts)


class TestCrash(CommittedTestCase):
	LOGGED_IN = ("caseworker",)

	def test_a_crash_keeps_no_text(self) -> None:
		"""R-412: neither in Redis, nor in Error Log, nor in the log files."""
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
		self.assertTrue(log_files())
		self.assertNotIn(TYPED, log_texts())


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
