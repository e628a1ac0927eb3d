"""Every paper with markup in every text: shown as typed, run nowhere (R-262, R-363, R-368, R-377)."""

import re

import frappe

from css_case_mgmt.tests.attacks_on_exits.planted_texts import make_leaving, write_into
from css_case_mgmt.tests.exits.records import ExitTestCase
from css_case_mgmt.tests.factories import WEST, acting_as, make_site

MARKUP = "<img src=x onerror=alert(1)>{{ 7*7 }}</td></bdi><script>alert(2)</script>'\"&amp;{% raw %}"
EXIT, INTERVIEW, CASE = "CSS Exit", "CSS Exit Interview", "CSS Case"
NOTHING_RUN = re.compile(r"<img src=x|<script>alert|(?<!\d)49(?!\d)|</td></bdi>&lt;|onerror=alert\(1\)>")


class TestPapers(ExitTestCase):
	def setUp(self) -> None:
		super().setUp()
		self.leaving, self.activity = make_leaving()
		self.enrolment = self.leaving.enrolment.name

	def record(self, doctype: str, **filters):
		return frappe.get_last_doc(doctype, filters or {"enrolment": self.enrolment})

	def plant(self) -> None:
		for document in (
			self.leaving.css_exit,
			self.record(INTERVIEW, css_exit=self.leaving.css_exit.name),
			self.record("CSS Settlement Plan"),
			*(frappe.get_doc("CSS Goal", name) for name in frappe.get_all("CSS Goal", pluck="name")),
			self.record("CSS NAM Assessment"),
			self.record("CSS Referral"),
			frappe.get_doc("CSS Client", self.leaving.client),
			self.leaving.provider,
			self.activity,
		):
			write_into(document, MARKUP)
		# Whoever is told has the name that the consent names.
		consents = frappe.get_all("CSS Consent", {"client": self.leaving.client}, pluck="name")
		frappe.db.set_value("CSS Consent Purpose", {"parent": ("in", consents)}, "recipient", MARKUP)
		frappe.clear_document_cache("CSS Service Provider", self.leaving.provider.name)
		frappe.clear_document_cache("CSS Client", self.leaving.client)
		frappe.db.set_value("User", self.worker, {"full_name": MARKUP, "first_name": MARKUP})
		self.addCleanup(frappe.clear_cache)

	def papers(self) -> dict[str, tuple]:
		return {
			"What You Have Achieved": (EXIT, self.leaving.css_exit.name),
			"Handover Summary": (EXIT, self.leaving.css_exit.name),
			"Exit Interview": (INTERVIEW, self.record(INTERVIEW, css_exit=self.leaving.css_exit.name).name),
			"Settlement Plan": ("CSS Settlement Plan", self.record("CSS Settlement Plan").name),
			"Needs Assessment": ("CSS NAM Assessment", self.record("CSS NAM Assessment").name),
			"Referral Instruction Sheet": ("CSS Referral", self.record("CSS Referral").name),
			"Referral Letter": ("CSS Referral", self.record("CSS Referral").name),
			"Case Notes": (CASE, self.leaving.case),
		}

	def body(self, print_format: str) -> str:
		page = frappe.get_print(*self.papers()[print_format], print_format)
		return page[page.index("<body") :]

	def test_all_papers_of_a_file(self):
		"""R-262: words of the client, the worker, the provider and the names of all of them."""
		printed = set(frappe.get_all("Print Format", {"module": "CSS Case Mgmt"}, pluck="name"))
		elsewhere = {"Client Charter", "Consent Form", "Reply to the Referring Organisation"}
		self.assertEqual(printed - elsewhere, set(self.papers()))
		without = {print_format: self.body(print_format) for print_format in self.papers()}
		self.plant()
		for print_format in self.papers():
			with self.subTest(print_format):
				body = self.body(print_format)
				self.assertNotIn("&lt;img src=x", without[print_format])
				self.assertIn("&lt;img src=x onerror=alert(1)&gt;{{ 7*7 }}", body)
				self.assertNotRegex(body, NOTHING_RUN)
				self.assertNotIn(">49<", body)

	def test_frappes_own_layout(self):
		"""R-262: what is kept as typed is escaped there as well; all other texts take no markup at all."""
		for doctype, name in {*self.papers().values(), ("CSS Activity", self.activity.name)}:
			document = frappe.get_doc(doctype, name)
			typed = [
				(row, field.fieldname)
				for row in (document, *document.get_all_children())
				for field in row.meta.get("fields", {"ignore_xss_filter": 1})
			]
			for row, fieldname in typed:
				frappe.db.set_value(row.doctype, row.name, fieldname, MARKUP)
			with self.subTest(doctype):
				body = frappe.get_print(doctype, name, "Standard")
				body = body[body.index("<body") :]
				self.assertNotRegex(body, r"<img src=x|<script>alert")
				if [fieldname for _row, fieldname in typed if not _row.meta.get_field(fieldname).print_hide]:
					self.assertIn("&lt;img src=x", body)

	def test_nobody_of_another_site_prints(self):
		"""R-412, D-19: no paper, in no layout, by those who may not read the file."""
		make_site(WEST)
		for user in ("west@test.example", "manager.west@test.example", self.colleague):
			for print_format, (doctype, name) in self.papers().items():
				for layout in (print_format, "Standard", None):
					with acting_as(user), self.subTest(print_format, user=user, layout=layout):
						with self.assertRaises(frappe.PermissionError):
							frappe.get_doc(doctype, name).check_permission("print")
						self.assert_not_printed(doctype, name, layout)

	def assert_not_printed(self, doctype: str, name: str, layout: str | None) -> None:
		frappe.utils.set_request(method="POST", path="/printview")
		try:
			printed = frappe.get_print(doctype, name, layout)
		except frappe.PermissionError:
			printed = ""
		finally:
			del frappe.local.request
		person = frappe.db.get_value("CSS Client", self.leaving.client, ["given_names", "file_number"])
		for text in (*person, "knee operation", "evenings at the library"):
			self.assertNotIn(text, printed)
