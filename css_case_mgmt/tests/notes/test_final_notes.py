"""Completing a note, and what is added to it afterwards (R-260 to R-265, R-271, R-282, R-283)."""

import frappe
from frappe.utils import add_days

from css_case_mgmt.api.notes import add_addendum, get_panel, get_writing_help
from css_case_mgmt.case_document import RecordKept
from css_case_mgmt.css_case_mgmt.doctype.css_activity.css_activity import ActivityLocked, ActivityRefused
from css_case_mgmt.css_case_mgmt.doctype.css_note_addendum.css_note_addendum import (
	AddendumLocked,
	AddendumRefused,
)
from css_case_mgmt.tests import SiteTestCase
from css_case_mgmt.tests.contacts.records import make_activity
from css_case_mgmt.tests.factories import (
	WEST,
	acting_as,
	complete_assessment,
	give_access,
	make_enrolment,
	make_family,
	make_site,
	today,
)
from css_case_mgmt.tests.notes.records import make_addendum, make_note, make_restricted_note

WORKER, COLLEAGUE, MANAGER = "caseworker@test.example", "colleague@test.example", "manager@test.example"
AS_TYPED = "<script>alert(1)</script>\n<img src=x onerror=alert(2)>  {{ 7 * 7 }} {% raw %}\nمرحبا 👩‍👧\t& <b>fat</b>  "


class TestFinalNote(SiteTestCase):
	def setUp(self) -> None:
		super().setUp()
		with acting_as(WORKER):
			self.case, self.mother = make_family()

	def test_completing_signs_off(self) -> None:
		"""R-264, R-283: initials of who wrote it, and the day of the entry beside the day of the event."""
		frappe.db.set_value("User", WORKER, "full_name", "Anne-Marie Tremblay")
		frappe.clear_document_cache("User", WORKER)
		with acting_as(WORKER):
			note = make_note(self.case.name, self.mother.name, on=add_days(today(), -1))
		self.assertEqual(
			(note.author_initials, note.entered_on, note.is_late, bool(note.final_on)),
			("AMT", today(), 0, True),
		)

	def test_a_late_entry_is_marked_and_not_refused(self) -> None:
		"""R-283: two days between are in time, three are late; a site may allow more."""
		on_time, late = (
			make_note(self.case.name, self.mother.name, on=add_days(today(), -days)) for days in (2, 3)
		)
		self.assertEqual((on_time.is_late, late.is_late), (0, 1))
		self.assertTrue(get_writing_help(self.case.name, str(add_days(today(), -3)))["is_late"])
		site = frappe.get_doc("CSS Site", self.case.site)
		site.append("settings", {"setting": "late_entry_days", "value": "3"})
		site.save()
		self.assertFalse(make_note(self.case.name, self.mother.name, on=add_days(today(), -3)).is_late)

	def test_a_site_has_its_own_style(self) -> None:
		"""R-271: the first or the third person, with or without headings, as the site says; others keep the network's."""
		make_site(WEST)
		with acting_as("west@test.example"):
			elsewhere, _client = make_family(site=WEST)
		usual = (True, "Third Person")
		for css_case in (self.case, elsewhere):
			told = get_writing_help(css_case.name)
			self.assertEqual((told["headings"], told["person"]), usual)
		site = frappe.get_doc("CSS Site", self.case.site)
		site.append("settings", {"setting": "note_person", "value": "First Person"})
		site.append("settings", {"setting": "note_headings", "value": "Free"})
		site.save()
		told = get_writing_help(self.case.name)
		self.assertEqual((told["headings"], told["person"]), (False, "First Person"))
		told = get_writing_help(elsewhere.name)
		self.assertEqual((told["headings"], told["person"]), usual)
		network = frappe.get_doc("CSS Settings")
		network.note_person = "First Person"
		network.save()
		self.assertEqual(get_writing_help(elsewhere.name)["person"], "First Person")

	def test_what_the_app_writes_no_request_writes(self) -> None:
		"""R-264, R-274, R-503."""
		claims = {
			"author_initials": "XX",
			"caseworker": COLLEAGUE,
			"is_late": 1,
			"marked_in_error_on": today(),
			"problem_status": "Resolved",
			"informal_notes_destroyed_on": today(),
		}
		draft = make_note(self.case.name, self.mother.name, is_final=False, **claims)
		draft.update(claims)
		draft.save()
		for fieldname in claims:
			self.assertNotEqual(draft.get(fieldname), claims[fieldname], fieldname)

	def test_a_note_is_kept_exactly_as_typed(self) -> None:
		"""R-261: 20,000 characters with HTML, Arabic and emoji, and no character less."""
		text = (AS_TYPED * (20_000 // len(AS_TYPED) + 1))[:20_000]
		note = make_note(self.case.name, self.mother.name, note=text)
		self.assertEqual(frappe.db.get_value("CSS Activity", note.name, "note"), text)
		self.assertEqual(frappe.get_doc("CSS Activity", note.name).note, text)

	def test_a_printed_note_cannot_run(self) -> None:
		"""R-262, R-278: Frappe's own print shows it as text."""
		note = make_note(self.case.name, self.mother.name, note=AS_TYPED)
		printed = frappe.get_print("CSS Activity", note.name)
		self.assertNotIn("<script>alert", printed)
		self.assertNotIn("<img src=x", printed)
		self.assertIn("&lt;script&gt;alert(1)", printed)
		self.assertIn("{{ 7 * 7 }}", printed)

	def test_nothing_is_added_to_a_final_note_but_addenda(self) -> None:
		"""R-265, R-282."""
		note = make_note(self.case.name, self.mother.name)
		note.note += " And more."
		self.assertRaises(ActivityLocked, note.save)
		with acting_as(WORKER):
			name = add_addendum("CSS Activity", note.name, AS_TYPED)
			(shown,) = get_panel("CSS Activity", note.name)["addenda"]
		self.assertEqual((shown["text"], shown["name"]), (AS_TYPED, name))
		addendum = frappe.get_doc("CSS Note Addendum", name)
		self.assertEqual((addendum.written_by, addendum.written_on), (WORKER, today()))
		self.assertTrue(addendum.written_at_utc and addendum.author_initials)

	def test_an_addendum_stays(self) -> None:
		"""R-265: neither changed nor deleted, not even what is not the text."""
		addendum = make_addendum(make_note(self.case.name, self.mother.name))
		self.assertRaises(AddendumLocked, addendum.save)
		addendum.reload()
		addendum.text = "Something else."
		self.assertRaises(frappe.ValidationError, addendum.save)
		self.assertRaises(RecordKept, addendum.delete)

	def test_only_final_notes_of_the_case_have_addenda(self) -> None:
		"""R-265."""
		draft = make_note(self.case.name, self.mother.name, is_final=False)
		self.assertRaises(AddendumRefused, make_addendum, draft)
		note = make_note(self.case.name, self.mother.name)
		self.assertRaises(AddendumRefused, make_addendum, note, "  ")
		other, _client = make_family()
		note.css_case = other.name
		self.assertRaises(AddendumRefused, make_addendum, note)

	def test_assessments_have_addenda_too(self) -> None:
		"""R-265."""
		enrolment = make_enrolment(self.case.name, self.mother.name)
		assessment = complete_assessment(enrolment, answers=2)
		with acting_as(WORKER):
			add_addendum("CSS NAM Assessment", assessment.name, "The rent was paid.")
			self.assertEqual(len(get_panel("CSS NAM Assessment", assessment.name)["addenda"]), 1)

	def test_nobody_adds_to_what_she_cannot_read(self) -> None:
		"""D-19: it answers as if there were no such note."""
		note = make_note(self.case.name, self.mother.name)
		with acting_as(COLLEAGUE):
			self.assertRaises(frappe.PermissionError, add_addendum, "CSS Activity", note.name, "Mine")
			own_case, _client = make_family()
			note.css_case = own_case.name
			self.assertRaises(frappe.LinkValidationError, make_addendum, note)
			self.assertRaises(frappe.PermissionError, add_addendum, "User", COLLEAGUE, "Mine")

	def test_an_addendum_to_a_restricted_note_is_as_restricted(self) -> None:
		"""R-288: for who shares the case neither by list, nor by name, nor by adding one."""
		with acting_as(WORKER):
			restricted = make_restricted_note(self.case.name, self.mother.name)
			addendum = make_addendum(restricted)
			plain = make_addendum(make_note(self.case.name, self.mother.name))
		with acting_as(MANAGER):
			give_access(self.case.name, COLLEAGUE)
			own = {"css_case": self.case.name}
			self.assertEqual(len(frappe.get_list("CSS Note Addendum", own)), 2)
		with acting_as(COLLEAGUE):
			self.assertEqual(frappe.get_list("CSS Note Addendum", pluck="name"), [plain.name])
			self.assertFalse(frappe.get_doc("CSS Note Addendum", addendum.name).has_permission("read"))
			self.assertRaises(frappe.LinkValidationError, make_addendum, restricted)

	def test_a_draft_is_put_aside_with_a_reason(self) -> None:
		"""D-14: nothing is deleted; a draft put aside is neither changed nor completed."""
		draft = make_activity(self.case.name, self.mother.name, is_final=False)
		with acting_as(WORKER):
			draft = frappe.get_doc("CSS Activity", draft.name)
			self.assertRaises(ActivityRefused, draft.put_aside, " ")
			draft.put_aside("Entered twice")
			self.assertEqual((draft.draft_status, draft.abandoned_reason), ("Abandoned", "Entered twice"))
			self.assertRaises(ActivityRefused, draft.submit)
		final = make_note(self.case.name, self.mother.name)
		self.assertRaises(ActivityRefused, final.put_aside, "No")

	def test_informal_notes_are_destroyed_once_recorded(self) -> None:
		"""R-281, D-14: not before the note is final, not in the future."""
		draft = make_note(self.case.name, self.mother.name, is_final=False)
		self.assertRaises(ActivityRefused, draft.record_destruction)
		draft.submit()
		for day in (add_days(today(), -1), add_days(today(), 1)):
			self.assertRaises(ActivityRefused, draft.record_destruction, str(day))
		draft.record_destruction()
		self.assertEqual(
			frappe.db.get_value("CSS Activity", draft.name, "informal_notes_destroyed_on"), today()
		)
