"""Clearing takes the demo away and leaves everything else as it is (D-14)."""

from pathlib import Path

import frappe

from css_case_mgmt.demo.interpreting import TELEPHONE_AGENCY
from css_case_mgmt.demo.ledger import LEDGER
from css_case_mgmt.demo.tests.demo_case import SITE, WORKER, DemoTestCase, clear_all, load_some
from css_case_mgmt.demo.tests.stored_rows import all_rows, rows_per_table
from css_case_mgmt.permissions.registry import CHILD_TABLES, CLIENT_BEARING
from css_case_mgmt.tests.factories import (
	acting_as,
	complete_assessment,
	give_consent,
	make_caseworker,
	make_client,
	make_enrolment,
	make_family,
	make_member,
)


class TestClear(DemoTestCase):
	def test_every_table_is_as_before(self) -> None:
		"""Nothing is left behind in any table of the site."""
		load_some()
		self.assertEqual(clear_all().kept, [])
		self.assertEqual(rows_per_table(), after_numbering(self.counts))
		self.assertFalse(self.file.exists())

	def test_a_real_case_stays_as_it_is(self) -> None:
		"""Every row about a real family, and what Frappe keeps about it."""
		load_some()
		demo = rows_per_table()
		make_real_family()
		real = {table: count - demo[table] for table, count in rows_per_table().items()}
		stored = rows_not_of_demo()
		clear_all()
		self.assertEqual(rows_not_of_demo(), stored)
		left = rows_per_table()
		for table in ("tabVersion", "tabComment", "tabFile", *(f"tab{doctype}" for doctype in CHILD_TABLES)):
			self.assertGreaterEqual(left[table], real[table], table)

	def test_takes_traces_along(self) -> None:
		"""Comments, views, tasks and files with their content."""
		load_some()
		case = frappe.get_last_doc("CSS Case", {"caseworker": WORKER})
		with acting_as(WORKER):
			case.add_comment("Comment", "An invented remark.")
			file = frappe.get_doc(
				doctype="File",
				file_name="invented.txt",
				content="An invented letter.",
				attached_to_doctype=case.doctype,
				attached_to_name=case.name,
				is_private=1,
			).insert()
		content = Path(file.get_full_path())
		self.assertTrue(content.exists())
		clear_all()
		self.assertEqual(rows_per_table(), after_numbering(self.counts))
		self.assertFalse(content.exists())

	def test_takes_along_what_was_added_by_hand(self) -> None:
		"""A new assessment of an invented client is as invented as the client."""
		load_some()
		drafts = frappe.get_all("CSS NAM Assessment", {"docstatus": 0}, pluck="enrolment")
		enrolment = frappe.get_last_doc("CSS Enrolment", {"status": "Active", "name": ("not in", drafts)})
		day = frappe.utils.add_days(frappe.utils.getdate(), -2)
		give_consent(enrolment.css_case, enrolment.client, day)
		complete_assessment(enrolment, day, 2)
		self.assertEqual(clear_all().by_hand, 3)
		self.assertEqual(rows_per_table(), after_numbering(self.counts))

	def test_keeps_and_names_what_real_files_use(self) -> None:
		"""A worker and a site that serve real people now; the postings go with them."""
		load_some()
		with acting_as(WORKER):
			make_family(SITE)
		done = clear_all()
		self.assertIn(("User", WORKER), done.kept)
		self.assertIn(("CSS Site", SITE), done.kept)
		self.assertTrue(frappe.db.exists("CSS Staff", {"user": WORKER, "site": SITE}))
		self.assertFalse(frappe.db.exists("User", "analyst@demo.example"))
		self.assertIn(WORKER, {login["user"] for login in self.logins()})
		self.assertEqual(
			set(done.kept), {(row.reference_doctype, row.reference_name) for row in all_rows(LEDGER)}
		)

	def test_keeps_an_interpreter_who_works_for_real_people(self) -> None:
		"""R-257: who interpreted stays known; the others of the register go, and the agency that is not theirs."""
		load_some(4)
		interpreter = frappe.db.get_value(
			"CSS Interpreter", {"site": SITE, "agency": TELEPHONE_AGENCY}, "name"
		)
		with acting_as(WORKER):
			css_case, client = make_family(SITE)
			make_enrolment(css_case.name, client.name)
			give_consent(css_case.name, client.name, interpreter=interpreter, by_telephone=1)
		done = clear_all()
		self.assertIn(("CSS Interpreter", interpreter), done.kept)
		self.assertEqual(frappe.get_all("CSS Interpreter", pluck="name"), [interpreter])
		self.assertEqual(frappe.get_all("CSS Interpreter Agency", pluck="name"), [TELEPHONE_AGENCY])

	def test_keeps_a_provider_to_whom_real_people_are_referred(self) -> None:
		"""R-304: where somebody was sent stays known; the others of the directory go, and what the sites trusted."""
		load_some(4)
		provider = frappe.get_last_doc("CSS Service Provider").name
		with acting_as(WORKER):
			css_case, client = make_family(SITE)
			frappe.get_doc(
				doctype="CSS Referral",
				css_case=css_case.name,
				client=client.name,
				provider=provider,
				service="Food Bank",
				reason="Money is short.",
				support_level="Client Alone",
			).insert()
		done = clear_all()
		self.assertIn(("CSS Service Provider", provider), done.kept)
		self.assertEqual(frappe.get_all("CSS Service Provider", pluck="name"), [provider])
		self.assertFalse(frappe.get_all("CSS Trusted Provider"))

	def test_keeps_a_case_with_a_real_person(self) -> None:
		"""Somebody real was entered into an invented family."""
		load_some()
		case = frappe.get_last_doc("CSS Case", {"status": "Open"})
		client = make_client()
		make_member(case.name, client.name)
		done = clear_all()
		self.assertIn(("CSS Case", case.name), done.kept)
		self.assertTrue(frappe.db.exists("CSS Client", client.name))


def after_numbering(counts: dict[str, int]) -> dict[str, int]:
	"""A series that was begun goes on: file numbers are not given out twice."""
	return counts | {"tabSeries": rows_per_table()["tabSeries"]}


def make_real_family() -> None:
	with acting_as(make_caseworker()):
		css_case, client = make_family()
		enrolment = make_enrolment(css_case.name, client.name)
		complete_assessment(enrolment, answers=2)
		css_case.add_comment("Comment", "A remark.")


def rows_not_of_demo() -> dict[str, list[str]]:
	listed = {(row.reference_doctype, row.reference_name) for row in all_rows(LEDGER)}
	of_demo = {name for _doctype, name in listed}
	tables = (*CLIENT_BEARING, *CHILD_TABLES, "User", "CSS Site", "CSS Staff", "Comment", "Version")
	return {
		doctype: sorted(
			repr(row)
			for row in all_rows(doctype)
			if not of_demo.intersection(
				row.get(column) for column in ("name", "parent", "reference_name", "docname")
			)
		)
		for doctype in tables
	}
