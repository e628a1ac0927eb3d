"""`bench css-check`, as the administrator runs it (D-24)."""

import json
import subprocess
import sys

import frappe

from css_case_mgmt.checking.whole_site import KINDS
from css_case_mgmt.commands.css_check import KINDS as OFFERED
from css_case_mgmt.tests.access.committed import names_by_table, take_out_everything_but
from css_case_mgmt.tests.checking.records import CheckingTestCase

SECRET = "Zqsomebodysname"


class TestCommand(CheckingTestCase):
	"""What is planted is committed, for another process to see, and taken out again."""

	@classmethod
	def setUpClass(cls) -> None:
		super().setUpClass()
		frappe.db.commit()
		cls.addClassCleanup(take_out_everything_but, names_by_table())

	def setUp(self) -> None:
		super().setUp()
		self.client.reload()
		self.client.update({"given_names": SECRET, "preferred_name": SECRET})
		self.client.save()
		frappe.db.set_value("CSS Case", self.css_case.name, "status", "Closed")
		frappe.db.commit()

	def roll_back(self) -> None:
		"""There is nothing left to go back to."""
		frappe.set_user("Administrator")
		self.open_again()

	def open_again(self) -> None:
		frappe.db.set_value("CSS Case", self.css_case.name, "status", "Open")
		frappe.db.commit()

	def call(self, *options: str) -> subprocess.CompletedProcess:
		site = frappe.local.site
		command = [sys.executable, "-m", "frappe.utils.bench_helper", "frappe", "--site", site, "css-check"]
		return subprocess.run([*command, *options], capture_output=True, text=True, check=False)

	def test_what_is_found(self):
		"""D-24: says where and what to do, ends with 1, and names nobody."""
		done = self.call()
		self.assertEqual(done.returncode, 1, done.stderr)
		line = (
			f"approvals: CSS Case {self.css_case.name}: The case is closed, and somebody in it is enrolled. "
		)
		self.assertIn(line, done.stdout)
		as_json = self.call("--json", "--kind", "approvals")
		found = json.loads(as_json.stdout)
		self.assertEqual(as_json.returncode, 1)
		self.assertIn(("approvals", "closed_case_with_enrolment", self.css_case.name), map(key_of, found))
		self.assertEqual({each["kind"] for each in found}, {"approvals"})
		for text in (SECRET, self.client.file_number, self.css_case.file_number):
			self.assertNotIn(text, done.stdout + done.stderr + as_json.stdout)

	def test_nothing_is_found(self):
		"""D-24: ends with 0."""
		self.open_again()
		done = self.call("--kind", "approvals")
		self.assertEqual((done.returncode, done.stdout), (0, "Nothing found.\n"), done.stderr)
		self.assertEqual(self.call("--kind", "approvals", "--json").stdout, "[]\n")

	def test_kinds(self):
		"""The command offers those that there are, without loading the app."""
		self.assertEqual(OFFERED, tuple(KINDS))


def key_of(found: dict) -> tuple[str, str, str]:
	return found["kind"], found["check"], found["name"]
