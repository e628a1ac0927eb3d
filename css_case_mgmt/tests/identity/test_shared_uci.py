"""A UCI that stands in two files: warned of within what one sees, silent across files one does not (D-22)."""

import frappe

from css_case_mgmt.tests import SiteTestCase
from css_case_mgmt.tests.factories import (
	NORTH,
	WEST,
	acting_as,
	make_case,
	make_caseworker,
	make_client,
	make_manager,
	make_member,
)
from css_case_mgmt.tests.identity.records import asked_of, client_with_uci, run_what_was_queued

UCI = "1155500001"
OTHER_UCI = "1155500002"
WESTERN_WORKER = "west@test.example"
WESTERN_MANAGER = "manager.west@test.example"
COLLEAGUE = "second@test.example"


class TestSharedUci(SiteTestCase):
	@classmethod
	def setUpClass(cls):
		super().setUpClass()
		# Frappe has made the first user of the cast a System Manager, who reads every task.
		cls.worker = make_caseworker("colleague@test.example")
		cls.manager = make_manager()

	def setUp(self):
		super().setUp()
		frappe.db.after_commit.reset()
		with acting_as(WESTERN_WORKER):
			self.western = client_with_uci(make_case(WEST).name, UCI)
		run_what_was_queued()
		frappe.set_user(self.worker)
		frappe.clear_messages()
		self.css_case = make_case()

	def what_the_answer_says(self, client) -> dict:
		"""What saving tells whoever saves, but for the file itself."""
		values = client.as_dict(no_default_fields=True)
		for fieldname in ("file_number", "uci"):
			values.pop(fieldname)
		return {"values": values, "messages": frappe.get_message_log(), "errors": frappe.local.error_log}

	def test_a_file_one_may_not_see_is_not_given_away(self):
		"""D-22: neither refused nor warned of: the answer is the same as with a UCI that nobody has."""
		answers = []
		for uci in (UCI, OTHER_UCI):
			frappe.clear_messages()
			client = client_with_uci(self.css_case.name, "1-234-56-7" + str(len(answers)))
			client.uci = uci
			client.save()
			answers.append(self.what_the_answer_says(client))
		self.assertEqual(answers[0], answers[1])
		self.assertEqual(answers[0]["messages"], [])

	def test_as_much_is_done_while_saving(self):
		"""D-22: the same queries and the same job, so that the time says nothing."""
		done = []
		for uci in (UCI, OTHER_UCI):
			client = client_with_uci(make_case().name, "1234567" + str(len(done)))
			frappe.db.after_commit.reset()
			client.uci = uci
			queries = self.count_queries(client.save)
			done.append((queries, run_what_was_queued()))
		self.assertEqual(done[0], done[1])
		self.assertEqual(done[0][1], 1)

	def test_each_manager_is_told_of_the_own_file_only(self):
		"""D-22: by its number, and by nothing of the other file or of the person."""
		client = client_with_uci(self.css_case.name, UCI)
		run_what_was_queued()
		asked_here, asked_there = asked_of(self.manager), asked_of(WESTERN_MANAGER)
		self.assertEqual([len(asked_here), len(asked_there)], [1, 1])
		self.assertIn(client.file_number, asked_here[0])
		self.assertIn(self.western.file_number, asked_there[0])
		for text, other in ((asked_here[0], self.western), (asked_there[0], client)):
			for hidden in (other.file_number, other.name, UCI, "Amina", NORTH, WEST):
				self.assertNotIn(hidden, text)

	def test_workers_see_no_trace_of_it(self):
		"""D-22: no task, no note in the timeline, no assignment, neither here nor there."""
		client = client_with_uci(self.css_case.name, UCI)
		run_what_was_queued()
		for user, file in ((self.worker, client), (WESTERN_WORKER, self.western), (COLLEAGUE, client)):
			with acting_as(user):
				self.assertEqual(frappe.get_list("ToDo", pluck="name"), [])
				for doctype in ("ToDo", "Comment", "Communication", "Version"):
					self.assertEqual(
						frappe.get_all(doctype, {**self.pointing_at(doctype, file)}, pluck="name"), []
					)
		for user in (self.manager, WESTERN_MANAGER):
			with acting_as(user):
				self.assertEqual(len(frappe.get_list("ToDo", pluck="name")), 1)
		self.assertFalse(
			frappe.get_all("ToDo", {"owner": self.worker})
			or frappe.get_all("ToDo", {"assigned_by": self.worker})
		)

	def pointing_at(self, doctype: str, file) -> dict:
		if doctype == "Version":
			return {"ref_doctype": file.doctype, "docname": file.name, "data": ("like", "%ToDo%")}
		column = "reference_type" if doctype == "ToDo" else "reference_doctype"
		return {column: file.doctype, "reference_name": file.name}

	def test_nobody_is_asked_twice(self):
		"""D-22: saving again, or the same number typed in another way, asks nothing new."""
		client = client_with_uci(self.css_case.name, UCI)
		client.preferred_name = "Mina"
		client.save()
		client.uci = "11-5550-0001"
		client.save()
		run_what_was_queued()
		self.assertEqual(len(asked_of(self.manager)), 1)

	def test_a_person_moving_within_the_site_asks_nothing(self):
		"""D-22: only the first membership gives a file a manager."""
		client = client_with_uci(self.css_case.name, UCI)
		run_what_was_queued()
		frappe.db.set_value("ToDo", {"allocated_to": self.manager}, "status", "Closed")
		row = frappe.get_doc("CSS Case Member", {"client": client.name})
		frappe.db.set_value(
			"CSS Case Member", row.name, {"member_from": "2026-01-01", "member_to": "2026-02-01"}
		)
		make_member(make_case().name, client.name, is_head=1, member_from="2026-02-01")
		run_what_was_queued()
		self.assertEqual(asked_of(self.manager), [])

	def test_a_file_that_is_being_opened_asks_when_it_has_a_case(self):
		"""D-22: before that it has no site; the first membership asks."""
		client = make_client(uci=UCI)
		run_what_was_queued()
		self.assertEqual(asked_of(WESTERN_MANAGER), [])
		make_member(self.css_case.name, client.name, is_head=1)
		run_what_was_queued()
		self.assertEqual([len(asked_of(self.manager)), len(asked_of(WESTERN_MANAGER))], [1, 1])

	def test_a_file_one_sees_is_linked(self):
		"""D-22: saving goes on, with a warning that leads to the other file; nobody else is asked."""
		first = client_with_uci(self.css_case.name, OTHER_UCI)
		run_what_was_queued()
		frappe.clear_messages()
		client_with_uci(self.css_case.name, OTHER_UCI)
		run_what_was_queued()
		(warning,) = frappe.get_message_log()
		self.assertEqual(warning["indicator"], "orange")
		self.assertIn(first.file_number, warning["message"])
		self.assertIn(first.name, warning["message"])
		self.assertEqual([asked_of(self.manager), asked_of(WESTERN_MANAGER)], [[], []])

	def test_a_colleagues_file_of_the_same_site_is_not_seen(self):
		"""D-22: what decides is the file, not the site; the site's manager gets one task per file."""
		mine = client_with_uci(self.css_case.name, OTHER_UCI)
		run_what_was_queued()
		with acting_as(COLLEAGUE):
			theirs = client_with_uci(make_case().name, OTHER_UCI)
			self.assertEqual(frappe.get_message_log(), [])
		run_what_was_queued()
		asked = asked_of(self.manager)
		self.assertEqual(len(asked), 2)
		for file in (mine, theirs):
			self.assertEqual(sum(file.file_number in text for text in asked), 1)

	def test_merged_files_are_one_person(self):
		"""D-22, D-23: neither warned of nor asked about."""
		first = client_with_uci(self.css_case.name, OTHER_UCI)
		kept = client_with_uci(self.css_case.name, "1155500003")
		frappe.db.set_value("CSS Client", first.name, "merged_into", kept.name)
		run_what_was_queued()
		frappe.clear_messages()
		kept.uci = OTHER_UCI
		kept.save()
		with acting_as("Administrator"):
			kept.uci = "1155500004"
			kept.save()
			kept.uci = OTHER_UCI
			kept.save()
		run_what_was_queued()
		self.assertEqual(frappe.get_message_log(), [])
		self.assertEqual(asked_of(self.manager), [])

	def test_an_import_asks_the_managers(self):
		"""D-22: Administrator sees all files and knows no family; the sites are asked all the same."""
		with acting_as("Administrator"):
			client = make_client(uci=UCI)
			make_member(make_case().name, client.name, is_head=1)
		run_what_was_queued()
		self.assertEqual([len(asked_of(self.manager)), len(asked_of(WESTERN_MANAGER))], [1, 1])
