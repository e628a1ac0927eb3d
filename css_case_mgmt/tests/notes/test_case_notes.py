"""The notes of a case, as its print and reports take them (R-277, R-278, R-285)."""

import frappe
from frappe.utils import add_days, add_months

from css_case_mgmt.activities import record_meeting
from css_case_mgmt.case_notes import notes_of_case
from css_case_mgmt.tests import SiteTestCase
from css_case_mgmt.tests.contacts.records import make_activity
from css_case_mgmt.tests.factories import (
	CASE_NOTE,
	acting_as,
	complete_assessment,
	make_client,
	make_enrolment,
	make_family,
	make_member,
	today,
)
from css_case_mgmt.tests.notes.records import make_addendum, make_note, make_restricted_note

WORKER, COLLEAGUE = "caseworker@test.example", "colleague@test.example"


class TestNotesOfCase(SiteTestCase):
	@classmethod
	def setUpClass(cls) -> None:
		super().setUpClass()
		with acting_as(WORKER):
			cls.case, cls.mother = make_family()
			cls.child = make_client(date_of_birth=add_months(today(), -12 * 8))
			make_member(cls.case.name, cls.child.name, member_from=add_months(today(), -30))

	def texts(self, **kwargs) -> list[str]:
		return [note.text for note in notes_of_case(self.case.name, **kwargs)]

	def test_in_the_order_of_the_events(self) -> None:
		"""R-263, R-278: with addenda; drafts and activities without a note are not among them."""
		with acting_as(WORKER):
			later = make_note(self.case.name, self.mother.name, note="Later")
			earlier = make_note(self.case.name, self.mother.name, note="Earlier", on=add_days(today(), -9))
			make_addendum(earlier, "First")
			make_addendum(earlier, "Second")
			make_activity(self.case.name, self.mother.name)
			make_note(self.case.name, self.mother.name, note="Draft", is_final=False)
			notes = notes_of_case(self.case.name)
		self.assertEqual([note.name for note in notes], [earlier.name, later.name])
		self.assertEqual([each.text for each in notes[0].addenda], ["First", "Second"])
		self.assertEqual((notes[0].is_late, notes[1].is_late), (True, False))
		self.assertEqual(notes[0].clients, (self.mother.name,))
		self.assertTrue(notes[0].initials and notes[0].addenda[0].initials)

	def test_those_of_a_day_as_they_were_begun(self) -> None:
		"""R-278: what came first stands first, also on paper."""
		written = [f"Number {number}" for number in range(6)]
		with acting_as(WORKER):
			for text in written:
				make_note(self.case.name, self.mother.name, note=text)
			self.assertEqual(written, self.texts())

	def test_the_note_of_an_assessment_is_there_once(self) -> None:
		"""R-170, R-220: not again with the activity that its meeting was; a correction takes its place."""
		enrolment = make_enrolment(self.case.name, self.mother.name, add_months(today(), -3))
		assessment = complete_assessment(enrolment, answers=2)
		record_meeting(assessment)
		(note,) = notes_of_case(self.case.name)
		self.assertEqual(
			(note.text, note.doctype, note.name), (CASE_NOTE, assessment.doctype, assessment.name)
		)

	def test_of_one_member(self) -> None:
		"""D-09: a child is documented under a parent."""
		row = {"client": self.child.name, "documented_under": self.mother.name}
		make_note(self.case.name, note="Of the child", participants=[row])
		make_note(self.case.name, self.mother.name, note="Of the mother")
		self.assertEqual(self.texts(client=self.child.name), ["Of the child"])
		self.assertEqual(len(self.texts(client=self.mother.name)), 2)

	def test_within_some_days(self) -> None:
		for days in (0, 1, 2):
			make_note(self.case.name, self.mother.name, note=str(days), on=add_days(today(), -days))
		found = self.texts(from_date=add_days(today(), -1), to_date=add_days(today(), -1))
		self.assertEqual(found, ["1"])

	def test_restricted_notes_are_never_among_them(self) -> None:
		"""R-288: not even for who may read them."""
		with acting_as(WORKER):
			restricted = make_restricted_note(self.case.name, self.mother.name)
			make_addendum(restricted)
			self.assertEqual(self.texts(), [])

	def test_nothing_of_a_case_out_of_reach(self) -> None:
		"""D-19."""
		make_note(self.case.name, self.mother.name)
		with acting_as(COLLEAGUE):
			self.assertEqual(self.texts(), [])

	def test_the_same_few_queries_whatever_the_history(self) -> None:
		"""R-278: nine at most."""
		with acting_as(WORKER):
			for days in range(2):
				make_addendum(make_note(self.case.name, self.mother.name, on=add_days(today(), -days)))
			notes_of_case(self.case.name)
			few = self.count_queries(notes_of_case, self.case.name)
			for days in range(9):
				make_addendum(make_note(self.case.name, self.mother.name, on=add_days(today(), -days)))
			many = self.count_queries(notes_of_case, self.case.name)
		self.assertEqual(many, few)
		self.assertLessEqual(many, 9)


class TestPrintedNotes(SiteTestCase):
	def test_as_the_guide_has_it(self) -> None:
		"""R-278, R-434: header, notes, date M/D/Y, initials, confidential; without what is for few or in error."""
		with acting_as(WORKER):
			case, client = make_family(given_names="Zohra", family_name="Haidari")
			make_addendum(make_note(case.name, client.name, note="<b>Met</b>  at home"), "Added later")
			make_note(case.name, client.name, note="Late", on=add_days(today(), -9))
			restricted = make_restricted_note(case.name, client.name, note="For few")
			make_addendum(restricted, "Added for few")
			wrong = make_note(case.name, client.name, note="Of somebody else")
			frappe.db.set_value("CSS Activity", wrong.name, "marked_in_error_on", today())
			printed = frappe.get_print("CSS Case", case.name, "Case Notes")
		day = today()
		for text in (
			f"{case.file_number} / Haidari (Zohra Haidari)",
			f"{day.month}/{day.day}/{day.year}",
			"&lt;b&gt;Met&lt;/b&gt;  at home",
			"Added later",
			"Late entry, written on",
			"Confidential",
		):
			self.assertIn(text, printed)
		for text in ("For few", "Added for few", "Of somebody else", "<b>Met"):
			self.assertNotIn(text, printed)
