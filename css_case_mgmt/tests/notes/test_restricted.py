"""A restricted note through every surface, for somebody who works in the same case and may not read it (R-288)."""

import frappe
import frappe.client
from frappe.utils import add_days

from css_case_mgmt.api.family_changes import separate
from css_case_mgmt.api.merging import merge
from css_case_mgmt.css_case_mgmt.doctype.css_restricted_note.css_restricted_note import (
	RestrictedNoteLocked,
	RestrictedNoteRefused,
)
from css_case_mgmt.tests import SiteTestCase
from css_case_mgmt.tests.access.desk_client import answer_to
from css_case_mgmt.tests.factories import acting_as, give_access, make_client, make_family, make_member, today
from css_case_mgmt.tests.notes.records import make_addendum, make_note, make_restricted_note

WORKER, COLLEAGUE, MANAGER = "caseworker@test.example", "colleague@test.example", "manager@test.example"
COVER, SECRET = "second@test.example", "Zqsecretofthefew"
NOTE, ADDENDUM = "CSS Restricted Note", "CSS Note Addendum"
LOAD, LINKED, VIEW = "frappe.desk.form.load.", "frappe.desk.form.linked_with.", "frappe.desk.reportview."


class TestRestrictedNote(SiteTestCase):
	def setUp(self) -> None:
		super().setUp()
		with acting_as(WORKER):
			self.case, self.mother = make_family()
			self.activity = make_note(self.case.name, self.mother.name)
			note = make_restricted_note(
				self.case.name,
				self.mother.name,
				note="Before",
				activity=self.activity.name,
				is_final=False,
			)
			note.note = SECRET  # The change goes into the history.
			note.save()
			note.submit()
			self.note = note
			note.add_comment("Comment", SECRET)
			self.file = frappe.get_doc(
				doctype="File",
				file_name=f"{SECRET}.txt",
				content=SECRET,
				attached_to_doctype=NOTE,
				attached_to_name=note.name,
			).insert()
			self.addendum = make_addendum(note, SECRET)
		self.grant(COLLEAGUE, "Shared")

	def grant(self, user: str, kind: str) -> None:
		with acting_as(MANAGER):
			give_access(self.case.name, user, kind)

	def ask(self, user: str, function: str, **arguments) -> str:
		with acting_as(user):
			return answer_to(function, arguments).text

	def surfaces(self):
		about = ((NOTE, self.note.name), (ADDENDUM, self.addendum.name))
		for doctype, name in about:
			yield "frappe.client.get", {"doctype": doctype, "name": name}
			yield "frappe.client.get_value", {"doctype": doctype, "filters": {"name": name}, "fieldname": "*"}
			yield "frappe.client.get_list", {"doctype": doctype, "fields": ["*"]}
			yield LOAD + "getdoc", {"doctype": doctype, "name": name}
			yield LOAD + "get_docinfo", {"doctype": doctype, "name": name}
			yield VIEW + "get", {"doctype": doctype, "fields": ["*"], "page_length": 500}
			yield "frappe.desk.search.search_link", {"doctype": doctype, "txt": "", "page_length": 50}
			yield "frappe.www.printview.get_html_and_style", {"doc": doctype, "name": name}
			yield "frappe.desk.search.get_link_title", {"doctype": doctype, "docname": name}
		for doctype in ("Version", "Comment", "File", "ToDo", "View Log", "Access Log"):
			yield "frappe.client.get_list", {"doctype": doctype, "fields": ["*"], "limit_page_length": 0}
		for doctype, name in (
			("CSS Activity", self.activity.name),
			("CSS Client", self.mother.name),
			("CSS Case", self.case.name),
			("CSS Restricted Topic", self.note.topic),
		):
			yield LINKED + "get", {"doctype": doctype, "docname": name}
			yield LINKED + "get_submitted_linked_docs", {"doctype": doctype, "name": name}
			yield LOAD + "getdoc", {"doctype": doctype, "name": name}
			yield "frappe.desk.notifications.get_open_count", {"doctype": doctype, "name": name}
		yield "css_case_mgmt.api.notes.get_panel", {"doctype": "CSS Activity", "name": self.activity.name}
		yield "css_case_mgmt.api.notes.get_panel", {"doctype": NOTE, "name": self.note.name}
		yield "css_case_mgmt.api.family.get_family", {"css_case": self.case.name}
		yield "css_case_mgmt.api.family_page.get_page", {"css_case": self.case.name}
		yield "css_case_mgmt.api.client_file.get_person", {"client": self.mother.name}
		yield (
			"css_case_mgmt.api.own_file.get_own_file",
			{"css_case": self.case.name, "client": self.mother.name},
		)
		yield "css_case_mgmt.api.today.get_today", {}
		yield "frappe.utils.global_search.search", {"text": SECRET}

	def test_no_surface_shows_it(self) -> None:
		"""R-288: neither a word of it, nor that it exists."""
		for function, arguments in self.surfaces():
			with self.subTest(function, arguments=arguments):
				text = self.ask(COLLEAGUE, function, **arguments)
				asked = {str(value) for value in arguments.values()}
				self.assertNotIn(SECRET, text)
				for name in (self.note.name, self.addendum.name):
					if name not in asked:
						self.assertNotIn(name, text)

	def test_the_record_of_a_merge_does_not_name_it(self) -> None:
		"""R-288, D-23: it lists what moved, and is read by those who read all of that."""
		with acting_as(WORKER):
			twin = make_client()
			make_member(self.case.name, twin.name, member_from=add_days(today(), -700))
			theirs = make_restricted_note(self.case.name, twin.name)
		with acting_as(MANAGER):
			merge(self.mother.name, twin.name, "The same person")
		listed = {
			"doctype": "CSS Client Merge Item",
			"parent": "CSS Client Merge",
			"fields": ["reference_name"],
		}
		self.assertIn(theirs.name, self.ask(WORKER, "frappe.client.get_list", **listed))
		self.assertNotIn(theirs.name, self.ask(COLLEAGUE, "frappe.client.get_list", **listed))

	def test_nothing_counts_it(self) -> None:
		"""R-288: not even as a number."""
		for doctype in (NOTE, ADDENDUM):
			for function in ("frappe.client.get_count", VIEW + "get_count"):
				self.assertEqual(self.ask(COLLEAGUE, function, doctype=doctype)[:1], "0", function)
				self.assertEqual(self.ask(WORKER, function, doctype=doctype)[:1], "1", function)

	def test_its_file_is_closed(self) -> None:
		"""R-288, R-067."""
		with acting_as(COLLEAGUE):
			self.assertFalse(frappe.get_doc("File", self.file.name).is_downloadable())
		with acting_as(WORKER):
			file = frappe.get_doc("File", self.file.name)
			self.assertTrue(file.is_downloadable() and file.is_private)
			self.assertNotIn(SECRET, file.file_url)

	def test_the_few_read_it(self) -> None:
		"""R-288: the caseworker, whoever covers, the manager of the site."""
		self.grant(COVER, "Covering")
		for user in (WORKER, COVER, MANAGER):
			with self.subTest(user):
				arguments = {"doctype": NOTE, "name": self.note.name}
				self.assertIn(SECRET, self.ask(user, "frappe.client.get", **arguments))
				panel = self.ask(user, "css_case_mgmt.api.notes.get_panel", **arguments)
				self.assertIn(SECRET, panel)

	def test_only_the_few_write_one(self) -> None:
		"""R-288."""
		with acting_as(COLLEAGUE):
			self.assertRaises(frappe.PermissionError, make_restricted_note, self.case.name, self.mother.name)

	def test_it_is_final_as_any_note(self) -> None:
		"""R-282, R-264."""
		with acting_as(WORKER):
			note = frappe.get_doc(NOTE, self.note.name)
			self.assertTrue(note.author_initials and note.final_on)
			note.note = "Something else"
			self.assertRaises(RestrictedNoteLocked, note.save)
			self.assertRaises(
				RestrictedNoteRefused, make_restricted_note, self.case.name, self.mother.name, note=" "
			)

	def test_it_follows_its_client_out_of_the_household(self) -> None:
		"""R-502: after a separation because of violence the old household's workers read it no more."""
		with acting_as(WORKER):
			other = make_client()
			make_member(
				self.case.name,
				other.name,
				relationship="Spouse or Partner",
				member_from=add_days(today(), -90),
			)
			note = make_restricted_note(self.case.name, other.name)
			addendum = make_addendum(note, SECRET)
		with acting_as(MANAGER):
			separate(
				self.case.name,
				{other.name: "Head of Family"},
				other.name,
				str(add_days(today(), -1)),
				is_protected=1,
				caseworker=COVER,
			)
		for user, may in ((WORKER, False), (COVER, True)):
			for doctype, name in ((NOTE, note.name), (ADDENDUM, addendum.name)):
				with self.subTest(user, doctype=doctype), acting_as(user):
					self.assertEqual(frappe.get_doc(doctype, name).has_permission("read"), may)
					self.assertEqual(name in frappe.get_list(doctype, pluck="name"), may)
