"""All or nothing, again without a change, and broken off in the middle. These tests commit and clean up after them."""

import subprocess
import sys
import time
from itertools import count
from pathlib import Path

import frappe
from frappe.utils import add_to_date, now_datetime

from css_case_mgmt.importing import job
from css_case_mgmt.importing.file_numbers import NumbersSetAside
from css_case_mgmt.importing.whole import import_workbook
from css_case_mgmt.tests import SAVEPOINT, SiteTestCase
from css_case_mgmt.tests.access.committed import names_by_table, take_out_everything_but
from css_case_mgmt.tests.factories import acting_as
from css_case_mgmt.tests.importing.records import SOURCE, family, path_of, record, silent, together

MANAGER = "manager@test.example"
COLLEAGUE = "manager.west@test.example"
NUMBER = count(1)
# What a run may leave behind whatever comes of it.
TRACES = ("tabSeries", "tabError Log", "tabSessions")


class WholeImports(SiteTestCase):
	@classmethod
	def setUpClass(cls) -> None:
		super().setUpClass()
		cls.addClassCleanup(take_out_everything_but, names_by_table())

	def setUp(self) -> None:
		super().setUp()
		self.source = f"{SOURCE} {self._testMethodName}"
		# People of their own: about a UCI that two files share, a worker asks the managers at any time.
		self.number = next(NUMBER) * 10

	def family(self) -> dict[str, list[dict]]:
		return family(self.number)

	def roll_back(self) -> None:
		"""The savepoint is gone: what is here was committed or rolled back by the import."""
		frappe.set_user("Administrator")
		frappe.db.rollback()
		frappe.db.savepoint(SAVEPOINT)

	def run_import(self, book, *, keep: bool = True, user: str = MANAGER):
		path = book if isinstance(book, Path) else path_of(book)
		with acting_as(user):
			return import_workbook(path, self.source, silent, keep=keep)

	def assert_nothing_written(self, before: dict[str, set]) -> None:
		frappe.db.rollback()
		after = names_by_table()
		differing = {table for table in after if after[table] != before.get(table, set())}
		self.assertEqual(differing - set(TRACES), set())


class TestAllOrNothing(WholeImports):
	def test_problem_in_the_last_row(self):
		"""One wrong row at the end, and no table holds a row more."""
		book = together(self.family(), family(self.number + 1))
		book["Contacts"][-1]["Date"] = "2999-01-01"
		before, numbers = names_by_table(), series()
		result = self.run_import(book)
		self.assertEqual([(each.sheet, each.row) for each in result.problems], [("Contacts", 3)])
		self.assertFalse(result.is_kept)
		self.assert_nothing_written(before)
		self.assertEqual(series(), numbers)

	def test_check_keeps_nothing(self):
		before, numbers = names_by_table(), series()
		result = self.run_import(self.family(), keep=False)
		self.assertEqual((result.problems, result.outcome.new), ([], 13))
		self.assert_nothing_written(before)
		self.assertEqual(series(), numbers)

	def test_second_run_changes_nothing(self):
		"""Not one column of any table, times included."""
		self.run_import(self.family())
		everything = checksums()
		result = self.run_import(self.family())
		self.assertEqual((result.problems, result.outcome.new, result.outcome.unchanged), ([], 0, 13))
		self.assertEqual(checksums(), everything)

	def test_added_rows(self):
		"""A later workbook refers to what was imported before."""
		self.run_import(self.family())
		added = {"Contacts": [{**self.family()["Contacts"][0], "ID": "another"}]}
		self.assertEqual(self.run_import(added).outcome.new, 1)

	def test_changed_rows(self):
		"""They are problems, not changes."""
		self.run_import(self.family())
		book = self.family()
		book["Clients"][0]["Family name"] = "Anders"
		book["Levels"][0]["Level of need"] = "High"
		result = self.run_import(book)
		self.assertEqual(
			[(each.sheet, each.row, each.column) for each in result.problems if "different" in each.reason],
			[("Clients", 2, "Family name"), ("Enrolments", 2, "")],
		)
		self.assertEqual(record("CSS Client", f"P{self.number}", self.source).family_name, "Testovaa")

	def test_ids_of_another_site(self):
		"""Somebody else's records are not compared with; another name for the source is asked for."""
		self.run_import(self.family())
		book = {"Clients": [{"ID": f"P{self.number}", "Given names": "Amina"}]}
		found = self.run_import(book, user=COLLEAGUE).problems
		self.assertEqual([(each.row, each.column) for each in found], [(2, "ID")])
		self.assertIn("not yours", found[0].reason)

	def test_numbers_taken_meanwhile_stay_taken(self):
		"""Numbers are given back only while nobody has taken one after them."""
		first = NumbersSetAside({"CSS Client": 3})
		second = NumbersSetAside({"CSS Client": 1})
		first.give_back()
		third = NumbersSetAside({"CSS Client": 1})
		taken = [numbers.take("CSS Client") for numbers in (first, second, third)]
		self.assertEqual(len(set(taken)), 3)

	def test_files_can_be_opened_meanwhile(self):
		"""Whoever opens a file while a workbook is imported does not wait, and gets a number of its own."""
		numbers: list[str] = []

		def open_a_file(*_progress) -> None:
			if not numbers:
				numbers.append(in_another_process(OPEN_A_FILE))

		with acting_as(MANAGER):
			result = import_workbook(path_of(self.family()), self.source, AtTheEnd(open_a_file), keep=True)
		self.assertTrue(result.is_kept)
		self.assertTrue(numbers[0].startswith("CLIENT-"), numbers)


class TestBrokenOff(WholeImports):
	def make_import(self, book, **values):
		with acting_as(MANAGER):
			doc = frappe.get_doc(doctype="CSS Import", source_system=self.source, **values).insert()
			file = frappe.get_doc(
				doctype="File",
				file_name="Amina Testova.xlsx",
				attached_to_doctype="CSS Import",
				attached_to_name=doc.name,
				attached_to_field="workbook",
				content=path_of(book).read_bytes(),
			).insert()
			doc.workbook = file.file_url
			doc.save()
		frappe.db.commit()
		return doc

	def work(self, doc, *, keep: bool) -> None:
		"""As the worker does: the record says so, then the job runs."""
		doc.db_set({"status": "Importing" if keep else "Checking", "started_on": now_datetime()})
		frappe.db.commit()
		with acting_as(MANAGER):
			job.work(doc.name, keep)
		doc.reload()

	def test_problems_stand_in_the_record(self):
		book = self.family()
		book["Clients"][0]["UCI"] = "12"
		doc = self.make_import(book)
		self.work(doc, keep=True)
		self.assertEqual((doc.status, doc.problem_count, doc.rows_imported), ("Problems Found", 2, 0))
		found = frappe.parse_json(doc.problems)
		self.assertEqual({(each["sheet"], each["row"]) for each in found}, {("Clients", 2)})
		self.assertNotIn("Amina", doc.problems)
		marked = frappe.get_doc("File", {"file_url": doc.marked_workbook})
		self.assertTrue(marked.is_private)
		self.assertEqual(marked.owner, MANAGER)

	def test_check_then_import(self):
		doc = self.make_import(self.family())
		self.work(doc, keep=False)
		self.assertEqual((doc.status, doc.rows_total, doc.rows_imported), ("Checked", 13, 0))
		self.work(doc, keep=True)
		self.assertEqual((doc.status, doc.rows_imported), ("Imported", 13))
		self.assertTrue(record("CSS Client", f"P{self.number}", self.source))

	def test_workbook_is_removed_once_it_is_imported(self):
		"""It is a copy of client data, and nobody needs it any more."""
		doc = self.make_import(self.family())
		path = frappe.get_doc("File", {"file_url": doc.workbook}).get_full_path()
		self.assertNotIn("Amina", path)
		self.work(doc, keep=True)
		self.assertFalse(doc.workbook or Path(path).exists())
		self.assertFalse(frappe.db.exists("File", {"attached_to_name": doc.name}))
		kept = self.make_import(family(self.number + 1), remove_when_imported=0)
		self.work(kept, keep=True)
		self.assertTrue(kept.workbook)
		with acting_as(MANAGER):
			kept.remove_workbook()
		self.assertFalse(kept.workbook)

	def test_nobody_else_reads_it(self):
		"""Record and file are their owner's alone."""
		doc = self.make_import(self.family())
		file = frappe.get_doc("File", {"file_url": doc.workbook})
		for user in (COLLEAGUE, "caseworker@test.example", "analyst@test.example"):
			with self.subTest(user=user), acting_as(user):
				self.assertFalse(doc.has_permission("read"))
				self.assertFalse(file.has_permission("read"))
				self.assertFalse(file.is_downloadable())

	def test_what_the_job_writes_is_not_typed(self):
		doc = self.make_import(self.family())
		with acting_as(MANAGER):
			doc.update({"status": "Imported", "rows_imported": 99, "problems": "[]"})
			doc.save()
		self.assertEqual((doc.status, doc.rows_imported, doc.problems), ("New", 0, None))

	def test_killed_in_the_middle(self):
		"""A killed job leaves nothing, and the record says so on the next look."""
		doc = self.make_import(together(*(family(self.number + each) for each in range(8))))
		doc.db_set({"status": "Importing", "started_on": now_datetime()})
		frappe.db.commit()
		before = names_by_table()
		killed = start_process(WORK, doc.name, MANAGER)
		wait_until_rows_are_written(killed)
		doc.db_set("started_on", add_to_date(now_datetime(), minutes=-5))
		frappe.db.commit()
		job.look(doc)
		self.assertEqual(doc.status, "Importing")
		killed.kill()
		killed.wait()
		time.sleep(1)
		frappe.db.rollback()
		self.assert_nothing_written(before)
		doc.reload()
		job.look(doc)
		self.assertEqual(doc.status, "Failed")
		self.assertIn("Nothing was imported", doc.failure)
		doc.db_set("status", "New")
		self.work(doc, keep=True)
		self.assertEqual(doc.status, "Imported")

	def test_error_log_holds_no_names(self):
		"""Whatever goes wrong in the background: the Error Log has no client data."""
		doc = self.make_import(self.family())
		frappe.db.delete("Error Log")
		numbers = NumbersSetAside.take
		NumbersSetAside.take = fail_with_a_name
		try:
			self.work(doc, keep=True)
		finally:
			NumbersSetAside.take = numbers
		self.assertEqual(doc.status, "Problems Found")
		logged = " ".join(map(str, frappe.get_all("Error Log", fields=["method", "error"])))
		self.assertNotIn("Amina", logged + doc.problems)


class TestCommand(WholeImports):
	def call(self, path: Path, *options: str):
		words = [str(path), "--source-system", self.source, *options]
		site = frappe.local.site
		command = [sys.executable, "-m", "frappe.utils.bench_helper", "frappe", "--site", site, "css-import"]
		done = subprocess.run([*command, *words], capture_output=True, text=True, check=False)
		frappe.db.rollback()
		return done

	def test_import_and_again(self):
		path = path_of(self.family())
		done = self.call(path, "--user", MANAGER)
		self.assertEqual(done.returncode, 0, done.stderr)
		self.assertIn("13 records imported", done.stdout)
		self.assertIn("13 were here already", self.call(path).stdout)

	def test_problems(self):
		book = self.family()
		book["Clients"][0]["UCI"] = "12"
		done = self.call(path_of(book), "--check-only")
		self.assertEqual(done.returncode, 1)
		self.assertIn("Clients, row 2, UCI: ", done.stderr)
		self.assertNotIn("Amina", done.stderr + done.stdout)


OPEN_A_FILE = """
doc = frappe.get_doc(doctype="CSS Client", given_names="Meanwhile").insert()
frappe.db.commit()
print(doc.file_number)
"""
WORK = """
frappe.set_user(sys.argv[2])
from css_case_mgmt.importing import job
job.work(sys.argv[1], True)
"""
START = """
import sys
import frappe
frappe.init(site={site!r})
frappe.connect()
"""


def start_process(text: str, *words: str) -> subprocess.Popen:
	"""Something done by another process, as another worker does it."""
	script = START.format(site=frappe.local.site) + text
	return subprocess.Popen([sys.executable, "-c", script, *words], stdout=subprocess.PIPE, text=True)


def in_another_process(text: str) -> str:
	process = start_process(text)
	out, _err = process.communicate(timeout=40)
	return out.strip()


class AtTheEnd:
	"""A report that does something once all but the last rows are saved."""

	def __init__(self, action) -> None:
		self.action = action

	def __call__(self, stage: str, done: int, total: int) -> None:
		if stage == "saving" and done == total - 1:
			self.action()


def wait_until_rows_are_written(process: subprocess.Popen) -> None:
	"""Rows of a transaction that is not committed can be counted by whoever reads such rows."""
	frappe.db.commit()
	frappe.db.sql("set session transaction isolation level read uncommitted")
	frappe.db.commit()
	before = frappe.db.count("CSS Client")
	try:
		for _turn in range(600):
			if frappe.db.count("CSS Client") > before + 2:
				return
			if process.poll() is not None:
				raise AssertionError("The process has ended")
			time.sleep(0.1)
		raise AssertionError("No rows were written")
	finally:
		frappe.db.sql("set session transaction isolation level repeatable read")
		frappe.db.commit()


def fail_with_a_name(_numbers, _doctype):
	raise RuntimeError("Amina Testova")


def series() -> dict[str, int]:
	return dict(
		frappe.db.sql("select name, current from tabSeries where name like 'CLIENT-%' or name like 'CASE-%'")
	)


def checksums() -> dict[str, int]:
	"""A checksum of every table of the site."""
	tables = [table for table in names_by_table() if table not in TRACES]
	names = ", ".join(f"`{table}`" for table in sorted(tables))
	return dict(frappe.db.sql(f"checksum table {names}"))
