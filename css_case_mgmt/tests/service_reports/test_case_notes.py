"""Case Note Report (R-277, R-278, R-283, R-285, R-288, R-396, R-503)."""

import frappe
from frappe.desk.query_report import run
from frappe.utils import get_html_format, getdate

from css_case_mgmt.tests.contacts.records import make_activity
from css_case_mgmt.tests.factories import CASE_NOTE, WEST, acting_as, complete_assessment, make_family, today
from css_case_mgmt.tests.service_reports.base import COLLEAGUE, MANAGER, ServiceReportCase
from css_case_mgmt.tests.service_reports.records import make_addendum

TYPED = "قالت\n<script>alert(1)</script> & 😀"


class TestCaseNotes(ServiceReportCase):
	REPORT = "Case Note Report"

	def note(self, text: str | None, days: int = 10, **values):
		values = {"note": text, "duration_minutes": 30, **values}
		return make_activity(
			self.case.name, self.head.name, self.spouse.name, on=self.days_ago(days), **values
		)

	def test_notes_with_their_addenda_in_the_order_of_the_events(self) -> None:
		"""R-278, R-285: exactly as typed; whose family, when, by whom."""
		later = self.note("Later", 5)
		earlier = self.note("Typed", 20)
		frappe.db.set_value("CSS Activity", earlier.name, "note", TYPED)
		make_addendum(earlier, "Added since")
		rows = self.rows()
		self.assertEqual(
			[(row["kind"], row["note"], row["note_date"]) for row in rows],
			[
				("Check-in", TYPED, self.days_ago(20)),
				("Addendum", "Added since", getdate(today())),
				("Check-in", "Later", self.days_ago(5)),
			],
		)
		self.assertEqual({row["family"] for row in rows}, {"Amina Haddad"})
		self.assertEqual({row["initials"] for row in rows}, {"C"})
		self.assertEqual(rows[0]["who"], "Amina Haddad, Karim Haddad")
		self.assertEqual(rows[2]["reference_name"], later.name)
		self.assertEqual(
			self.summary(),
			{
				"Activities and assessments": 2,
				"With a note": 2,
				"Addenda": 1,
				"Written late": 0,
				"Cases": 1,
			},
		)

	def test_an_assessment_and_its_meeting_are_one_note(self) -> None:
		"""R-170, R-285, D-21: the note stands in the assessment; of a corrected one only in the correction."""
		assessment = complete_assessment(self.enrolment, self.days_ago(30), 2)
		self.note(None, 30, activity_type="Needs Assessment", nam_assessment=assessment.name)
		(row,) = self.rows()
		self.assertEqual((row["kind"], row["note"]), ("Needs Assessment", CASE_NOTE))
		correction = frappe.get_doc("CSS NAM Assessment", assessment.correct("A slip"))
		correction.case_note = "As corrected"
		correction.save()
		correction.submit()
		self.assertEqual([row["note"] for row in self.rows()], ["As corrected"])

	def test_what_is_no_note_of_this_file(self) -> None:
		"""R-288, R-503: drafts, what was entered in the wrong file, restricted notes and other days."""
		self.note("A draft", is_final=False)
		wrong = self.note("Wrong file")
		frappe.db.set_value("CSS Activity", wrong.name, "marked_in_error_on", today())
		make_addendum(wrong, "Of the wrong file")
		self.note("Before", 91)
		first = self.note("First day", 90)
		restricted = frappe.get_doc(
			doctype="CSS Restricted Note",
			css_case=self.case.name,
			client=self.head.name,
			noted_on=today(),
			topic=restricted_topic(),
			note="Restricted",
		)
		restricted.insert()
		make_addendum(restricted, "Added to what is restricted")
		self.assertEqual([row["reference_name"] for row in self.rows()], [first.name])

	def test_late_notes_and_one_case_alone(self) -> None:
		"""R-283."""
		late = self.note("Late")
		frappe.db.set_value("CSS Activity", late.name, {"is_late": 1, "author_initials": "AQ"})
		other, client = make_family()
		make_activity(other.name, client.name, note="Another family")
		self.assertEqual(len(self.rows()), 2)
		(row,) = self.rows(css_case=self.case.name)
		self.assertEqual((row["is_late"], row["initials"]), (1, "AQ"))

	def test_who_has_moved_on_is_a_number_here(self) -> None:
		"""D-20, R-502."""
		self.note("Both were there")
		membership = frappe.get_doc("CSS Case Member", {"client": self.spouse.name})
		membership.update({"member_to": self.days_ago(3), "leaving_reason": "Separated"})
		membership.save()
		with acting_as("west@test.example"):
			new_case = frappe.get_doc(doctype="CSS Case", site=WEST).insert()
		frappe.get_doc(
			doctype="CSS Case Member",
			css_case=new_case.name,
			client=self.spouse.name,
			relationship="Head of Family",
			is_head=1,
			member_from=self.days_ago(2),
		).db_insert()
		(row,) = self.rows()
		self.assertEqual(row["who"], f"Amina Haddad, {self.spouse.file_number}")

	def test_only_who_may_read(self) -> None:
		self.note("Mine")
		self.assert_only_who_may_read()
		self.assertFalse(self.rows(COLLEAGUE, css_case=self.case.name))

	def test_queries(self) -> None:
		self.note("One")
		self.assert_the_same_few_queries(lambda: make_addendum(self.note("More"), "Added"))

	def test_exported_texts_are_no_formulas(self) -> None:
		"""R-434: only while they are exported."""
		self.note("=HYPERLINK(1)")
		self.assertEqual(self.rows()[0]["note"], "=HYPERLINK(1)")
		with acting_as(MANAGER):
			frappe.form_dict.file_format_type = "Excel"
			self.addCleanup(frappe.form_dict.pop, "file_format_type", None)
			exported = run(self.REPORT, filters={"css_case": self.case.name})["result"]
		self.assertEqual(exported[0]["note"], "'=HYPERLINK(1)")

	def test_the_print_is_marked_and_escapes(self) -> None:
		"""R-278, R-434: the browser test reads the page itself."""
		template = get_html_format(
			frappe.get_app_path(
				"css_case_mgmt", "css_case_mgmt", "report", "case_note_report", "case_note_report.html"
			)
		)
		for part in ("CONFIDENTIAL", "Case/Family Name (HOF)", "M/D/YYYY", "escaped(note.note"):
			self.assertIn(part, template)


def restricted_topic() -> str:
	topic = frappe.db.get_value("CSS Restricted Topic", {})
	if topic:
		return topic
	return (
		frappe.get_doc(doctype="CSS Restricted Topic", topic="Test Topic")
		.insert(ignore_permissions=True)
		.name
	)
