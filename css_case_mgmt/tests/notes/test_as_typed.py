"""A note is stored exactly as typed, whichever way it comes (R-261, R-262)."""

import frappe
from frappe.client import insert
from frappe.desk.form.save import savedocs

from css_case_mgmt.api.activity import log_contact
from css_case_mgmt.api.notes import add_addendum
from css_case_mgmt.tests import SiteTestCase
from css_case_mgmt.tests.contacts.records import make_activity
from css_case_mgmt.tests.factories import acting_as, complete_assessment, make_enrolment, make_family, today
from css_case_mgmt.tests.importing.records import family, record, run_of
from css_case_mgmt.tests.notes.records import make_note, make_restricted_note
from css_case_mgmt.tests.periodic.records import complete_periodic

WORKER, MANAGER = "caseworker@test.example", "manager@test.example"
LENGTH = 20_000
TYPED = (
	"  <script>alert(1)</script>\n<img src=x onerror=alert(2)>  {{ 7 * 7 }} {% raw %}\n"
	"مرحبا 👩‍👧\t& &amp; <b>fat</b> \\n  \n" * LENGTH
)[:LENGTH]


class TestAsTyped(SiteTestCase):
	def setUp(self) -> None:
		super().setUp()
		with acting_as(WORKER):
			self.case, self.mother = make_family()

	def values(self) -> dict:
		return {
			"doctype": "CSS Activity",
			"css_case": self.case.name,
			"activity_type": "Check-in",
			"activity_date": str(today()),
			"method": "Phone",
			"note": TYPED,
			"participants": [{"doctype": "CSS Activity Participant", "client": self.mother.name}],
		}

	def assert_stored(self, doctype: str, name: str, fieldname: str = "note") -> None:
		stored = frappe.db.get_value(doctype, name, fieldname)
		self.assertEqual(len(stored), LENGTH)
		self.assertTrue(stored == TYPED, doctype)

	def test_saved_in_a_form(self) -> None:
		with acting_as(WORKER):
			draft = make_activity(self.case.name, self.mother.name, is_final=False, note="Before")
			written = {**draft.as_dict(no_default_fields=False), "note": TYPED}
			savedocs(frappe.as_json(written), "Save")
			self.assert_stored("CSS Activity", draft.name)
			savedocs(frappe.get_doc("CSS Activity", draft.name).as_json(), "Submit")
		self.assert_stored("CSS Activity", draft.name)

	def test_saved_by_a_request(self) -> None:
		with acting_as(WORKER):
			name = insert(frappe.as_json(self.values())).name
		self.assert_stored("CSS Activity", name)

	def test_logged_from_a_dialog(self) -> None:
		with acting_as(WORKER):
			name = log_contact(self.case.name, [self.mother.name], "Check-in", "Phone", note=TYPED)
		self.assert_stored("CSS Activity", name)

	def test_imported(self) -> None:
		book = family()
		book["Contacts"][0]["Note"] = TYPED
		for row in book["Assessments"]:
			row["Case note"] = TYPED
		with acting_as(MANAGER):
			run = run_of(book)
		self.assertEqual(run.content.problems, [])
		self.assert_stored("CSS Activity", record("CSS Activity", "T1").name)
		self.assert_stored("CSS NAM Assessment", record("CSS NAM Assessment", "A1.1").name, "case_note")

	def test_added_restricted_and_of_assessments(self) -> None:
		with acting_as(WORKER):
			note = make_note(self.case.name, self.mother.name)
			addendum = add_addendum("CSS Activity", note.name, TYPED)
			restricted = make_restricted_note(self.case.name, self.mother.name, note=TYPED)
			enrolment = make_enrolment(self.case.name, self.mother.name)
			nam = complete_assessment(enrolment, answers=3, case_note=TYPED)
			periodic = complete_periodic(enrolment, today(), case_note=TYPED)
		self.assert_stored("CSS Note Addendum", addendum, "text")
		self.assert_stored("CSS Restricted Note", restricted.name)
		for assessment in (nam, periodic):
			self.assert_stored(assessment.doctype, assessment.name, "case_note")
			printed = frappe.get_print(assessment.doctype, assessment.name)
			self.assertNotIn("<script>alert", printed)
			self.assertIn("&lt;script&gt;alert(1)", printed)

	def test_the_history_has_it_as_typed(self) -> None:
		"""R-265: what a draft said before, without what a print needs around it; and it is printed escaped still."""
		draft = make_activity(self.case.name, self.mother.name, is_final=False, note="Before")
		for before, after in (("Before", TYPED), (TYPED, "After <b>")):
			draft.note = after
			draft.save(ignore_version=False)
			found = frappe.get_last_doc(
				"Version", {"docname": draft.name}, order_by="creation desc, name desc"
			)
			changed = {field: values for field, *values in frappe.parse_json(found.data)["changed"]}
			self.assertEqual(changed["note"], [before, after])
			frappe.db.delete("Version", {"name": found.name})
		self.assertIn("After &lt;b&gt;", draft.get_formatted("note"))
