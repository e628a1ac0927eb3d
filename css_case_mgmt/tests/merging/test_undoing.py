"""Taking a merge back (D-23)."""

import frappe
from frappe.utils import add_days, add_months

from css_case_mgmt.merged_files import MergeRefused
from css_case_mgmt.tests.duplicates.records import make_farhad
from css_case_mgmt.tests.factories import (
	acting_as,
	complete_assessment,
	end_enrolment,
	make_client,
	make_enrolment,
	make_member,
	today,
)
from css_case_mgmt.tests.identity.records import make_client_document, make_gba_profile, make_safety_note
from css_case_mgmt.tests.merging.records import (
	COLLEAGUE,
	MANAGER,
	REASON,
	WORKER,
	MergeTestCase,
	all_client_rows,
	plant_a_row_of_every_kind,
)

WRONG = "Two cousins after all"


class TestUndoing(MergeTestCase):
	def fill_both_files(self) -> None:
		with acting_as(COLLEAGUE):
			earlier = make_enrolment(self.other_case.name, self.merged.name, add_months(today(), -20))
			complete_assessment(earlier, answers=3)
			make_safety_note(self.other_case.name, self.merged.name)
			make_gba_profile(self.other_case.name, self.merged.name, declined=1)
			make_client_document(self.other_case.name, self.merged.name)
		end_enrolment(earlier.name, add_months(today(), -15))
		with acting_as(WORKER):
			later = make_enrolment(self.css_case.name, self.remaining.name, add_months(today(), -9))
			complete_assessment(later, answers=2)

	def test_same_rows_as_before(self):
		"""D-23: after a merge and its undoing, every row of every client-bearing table is as it was."""
		self.fill_both_files()
		plant_a_row_of_every_kind(self.merged.name, self.other_case.name)
		before = all_client_rows()
		record = self.merge()
		merged = all_client_rows()
		self.assertNotEqual(before, merged)
		self.assertEqual(record.undo(WRONG), [])
		after = all_client_rows()
		for doctype, rows in before.items():
			self.assertEqual(rows, after[doctype], doctype)

	def test_nothing_is_lost_by_merging(self):
		"""D-23: a merge neither adds nor removes a row."""
		self.fill_both_files()
		before = all_client_rows()
		self.merge()
		for doctype, rows in all_client_rows().items():
			self.assertEqual({row["name"] for row in rows}, {row["name"] for row in before[doctype]}, doctype)

	def test_what_was_changed_since_is_left_and_listed(self):
		"""D-23: what somebody has changed since stays as it is."""
		with acting_as(COLLEAGUE):
			note = make_safety_note(self.other_case.name, self.merged.name)
			document = make_client_document(self.other_case.name, self.merged.name)
		record = self.merge()
		frappe.db.set_value("CSS Safety Note", note.name, "css_case", self.other_case.name)
		left = record.undo(WRONG)
		self.assertEqual(left, [{"doctype": "CSS Safety Note", "name": note.name, "fieldname": "css_case"}])
		self.assertEqual(
			frappe.db.get_value("CSS Client Document", document.name, "client"), self.merged.name
		)

	def test_undone_once_with_a_reason(self):
		"""D-23: the record says who undid it and why; it is not undone twice."""
		record = self.merge()
		self.assertRaises(MergeRefused, record.undo, "  ")
		record.undo(WRONG)
		record.reload()
		self.assertEqual((record.undone_by, record.undo_reason), (MANAGER, WRONG))
		self.assertTrue(record.undone_on)
		self.assertRaises(MergeRefused, record.undo, WRONG)
		self.assertFalse(frappe.db.get_value("CSS Client", self.merged.name, "merged_into"))

	def test_list_from_the_request_counts_for_nothing(self):
		"""D-23: what is put back is read from the record, not from what the request says of it."""
		record = self.merge()
		row = record.items[0]
		row.update(
			{
				"reference_doctype": "CSS Case",
				"reference_name": self.css_case.name,
				"changed_field": "status",
				"value_before": "Closed",
				"value_after": "Open",
			}
		)
		record.undo(WRONG)
		self.assertEqual(frappe.db.get_value("CSS Case", self.css_case.name, "status"), "Open")
		self.assertFalse(frappe.db.get_value("CSS Client", self.merged.name, "merged_into"))

	def test_others_may_not(self):
		"""D-23: the manager undoes, not whoever may read the record."""
		record = self.merge()
		with acting_as(WORKER):
			self.assertRaises(
				frappe.PermissionError, frappe.get_doc("CSS Client Merge", record.name).undo, WRONG
			)

	def test_later_merge_first(self):
		"""D-23: merges are undone from the last one back."""
		first = self.merge()
		with acting_as(WORKER):
			_case, third = make_farhad()
		second = frappe.get_doc(
			doctype="CSS Client Merge",
			client=third.name,
			merged_client=self.remaining.name,
			css_case=frappe.db.get_value("CSS Case Member", {"client": third.name}, "css_case"),
			reason=REASON,
		).insert()
		self.assertEqual(frappe.db.get_value("CSS Client", self.merged.name, "merged_into"), third.name)
		self.assertRaises(MergeRefused, first.undo, WRONG)
		second.undo(WRONG)
		first.undo(WRONG)
		self.assertFalse(frappe.db.get_value("CSS Client", self.merged.name, "merged_into"))

	def test_family_with_another_head_since(self):
		"""R-041: a membership is not opened again beside another head of family."""
		record = self.merge()
		with acting_as("Administrator"):
			make_member(self.other_case.name, make_client().name, is_head=1, member_from=today())
		self.assertRaises(MergeRefused, record.undo, WRONG)
		self.assertEqual(
			frappe.db.get_value("CSS Client", self.merged.name, "merged_into"), self.remaining.name
		)

	def test_work_of_today_goes_on_in_the_reopened_membership(self):
		"""D-23: the membership of the merged file is open again."""
		record = self.merge()
		record.undo(WRONG)
		membership = frappe.get_doc("CSS Case Member", {"client": self.merged.name})
		self.assertIsNone(membership.member_to)
		self.assertLess(membership.member_from, add_days(today(), -1))
