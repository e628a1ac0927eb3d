"""What an activity is, and what it is refused for (R-013, R-220 to R-234, D-09, D-15)."""

import frappe
from frappe.utils import add_days, add_months

from css_case_mgmt.activities import record_meeting
from css_case_mgmt.case_document import DateRefused, MarkupRefused
from css_case_mgmt.css_case_mgmt.doctype.css_activity.css_activity import ActivityLocked, ActivityRefused
from css_case_mgmt.css_case_mgmt.doctype.css_activity.participants import ParticipantRefused
from css_case_mgmt.interpreter_use import InterpreterRefused
from css_case_mgmt.tests import SiteTestCase
from css_case_mgmt.tests.contacts.records import make_activity
from css_case_mgmt.tests.factories import (
	acting_as,
	complete_assessment,
	end_enrolment,
	make_case,
	make_client,
	make_enrolment,
	make_family,
	make_member,
	today,
)
from css_case_mgmt.tests.interpreters.records import make_interpreter


class TestActivity(SiteTestCase):
	@classmethod
	def setUpClass(cls) -> None:
		super().setUpClass()
		cls.since = add_months(today(), -30)
		cls.case, cls.mother = make_family()
		cls.father = make_client()
		make_member(cls.case.name, cls.father.name, relationship="Spouse or Partner", member_from=cls.since)
		cls.child = make_client(date_of_birth=add_months(today(), -12 * 8))
		make_member(cls.case.name, cls.child.name, member_from=cls.since)

	def activity(self, *clients: str, **values):
		return make_activity(self.case.name, *(clients or [self.mother.name]), **values)

	def test_a_final_activity_marks_a_contact_with_each_participant(self) -> None:
		"""R-234: one contact covers several members, and each row says so."""
		activity = self.activity(self.mother.name, self.father.name)
		for row in activity.participants:
			self.assertEqual((row.contact_on, row.successful, row.docstatus), (activity.activity_date, 1, 1))
		stored = frappe.get_all(
			"CSS Activity Participant",
			filters={"parent": activity.name},
			fields=["contact_on", "successful", "docstatus"],
		)
		self.assertEqual([tuple(row.values()) for row in stored], [(today(), 1, 1)] * 2)

	def test_a_draft_counts_nowhere(self) -> None:
		"""R-223: only what is final counts; what a request claims of a draft's rows is not taken over."""
		row = {"client": self.mother.name, "contact_on": today(), "successful": 1}
		draft = self.activity(is_final=False, participants=[row])
		self.assertIsNone(draft.participants[0].contact_on)
		self.assertEqual(draft.participants[0].successful, 0)

	def test_an_attempt_is_recorded_and_says_that_nobody_was_reached(self) -> None:
		"""R-222, D-10."""
		attempt = self.activity(successful=0, attempt_result="Message Left")
		self.assertEqual(attempt.participants[0].successful, 0)
		self.assertEqual(attempt.participants[0].contact_on, today())
		with self.assertRaises(ActivityRefused):
			self.activity(successful=1, attempt_result="No Answer")

	def test_work_without_the_client_is_no_contact(self) -> None:
		"""R-220: coordination with a provider counts as work, not as a contact."""
		activity = self.activity(activity_type="Coordination with a Provider", method=None)
		self.assertIsNone(activity.participants[0].contact_on)

	def test_a_contact_needs_a_method(self) -> None:
		"""R-222: of a final contact; a draft may wait for it."""
		draft = self.activity(method=None, is_final=False)
		self.assertRaises(ActivityRefused, draft.submit)

	def test_contacts_begin_before_the_enrolment(self) -> None:
		"""R-013, D-10: somebody has to belong to the case, not to be enrolled."""
		self.assertFalse(frappe.db.exists("CSS Enrolment", {"client": self.mother.name}))
		self.assertEqual(self.activity(activity_type="Intake", note="Came in.").docstatus, 1)

	def test_only_members_of_the_case_on_that_day_take_part(self) -> None:
		"""R-013: friends and relatives outside the case are not served."""
		_other_case, stranger = make_family()
		self.assertRaises(ParticipantRefused, self.activity, stranger.name)
		self.assertRaises(ParticipantRefused, self.activity, on=add_days(self.since, -1))
		self.activity(on=self.since)

	def test_nobody_is_named_twice(self) -> None:
		"""R-234: counted once for each person."""
		self.assertRaises(ParticipantRefused, self.activity, self.mother.name, self.mother.name)

	def test_nothing_after_somebody_has_left(self) -> None:
		"""R-013, D-20."""
		left_on = add_days(today(), -10)
		membership = frappe.get_doc("CSS Case Member", {"client": self.father.name})
		membership.update({"member_to": left_on, "leaving_reason": "Left"})
		membership.save()
		self.activity(self.father.name, on=add_days(left_on, -1))
		self.assertRaises(ParticipantRefused, self.activity, self.father.name, on=left_on)

	def test_the_case_that_somebody_left_for_another_learns_nothing_new(self) -> None:
		"""D-20, R-502: what was before is written in the case to which she belongs now; an import may bring it."""
		moved_on = add_days(today(), -10)
		membership = frappe.get_doc("CSS Case Member", {"client": self.father.name})
		membership.update({"member_to": moved_on, "leaving_reason": "Moved"})
		membership.save()
		other = make_case()
		make_member(other.name, self.father.name, is_head=1, member_from=moved_on)
		before = add_days(moved_on, -1)
		self.assertRaises(ParticipantRefused, self.activity, self.father.name, on=before)
		self.assertEqual(make_activity(other.name, self.father.name, on=before).docstatus, 1)
		imported = self.activity(on=before, is_final=False)
		imported.flags.is_imported = True
		imported.append("participants", {"client": self.father.name})
		imported.submit()

	def test_a_child_is_documented_under_a_parent(self) -> None:
		"""D-09."""
		self.assertRaises(ParticipantRefused, self.activity, self.child.name)
		row = {"client": self.child.name, "documented_under": self.mother.name}
		self.assertEqual(self.activity(participants=[row]).docstatus, 1)
		with_a_child = {**row, "documented_under": self.child.name}
		self.assertRaises(ParticipantRefused, self.activity, participants=[with_a_child])
		grown_up = {"client": self.father.name, "documented_under": self.mother.name}
		self.assertRaises(ParticipantRefused, self.activity, participants=[grown_up])

	def test_a_child_with_a_direct_intervention_has_own_records(self) -> None:
		"""D-09: until the day of the exit, which is the last one in the programme."""
		make_enrolment(self.case.name, self.mother.name, add_days(today(), -9), consent=False)
		enrolment = make_enrolment(
			self.case.name,
			self.child.name,
			add_days(today(), -9),
			consent=False,
			direct_intervention_reason="School",
		)
		self.assertEqual(self.activity(self.child.name).docstatus, 1)
		end_enrolment(enrolment.name, add_days(today(), -1))
		self.assertEqual(self.activity(self.child.name, on=add_days(today(), -1)).docstatus, 1)
		self.assertRaises(ParticipantRefused, self.activity, self.child.name)

	def test_not_in_the_future(self) -> None:
		"""D-29."""
		self.assertRaises(DateRefused, self.activity, on=add_days(today(), 1))

	def test_a_final_activity_stays(self) -> None:
		"""R-172 of activities: neither changed nor cancelled."""
		activity = self.activity()
		activity.duration_minutes = 5
		self.assertRaises(ActivityLocked, activity.save)
		self.assertRaises(ActivityLocked, frappe.get_doc("CSS Activity", activity.name).cancel)

	def test_some_kinds_need_a_note(self) -> None:
		"""R-233."""
		draft = self.activity(activity_type="Home Visit", method="In Person", is_final=False)
		self.assertRaises(ActivityRefused, draft.submit)
		draft.reload()
		draft.note = "Spoke about the lease."
		draft.submit()

	def test_plain_texts(self) -> None:
		"""R-261: but for the note, which is kept exactly as typed."""
		self.assertRaises(MarkupRefused, self.activity, purpose="<b>Bold</b>")

	def test_a_place_is_given_in_person_only(self) -> None:
		"""R-228."""
		self.assertRaises(ActivityRefused, self.activity, location_kind="Office")
		self.activity(method="In Person", location_kind="Client's Home", duration_minutes=60)
		self.assertRaises(ActivityRefused, self.activity, duration_minutes=24 * 60 + 1)

	def test_a_kind_no_longer_in_use_is_not_chosen(self) -> None:
		self.addCleanup(frappe.clear_document_cache, "CSS Activity Type", "Check-in")
		frappe.get_doc("CSS Activity Type", "Check-in").update({"enabled": 0}).save()
		self.assertRaises(ActivityRefused, self.activity)

	def test_whoever_writes_it_down_did_it(self) -> None:
		"""R-233: nobody's outputs are written down under somebody else's name, but by an import."""
		activity = self.activity(caseworker="caseworker@test.example")
		self.assertEqual((activity.caseworker, activity.site), ("Administrator", self.case.site))
		imported = self.activity_of_import("caseworker@test.example").insert()
		self.assertEqual(imported.caseworker, "caseworker@test.example")
		self.assertRaises(ActivityRefused, self.activity_of_import("west@test.example").insert)

	def activity_of_import(self, caseworker: str):
		activity = frappe.copy_doc(self.activity(is_final=False))
		activity.update({"caseworker": caseworker})
		activity.flags.is_imported = True
		return activity

	def test_the_title_says_the_file_and_the_day(self) -> None:
		"""D-19."""
		self.assertEqual(self.activity().title, f"{self.case.file_number} · {today()}")

	def test_who_may_not_interpret(self) -> None:
		"""D-15: what anybody who took part has said counts."""
		interpreter = make_interpreter()
		activity = self.activity(interpreter=interpreter.name)
		self.assertEqual(activity.interpreter_kind, "Formal")
		frappe.get_doc(
			doctype="CSS Client Interpreter",
			css_case=self.case.name,
			client=self.father.name,
			interpreter=interpreter.name,
			preference="Not Wanted",
		).insert()
		both = self.mother.name, self.father.name
		self.assertRaises(InterpreterRefused, self.activity, *both, interpreter=interpreter.name)
		draft = self.activity(interpreter=interpreter.name, is_final=False)
		draft.append("participants", {"client": self.father.name})
		self.assertRaises(InterpreterRefused, draft.save)

	def test_somebody_out_of_reach_does_not_exist(self) -> None:
		"""D-19: naming a client of another site answers as naming nobody."""
		_other_case, stranger = make_family("Test Site West")
		with acting_as("manager@test.example"):
			self.assertRaises(frappe.LinkValidationError, self.activity, stranger.name)
			self.activity()


class TestMeeting(SiteTestCase):
	def setUp(self) -> None:
		super().setUp()
		self.case, self.client = make_family()
		self.enrolment = make_enrolment(self.case.name, self.client.name, add_months(today(), -3))
		self.assessment = complete_assessment(self.enrolment, answers=3, duration_minutes=75)

	def test_the_meeting_of_an_assessment_is_written_down_once(self) -> None:
		"""R-220, D-10: without the note, which is in the assessment."""
		activity = frappe.get_doc("CSS Activity", record_meeting(self.assessment, location_kind="Office"))
		self.assertEqual(
			(activity.docstatus, activity.activity_type, activity.activity_date, activity.note),
			(1, "Needs Assessment", self.assessment.assessment_date, None),
		)
		self.assertEqual((activity.method, activity.location_kind), ("In Person", "Office"))
		self.assertEqual(activity.duration_minutes, 75)
		self.assertEqual([row.client for row in activity.participants], [self.client.name])
		self.assertEqual(activity.nam_assessment, self.assessment.name)
		self.assertEqual(record_meeting(self.assessment), activity.name)

	def test_an_activity_stands_for_an_assessment_of_somebody_who_took_part(self) -> None:
		"""R-220: otherwise the note could be done without."""
		other_case, other = make_family()
		with self.assertRaises(ActivityRefused):
			make_activity(
				other_case.name,
				other.name,
				activity_type="Needs Assessment",
				nam_assessment=self.assessment.name,
			)
