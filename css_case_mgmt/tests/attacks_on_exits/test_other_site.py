"""Exits, interviews and longer stays in lists, boards, reports of the desk and searches, by those who may not read the
file (D-19, R-412)."""

import json

import frappe

from css_case_mgmt.permissions.registry import CHILD_TABLES
from css_case_mgmt.tests.access.desk_client import Answer, answer_to
from css_case_mgmt.tests.attacks_on_exits.planted_texts import make_extension, make_leaving, write_into
from css_case_mgmt.tests.exits.records import READY, ExitTestCase
from css_case_mgmt.tests.factories import WEST, acting_as, make_site

EXIT, INTERVIEW, EXTENSION = "CSS Exit", "CSS Exit Interview", "CSS Programme Extension"
SECRET = "Zqkneeoperation"
BOARD = "All exits"
VIEW, SEARCH = "frappe.desk.reportview.", "frappe.desk.search."
KANBAN = "frappe.desk.doctype.kanban_board.kanban_board."
SAVEPOINT = "before_the_question"


class TestOtherSite(ExitTestCase):
	@classmethod
	def setUpClass(cls) -> None:
		super().setUpClass()
		make_site(WEST)
		cls.strangers = ("west@test.example", "manager.west@test.example", cls.colleague)

	def setUp(self) -> None:
		super().setUp()
		leaving, _activity = make_leaving()
		interview = frappe.get_last_doc(INTERVIEW, {"css_exit": leaving.css_exit.name})
		extension = make_extension()
		extension.move(READY)
		leaving.css_exit.reload()
		leaving.css_exit.move(READY)
		self.records = {EXIT: leaving.css_exit, INTERVIEW: interview, EXTENSION: extension}
		for record in self.records.values():
			write_into(record, SECRET)
		self.case, self.client = leaving.case, leaving.client
		self.number = frappe.db.get_value("CSS Client", self.client, "file_number")
		self.enrolment = leaving.enrolment.name
		self.hidden = {
			SECRET,
			self.number,
			frappe.db.get_value("CSS Client", extension.client, "file_number"),
			*(record.name for record in self.records.values()),
			*(row.name for record in self.records.values() for row in record.get_all_children()),
		}
		frappe.set_user("Administrator")
		frappe.get_doc(
			doctype="Kanban Board",
			kanban_board_name=BOARD,
			reference_doctype=EXIT,
			field_name="workflow_state",
			columns=[{"column_name": READY}],
		).insert(ignore_permissions=True)

	def ask(self, user: str, function: str, **arguments) -> Answer:
		frappe.db.savepoint(SAVEPOINT)
		with acting_as(user):
			try:
				return answer_to(function, arguments)
			finally:
				frappe.db.rollback(save_point=SAVEPOINT)

	def surfaces(self, doctype: str, record) -> list[tuple[str, dict]]:
		"""Each with which whoever may read the file finds something."""
		of = {"doctype": doctype}
		children = [child for child, parent in CHILD_TABLES.items() if parent == doctype]
		columns = ["name", "title", "owner", "client", "css_case", "creation"]
		return [
			*((VIEW + "get", {**of, "fields": ["*"], "view": view}) for view in ("List", "Report", "Kanban")),
			(VIEW + "get", {**of, "fields": columns, "filters": [[doctype, "client", "=", record.client]]}),
			(VIEW + "get", {**of, "fields": columns, "or_filters": [[doctype, "name", "!=", ""]]}),
			(VIEW + "get_list", {**of, "fields": columns}),
			(VIEW + "export_query", {**of, "title": "x", "fields": columns, "file_format_type": "CSV"}),
			("frappe.client.get_list", {**of, "fields": ["*"], "limit_page_length": 0}),
			("frappe.client.get_value", {**of, "filters": {"name": record.name}, "fieldname": columns}),
			("frappe.client.get", {**of, "name": record.name}),
			("frappe.client.get", {**of, "filters": {"client": record.client}}),
			("frappe.desk.form.load.getdoc", {**of, "name": record.name}),
			(SEARCH + "search_link", {**of, "txt": self.number_of(record), "page_length": 50}),
			(SEARCH + "search_link", {**of, "txt": "", "page_length": 50}),
			(SEARCH + "search_widget", {**of, "txt": "", "filter_fields": columns, "as_dict": 1}),
			("frappe.client.validate_link", {**of, "docname": record.name, "fields": columns}),
			("frappe.www.printview.get_html_and_style", {"doc": doctype, "name": record.name}),
			*(
				("frappe.client.get_list", {"doctype": child, "parent": doctype, "fields": ["*"]})
				for child in children
			),
		]

	def number_of(self, record) -> str:
		return frappe.db.get_value("CSS Client", record.client, "file_number")

	def quiet(self, doctype: str, record) -> list[tuple[str, dict]]:
		"""Which say nothing of records to anybody, or only a number."""
		of = {"doctype": doctype}
		return [
			("frappe.utils.global_search.search", {"text": SECRET}),
			("frappe.utils.global_search.search", {"text": self.number_of(record), "doctype": doctype}),
			(SEARCH + "search_link", {**of, "txt": SECRET, "page_length": 50, "searchfield": "owner"}),
			(SEARCH + "get_link_title", {**of, "docname": record.name}),
			("frappe.desk.listview.get_group_by_count", {**of, "field": "owner", "current_filters": []}),
			(VIEW + "get_sidebar_stats", {**of, "stats": ["owner"], "filters": []}),
			("frappe.desk.form.linked_with.get", {**of, "docname": record.name}),
			("frappe.desk.form.linked_with.get", {"doctype": "CSS Exit Reason", "docname": "Graduated"}),
			("frappe.desk.form.load.get_docinfo", {**of, "name": record.name}),
			("frappe.desk.notifications.get_open_count", {**of, "name": record.name}),
			("frappe.model.workflow.get_transitions", {"doc": {**of, "name": record.name}}),
			("frappe.desk.treeview.get_children", {**of, "parent": ""}),
			(KANBAN + "get_kanban_boards", of),
		]

	def test_what_strangers_are_told(self):
		"""D-19, R-412: nothing, by no surface; and each that shows something shows it to the caseworker."""
		for doctype, record in self.records.items():
			for function, arguments in self.surfaces(doctype, record):
				with self.subTest(function, **arguments):
					shown = self.ask(self.worker, function, **arguments).text
					self.assertTrue([text for text in self.hidden if text in shown], shown[:300])
			for function, arguments in (*self.surfaces(doctype, record), *self.quiet(doctype, record)):
				asked = json.dumps(arguments)
				for user in self.strangers:
					with self.subTest(function, user=user, **arguments):
						told = self.ask(user, function, **arguments).text
						# A refusal repeats the name that was asked for.
						found = [text for text in self.hidden if text in told and text not in asked]
						self.assertEqual(found, [], told[:300])

	def test_counting(self):
		"""D-19: nor how many there are of somebody."""
		for doctype, record in self.records.items():
			for user, number in ((self.worker, 1), *((stranger, 0) for stranger in self.strangers)):
				for filters in (
					{"client": record.client},
					[[doctype, "name", "=", record.name]],
					[[doctype, "css_case", "like", f"{record.css_case[:5]}%"]],
				):
					for function in ("frappe.client.get_count", VIEW + "get_count"):
						with self.subTest(doctype, user=user, function=function, filters=filters):
							told = self.ask(user, function, doctype=doctype, filters=filters)
							self.assertEqual(told.text[0], str(number), told.text)

	def test_the_board(self):
		"""D-19, D-24: nobody of another site moves a card, nor is told that there is one."""
		name = self.records[EXIT].name
		for user in self.strangers:
			for function, arguments in (
				(KANBAN + "update_order", {"board_name": BOARD, "order": {"Returned": [name]}}),
				(
					KANBAN + "update_order_for_single_card",
					{
						"board_name": BOARD,
						"docname": name,
						"from_colname": READY,
						"to_colname": READY,
						"old_index": 0,
						"new_index": 0,
					},
				),
				(KANBAN + "call_action", {"board_name": BOARD}),
			):
				with self.subTest(function, user=user):
					try:
						told = self.ask(user, function, **arguments).text
					except AttributeError:
						continue
					for text in (SECRET, self.number):
						self.assertNotIn(text, told)
		self.assertEqual(frappe.db.get_value(EXIT, name, "workflow_state"), READY)

	def test_nothing_is_indexed_for_the_global_search(self):
		"""D-19: neither their words nor their numbers."""
		frappe.utils.global_search.sync_global_search()
		for doctype in self.records:
			self.assertFalse(frappe.get_meta(doctype).get_global_search_fields())
			self.assertFalse(
				frappe.db.sql("select name from __global_search where doctype = %s limit 1", doctype)
			)
