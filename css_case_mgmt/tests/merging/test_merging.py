"""Merging two files of one person (D-23)."""

import frappe
from frappe.utils import add_days, add_months

from css_case_mgmt.api.duplicates import search
from css_case_mgmt.api.merging import merge, preview
from css_case_mgmt.merged_files import MergeRefused
from css_case_mgmt.permissions.conditions import is_reachable
from css_case_mgmt.tests.duplicates.records import FARHAD, make_farhad
from css_case_mgmt.tests.factories import (
	WEST,
	acting_as,
	complete_assessment,
	end_enrolment,
	give_access,
	make_assessment,
	make_client,
	make_enrolment,
	make_member,
	today,
)
from css_case_mgmt.tests.identity.records import make_gba_profile, make_safety_note
from css_case_mgmt.tests.merging.records import (
	COLLEAGUE,
	MANAGER,
	REASON,
	WORKER,
	MergeTestCase,
	plant_a_row_of_every_kind,
)


class TestWhatMoves(MergeTestCase):
	def test_every_link_to_a_client(self):
		"""D-23: whatever names the merged file names the remaining one afterwards, and is listed."""
		planted = plant_a_row_of_every_kind(self.merged.name, self.other_case.name)
		record = self.merge()
		listed = {(row.reference_doctype, row.reference_name, row.changed_field) for row in record.items}
		for (doctype, fieldname), name in planted.items():
			self.assertEqual(frappe.db.get_value(doctype, name, fieldname), self.remaining.name, doctype)
			self.assertIn((doctype, name, fieldname), listed)

	def test_merged_file_points_at_the_remaining_one(self):
		"""D-23: its membership has ended, and its own fields are as they were."""
		self.merge()
		merged = frappe.get_doc("CSS Client", self.merged.name)
		self.assertEqual(merged.merged_into, self.remaining.name)
		self.assertEqual(merged.given_names, "Ferhad")
		membership = frappe.get_doc("CSS Case Member", {"client": self.merged.name})
		self.assertEqual(membership.member_to, today())

	def test_membership_of_today_lasts_a_day(self):
		"""D-23: a file that was entered and found double on the same day can be merged."""
		with acting_as(COLLEAGUE):
			new = make_client(given_names="Farhad")
			membership = make_member(self.other_case.name, new.name, member_from=today())
		merge(self.remaining.name, new.name, REASON)
		membership.reload()
		self.assertEqual(membership.member_to, add_days(today(), 1))

	def test_episodes_count_up_together(self):
		"""R-104: by the day on which they began, with titles of the remaining file."""
		with acting_as(COLLEAGUE):
			earlier = make_enrolment(self.other_case.name, self.merged.name, add_months(today(), -20))
		with acting_as(MANAGER):
			end_enrolment(earlier.name, add_months(today(), -15))
		with acting_as(WORKER):
			later = make_enrolment(self.css_case.name, self.remaining.name, add_months(today(), -9))
		self.merge()
		number = self.remaining.file_number
		for enrolment, episode in ((earlier, 1), (later, 2)):
			enrolment.reload()
			self.assertEqual((enrolment.client, enrolment.episode), (self.remaining.name, episode))
			self.assertEqual(enrolment.title, f"{number} / {episode}")

	def test_what_is_in_force_follows_into_the_case(self):
		"""D-20, R-502: the case of the merged file learns nothing new; what happened stays where it happened."""
		with acting_as(COLLEAGUE):
			enrolment = make_enrolment(self.other_case.name, self.merged.name)
			assessment = complete_assessment(enrolment, answers=2)
			note = make_safety_note(self.other_case.name, self.merged.name)
		self.merge()
		for record in (enrolment, note):
			record.reload()
			self.assertEqual((record.client, record.css_case), (self.remaining.name, self.css_case.name))
		assessment.reload()
		self.assertEqual(
			(assessment.client, assessment.css_case), (self.remaining.name, self.other_case.name)
		)
		self.assertTrue(note.title.startswith(self.remaining.file_number))
		self.assertTrue(assessment.title.startswith(self.merged.file_number))

	def test_second_profile_stays(self):
		"""R-059: a client has one GBA Plus profile; the merged file's stays with it."""
		with acting_as(COLLEAGUE):
			theirs = make_gba_profile(self.other_case.name, self.merged.name, declined=1)
		with acting_as(WORKER):
			make_gba_profile(self.css_case.name, self.remaining.name, declined=1)
		self.merge()
		theirs.reload()
		self.assertEqual(theirs.client, self.merged.name)

	def test_conflict_of_interest_holds_for_both_files(self):
		"""R-501: whoever is in conflict with the person reaches neither file afterwards."""
		with acting_as("Administrator"):
			frappe.get_doc(
				doctype="CSS Conflict of Interest",
				user=COLLEAGUE,
				client=self.remaining.name,
				reason="Related",
			).insert()
		self.assertTrue(is_reachable("CSS Client", self.merged.name, COLLEAGUE))
		self.merge()
		self.assertFalse(is_reachable("CSS Client", self.merged.name, COLLEAGUE))

	def test_preview_says_what_will_move(self):
		"""D-23: both files side by side, and how many records of each kind."""
		with acting_as(COLLEAGUE):
			make_safety_note(self.other_case.name, self.merged.name)
		shown = preview(self.remaining.name, self.merged.name)
		self.assertEqual(
			[side["file_number"] for side in shown["files"]],
			[self.remaining.file_number, self.merged.file_number],
		)
		self.assertEqual(shown["problems"], [])
		self.assertIn({"doctype": "CSS Safety Note", "records": 1}, shown["moves"])


class TestMergedFile(MergeTestCase):
	def test_stays_readable_and_is_not_changed(self):
		"""D-23: whoever could read it still can, and nobody changes it or adds to it."""
		self.merge()
		with acting_as(COLLEAGUE):
			merged = frappe.get_doc("CSS Client", self.merged.name)
			merged.check_permission("read")
			merged.preferred_name = "Fred"
			self.assertRaises(MergeRefused, merged.save)
			self.assertRaises(MergeRefused, make_safety_note, self.other_case.name, self.merged.name)
			membership = frappe.get_doc("CSS Case Member", {"client": self.merged.name})
			membership.member_to = None
			self.assertRaises(MergeRefused, membership.save)

	def test_is_found_no_more(self):
		"""D-23, R-073: the search for duplicates shows the remaining file alone."""
		self.merge()
		self.assertEqual([each["client"] for each in search(FARHAD)], [self.remaining.name])

	def test_refusal_names_no_file_out_of_reach(self):
		"""D-22: who may not read the remaining file learns no number of it."""
		self.merge()
		with acting_as(COLLEAGUE), self.assertRaises(MergeRefused) as refused:
			make_safety_note(self.other_case.name, self.merged.name)
		self.assertNotIn(self.remaining.file_number, str(refused.exception))

	def test_only_a_merge_merges(self):
		"""D-23: the link cannot be written into the file by another way, nor taken out."""
		self.remaining.merged_into = self.merged.name
		self.assertRaises(MergeRefused, self.remaining.save)
		self.merge()
		merged = frappe.get_doc("CSS Client", self.merged.name)
		merged.merged_into = None
		self.assertRaises(MergeRefused, merged.save)


class TestRefusals(MergeTestCase):
	def assert_refused(self, remaining=None, merged=None) -> None:
		remaining, merged = remaining or self.remaining, merged or self.merged
		self.assertTrue(preview(remaining.name, merged.name)["problems"])
		self.assertRaises(MergeRefused, merge, remaining.name, merged.name, REASON)
		self.assertFalse(frappe.db.get_value("CSS Client", merged.name, "merged_into"))

	def test_two_open_enrolments(self):
		"""R-104: one enrolment is open at a time."""
		with acting_as("Administrator"):
			make_enrolment(self.css_case.name, self.remaining.name)
			make_enrolment(self.other_case.name, self.merged.name)
		self.assert_refused()

	def test_open_draft(self):
		"""R-508: somebody may be writing in it at this moment."""
		with acting_as("Administrator"):
			make_assessment(make_enrolment(self.other_case.name, self.merged.name))
		self.assert_refused()

	def test_family_without_head(self):
		"""R-041: the others of the family would have no head."""
		with acting_as(COLLEAGUE):
			make_member(self.other_case.name, make_client().name, member_from=today())
		self.assert_refused()

	def test_remaining_file_without_family(self):
		"""D-20: the file that belongs to a family now remains."""
		frappe.db.set_value(
			"CSS Case Member", {"client": self.remaining.name}, "member_to", add_days(today(), -5)
		)
		self.assert_refused()

	def test_same_file_and_merged_files(self):
		"""D-23: a file is not merged with itself, nor twice."""
		self.assert_refused(self.merged, self.merged)
		self.merge()
		with acting_as(WORKER):
			_case, third = make_farhad()
		self.assertRaises(MergeRefused, merge, third.name, self.merged.name, REASON)

	def test_households_kept_apart(self):
		"""R-502: what is kept apart is not joined by a merge."""
		frappe.db.set_value(
			"CSS Case", self.other_case.name, {"separated_from": self.css_case.name, "is_protected": 1}
		)
		self.assert_refused()


class TestWho(MergeTestCase):
	def test_only_the_manager_of_both(self):
		"""D-19, D-23: others are refused, and told nothing of a file out of their reach."""
		with acting_as("west@test.example"):
			_case, west = make_farhad(WEST)
		for user in (WORKER, COLLEAGUE, "manager.west@test.example", "analyst@test.example"):
			with acting_as(user):
				for function in (preview, lambda *files: merge(*files, REASON)):
					self.assertRaises(frappe.PermissionError, function, self.remaining.name, self.merged.name)
		for files in ((self.remaining.name, west.name), (west.name, self.remaining.name)):
			self.assertRaises(frappe.PermissionError, merge, *files, REASON)
		self.assertRaises(frappe.PermissionError, merge, self.remaining.name, "no such file", REASON)

	def test_manager_of_another_site_with_access(self):
		"""D-23: access to both cases is not enough: the files are merged by the manager of their site."""
		guest = "manager.west@test.example"
		for css_case in (self.css_case, self.other_case):
			give_access(css_case.name, guest)
		with acting_as(guest):
			self.assertTrue(is_reachable("CSS Client", self.merged.name, guest, write=True))
			self.assertRaises(frappe.PermissionError, merge, self.remaining.name, self.merged.name, REASON)

	def test_record_by_another_way(self):
		"""D-23: a record made through REST is held to the same rules, and brings no list of its own."""
		values = {
			"doctype": "CSS Client Merge",
			"client": self.remaining.name,
			"merged_client": self.merged.name,
			"css_case": self.css_case.name,
			"reason": REASON,
			"items": [
				{
					"reference_doctype": "CSS Case",
					"reference_name": self.css_case.name,
					"changed_field": "status",
					"value_after": "Closed",
				}
			],
		}
		with acting_as(WORKER):
			self.assertRaises(frappe.PermissionError, frappe.get_doc(values).insert)
		frappe.get_doc(values).insert()
		self.assertEqual(frappe.db.get_value("CSS Case", self.css_case.name, "status"), "Open")

	def test_record_is_not_changed(self):
		"""D-23: the record of a merge stays as it was written."""
		record = self.merge()
		record.reason = "Another one"
		self.assertRaises(MergeRefused, record.save)
