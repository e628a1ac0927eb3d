"""A question bank as a file, out of the desk, into it, and by the command line (D-05, R-149)."""

import base64
import json
import tempfile
from pathlib import Path

import frappe
from click.testing import CliRunner

from css_case_mgmt.api.question_bank import download, upload
from css_case_mgmt.commands.css_bank import css_bank
from css_case_mgmt.tests import SiteTestCase
from css_case_mgmt.tests.factories import BANK, acting_as, make_caseworker, make_user


class TestBankApi(SiteTestCase):
	@classmethod
	def setUpClass(cls):
		super().setUpClass()
		cls.analyst = make_user("bank-analyst@test.example", "CSS National Analyst")
		cls.worker = make_caseworker()

	def tearDown(self):
		frappe.local.response = frappe._dict({"docs": []})

	def downloaded(self, file_format: str) -> bytes:
		with acting_as(self.analyst):
			download(BANK, file_format)
		self.assertEqual(frappe.response["filename"], f"{BANK}.{file_format}")
		return frappe.response["filecontent"]

	def test_out_and_in_again(self):
		"""R-149: what went out comes in as a draft of the next version, and no file stays behind."""
		files = frappe.db.count("File")
		content = json.loads(self.downloaded("json"))
		content["version"] = 77
		data = base64.b64encode(json.dumps(content).encode()).decode()
		with acting_as(self.analyst):
			bank = frappe.get_doc("CSS NAM Bank", upload("bank.json", data))
		self.assertEqual((bank.status, len(bank.questions)), ("Draft", len(content["questions"])))
		self.assertEqual(frappe.db.count("File"), files)

	def test_workbook(self):
		"""R-149: the xlsx is one, and a file of another kind is refused."""
		self.assertEqual(self.downloaded("xlsx")[:2], b"PK")
		with acting_as(self.analyst):
			for name, content in (("bank.csv", "YQ=="), ("bank.json", "YQ=="), ("bank.xlsx", "%%%")):
				with self.assertRaises(frappe.ValidationError):
					upload(name, content)

	def test_a_caseworker_neither_exports_nor_imports(self):
		"""R-149: banks belong to the national analyst."""
		with acting_as(self.worker):
			with self.assertRaises(frappe.PermissionError):
				download(BANK, "json")
			with self.assertRaises(frappe.PermissionError):
				upload("bank.json", "e30=")

	def test_command_refuses_in_words(self):
		"""R-149: a wrong ending or bank is told before anything is touched."""
		with tempfile.TemporaryDirectory() as folder:
			path = Path(folder, "bank.txt")
			path.write_text("x")
			result = CliRunner().invoke(css_bank, ["import", str(path)], obj={"sites": [frappe.local.site]})
		self.assertNotEqual(result.exit_code, 0)
