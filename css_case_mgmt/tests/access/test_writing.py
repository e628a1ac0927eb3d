"""Everybody tries to change a file: who may not changes nothing, whatever way is taken (D-14, D-19, R-504)."""

import frappe
import frappe.client

from css_case_mgmt.permissions.registry import CASE, CHILD_TABLES, CLIENT, CLIENT_BEARING, RESTRICTED
from css_case_mgmt.tests import SiteTestCase
from css_case_mgmt.tests.access import planted
from css_case_mgmt.tests.access.decisions_of_doctypes import DOCTYPES
from css_case_mgmt.tests.access.desk_client import as_text, do
from css_case_mgmt.tests.access.groups import FAMILIES
from css_case_mgmt.tests.access.personas import PERSONAS, user_of

# A field of each DocType that those who may write can change.
FIELDS = {
	"CSS Case": ("opened_on", "2026-02-03"),
	"CSS Case Access": ("reason", "Changed"),
	"CSS Case Member": ("relationship", "Not Related"),
	"CSS Client": ("preferred_name", "Changed"),
	"CSS Conflict of Interest": ("reason", "Changed"),
	"CSS Enrolment": ("direct_intervention_reason", "Changed"),
	"CSS NAM Assessment": ("mode", "Phone"),
}
OTHER_TABLES = (
	"Comment",
	"ToDo",
	"File",
	"DocShare",
	"Tag Link",
	"Document Follow",
	"Communication",
	"Version",
)


class TestWriting(SiteTestCase):
	@classmethod
	def setUpClass(cls) -> None:
		super().setUpClass()
		cls.world = planted.plant()
		cls.records = cls.world.records["assigned"]

	def stored(self) -> dict:
		"""What is kept about anybody, and how much of everything that could be added to it."""
		tables = {
			doctype: sorted(map(str, frappe.db.sql(f"select * from `tab{doctype}`")))
			for doctype in (*RESTRICTED, *CHILD_TABLES)
		}
		return tables | {doctype: frappe.db.count(doctype) for doctype in OTHER_TABLES}

	def assert_unchanged(self, before: dict) -> None:
		after = self.stored()
		self.assertEqual([], [table for table in before if before[table] != after[table]])

	def test_a_field_is_set_by_those_who_may(self) -> None:
		"""D-19, R-501, R-504: by each way that leads to a save; the positive half of the tests below."""
		for doctype, (fieldname, value) in FIELDS.items():
			may = FAMILIES["assigned"] & DOCTYPES[doctype].may_write
			for persona in PERSONAS:
				with self.subTest(doctype, persona=persona):
					frappe.db.savepoint("attempt")
					do(
						persona,
						"frappe.client.set_value",
						doctype=doctype,
						name=self.records[doctype],
						fieldname=fieldname,
						value=value,
					)
					changed = str(frappe.db.get_value(doctype, self.records[doctype], fieldname)) == value
					frappe.db.rollback(save_point="attempt")
					self.assertEqual(persona in may, changed)

	def test_strangers_change_nothing(self) -> None:
		"""D-19, R-504, R-507: save, submit, cancel, delete, rename, share, tag, comment, assign, attach ..."""
		before = self.stored()
		for persona in sorted(set(PERSONAS) - {"caseworker", "manager"}):
			for doctype in (CLIENT, "CSS Case Access", "CSS NAM Assessment"):
				name = self.records[doctype]
				for function, arguments in self.ways_to_write(persona, doctype, name):
					with self.subTest(function, persona=persona, doctype=doctype):
						frappe.db.savepoint("attempt")
						answer = do(persona, function, **arguments)
						try:
							# A request that fails is rolled back as a whole.
							if not answer.error:
								self.assert_unchanged(before)
						finally:
							frappe.db.rollback(save_point="attempt")

	def ways_to_write(self, persona: str, doctype: str, name: str):
		fieldname, value = FIELDS[doctype]
		stored = frappe.get_doc(doctype, name).as_dict(convert_dates_to_str=True)
		changed = as_text({"doc": {**stored, fieldname: value}})["doc"]
		document = {"doctype": doctype, "name": name}
		yield "frappe.client.save", {"doc": changed}
		yield "frappe.desk.form.save.savedocs", {"doc": changed, "action": "Save"}
		yield "frappe.client.submit", {"doc": changed}
		yield "frappe.client.cancel", document
		yield "frappe.client.delete", document
		yield "frappe.client.rename_doc", {"doctype": doctype, "old_name": name, "new_name": "mine"}
		yield "frappe.client.insert", {"doc": {**stored, "name": None, "__islocal": 1}}
		yield "frappe.desk.doctype.tag.tag.add_tag", {"tag": "Seen", "dt": doctype, "dn": name}
		yield "frappe.share.add", {"doctype": doctype, "name": name, "user": user_of(persona), "write": 1}
		yield "frappe.desk.form.assign_to.add", {**document, "assign_to": [user_of("caseworker")]}
		yield "frappe.desk.form.assign_to.add", {**document, "assign_to": [user_of(persona)]}
		yield (
			"frappe.desk.form.document_follow.follow_document",
			{
				"doctype": doctype,
				"doc_name": name,
				"user": user_of(persona),
			},
		)
		yield "frappe.desk.like.toggle_like", {**document, "add": "Yes"}
		yield (
			"frappe.desk.form.utils.add_comment",
			{
				"reference_doctype": doctype,
				"reference_name": name,
				"content": "I was here",
				"comment_email": user_of(persona),
				"comment_by": persona,
			},
		)
		yield "frappe.core.doctype.communication.email.make", {**document, "content": "x", "subject": "x"}
		yield (
			"frappe.client.insert",
			{
				"doc": {
					"doctype": "Comment",
					"comment_type": "Comment",
					"reference_doctype": doctype,
					"reference_name": name,
					"content": "I was here",
				}
			},
		)
		yield (
			"frappe.client.insert",
			{
				"doc": {
					"doctype": "File",
					"attached_to_doctype": doctype,
					"attached_to_name": name,
					"file_name": "mine.txt",
					"content": "mine",
					"is_private": 1,
				}
			},
		)
		yield (
			"frappe.client.insert",
			{
				"doc": {
					"doctype": "ToDo",
					"reference_type": doctype,
					"reference_name": name,
					"description": "x",
					"allocated_to": user_of("caseworker"),
				}
			},
		)

	def test_nothing_moves_into_an_own_file(self) -> None:
		"""D-19: the colleague has a file of her own; naming it opens no other (nor the reverse)."""
		own = self.world.records["other"]
		moves = [
			(doctype, self.records[doctype], "css_case", own[CASE])
			for doctype in CLIENT_BEARING
			if doctype in self.records and frappe.get_meta(doctype).has_field("css_case")
		] + [
			("CSS Enrolment", own["CSS Enrolment"], "client", self.records[CLIENT]),
			("CSS Enrolment", own["CSS Enrolment"], "css_case", self.records[CASE]),
			("CSS Case Member", own["CSS Case Member"], "client", self.records[CLIENT]),
			("File", self.a_file(), "attached_to_name", own[CLIENT]),
		]
		before = self.stored()
		for doctype, name, fieldname, value in moves:
			with self.subTest(doctype, fieldname=fieldname):
				answer = do(
					"colleague",
					"frappe.client.set_value",
					doctype=doctype,
					name=name,
					fieldname=fieldname,
					value=value,
				)
				self.assertIsNotNone(answer.error)
				self.assert_unchanged(before)

	def a_file(self) -> str:
		return frappe.db.get_value("File", {"file_url": self.world.file_urls["caseworker"]})

	def test_a_row_of_another_file_is_not_taken_along(self) -> None:
		"""D-19: Frappe stores a child row under the name that the request gives it."""
		victim = frappe.get_doc("CSS Enrolment", self.records["CSS Enrolment"]).levels[0]
		own = frappe.get_doc("CSS Enrolment", self.world.records["other"]["CSS Enrolment"])
		forged = own.as_dict(convert_dates_to_str=True)
		forged["levels"][0]["name"] = victim.name
		do("colleague", "frappe.client.save", doc=forged)
		parent = frappe.db.get_value("CSS Enrolment Level", victim.name, "parent")
		self.assertEqual(self.records["CSS Enrolment"], parent)

	def test_a_refused_link_reads_like_a_missing_one(self) -> None:
		"""D-19: the words of a refusal do not reveal that the file exists."""
		own = self.world.records["other"]
		values = {
			"doctype": "CSS Case Member",
			"css_case": own[CASE],
			"relationship": "Child",
			"member_from": "2026-01-01",
		}
		texts = []
		for client in (self.records[CLIENT], "0123456789abcdef0123"):
			answer = do("colleague", "frappe.client.insert", doc={**values, "client": client})
			self.assertIsInstance(answer.error, frappe.LinkValidationError)
			texts.append(str(answer.error).replace(client, "X"))
		self.assertEqual(*texts)

	def test_comments_and_tasks_are_kept(self) -> None:
		"""D-14: a deleted comment would be copied to where administrators read it."""
		for doctype in ("Comment", "ToDo", "Communication"):
			with self.subTest(doctype):
				row = self.world.reference_rows[doctype]
				frappe.db.set_value(doctype, row, "owner", user_of("caseworker"))
				if doctype == "Comment":
					frappe.db.set_value(doctype, row, "comment_type", "Comment")
				with self.assertRaises(frappe.ValidationError):
					frappe.delete_doc(doctype, row)
