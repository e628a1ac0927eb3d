"""Methods and places that an admin adds and switches off (R-101, R-222, R-228, R-237)."""

import frappe
from frappe.utils import add_days, add_months

from css_case_mgmt.activities import record_meeting
from css_case_mgmt.api.activity import get_contacts, log_contact
from css_case_mgmt.api.appointment import get_choices, get_panel, keep, miss, reschedule
from css_case_mgmt.css_case_mgmt.doctype.css_activity.css_activity import ActivityRefused
from css_case_mgmt.css_case_mgmt.doctype.css_appointment.css_appointment import AppointmentRefused
from css_case_mgmt.tests import SiteTestCase
from css_case_mgmt.tests.appointments.records import an_hour_ago, make_appointment
from css_case_mgmt.tests.contacts.records import make_activity
from css_case_mgmt.tests.factories import acting_as, complete_assessment, make_enrolment, make_family, today
from css_case_mgmt.ways_of_meeting import METHOD, PLACE, NoLongerInUse

WORKER = "caseworker@test.example"
APP, LIBRARY = "Secure App", "Library"


class TestWaysOfMeeting(SiteTestCase):
	def setUp(self) -> None:
		super().setUp()
		frappe.get_doc(doctype=METHOD, method=APP, position=25).insert()
		frappe.get_doc(doctype=PLACE, place=LIBRARY, position=99).insert()
		frappe.set_user(WORKER)
		self.case, self.mother = make_family()

	def log(self, method: str, **values) -> str:
		return log_contact(self.case.name, [self.mother.name], "Check-in", method, **values)

	def switch(self, doctype: str, name: str, *, on: bool) -> None:
		self.addCleanup(frappe.clear_document_cache, doctype, name)
		with acting_as("Administrator"):
			document = frappe.get_doc(doctype, name)
			document.enabled = int(on)
			document.save()

	def switch_off(self) -> None:
		self.switch(METHOD, APP, on=False)
		self.switch(PLACE, LIBRARY, on=False)

	def test_what_an_admin_adds_is_chosen_from(self) -> None:
		"""R-222, R-228: in the order that the admin gives, in both dialogs; only an admin adds."""
		contacts, planning = get_contacts(self.case.name), get_choices(self.case.name)
		self.assertEqual(
			[method.name for method in contacts["methods"]],
			["In Person", "Video", APP, "Phone", "Text Message", "E-mail"],
		)
		self.assertEqual(
			[method.name for method in contacts["methods"] if method.is_in_person], ["In Person"]
		)
		self.assertEqual(
			[method.name for method in planning["methods"]], ["In Person", "Video", APP, "Phone"]
		)
		for choices in (contacts, planning):
			self.assertEqual(choices["places"], ["Office", "Client's Home", "Community", LIBRARY])
		with acting_as("second@test.example"), self.assertRaises(frappe.PermissionError):
			frappe.get_doc(doctype=METHOD, method="Pigeon").insert()

	def test_a_contact_by_a_new_method_or_at_a_new_place(self) -> None:
		"""R-222, R-228: a place is of what is in person, by whatever name."""
		self.log(APP)
		self.log("In Person", location_kind=LIBRARY)
		with self.assertRaises(ActivityRefused):
			self.log(APP, location_kind=LIBRARY)
		with acting_as("Administrator"):
			walk = frappe.get_doc(doctype=METHOD, method="Walk", is_in_person=1).insert()
		self.log(walk.name, location_kind=LIBRARY)
		with self.assertRaises(AppointmentRefused):
			make_appointment(self.case.name, self.mother.name, method=APP, location_kind=LIBRARY)

	def test_what_is_switched_off_is_not_chosen_anew(self) -> None:
		"""R-222: it stays on what is on record, drafts included, and comes with an import."""
		draft = make_activity(self.case.name, self.mother.name, method=APP, is_final=False)
		self.switch_off()
		choices = get_contacts(self.case.name)
		self.assertNotIn(APP, [method.name for method in choices["methods"]])
		self.assertNotIn(LIBRARY, choices["places"])
		self.assertRaises(NoLongerInUse, self.log, APP)
		self.assertRaises(NoLongerInUse, self.log, "In Person", location_kind=LIBRARY)
		draft.submit()
		other = make_activity(self.case.name, self.mother.name, is_final=False)
		other.method = APP
		self.assertRaises(NoLongerInUse, other.save)
		imported = frappe.get_doc("CSS Activity", other.name)
		imported.method = APP
		imported.flags.is_imported = True
		imported.save()

	def test_what_was_planned_so_takes_place_so(self) -> None:
		"""R-505: the plan is kept, also where the method or the place was switched off meanwhile."""
		planned = [
			make_appointment(
				self.case.name, self.mother.name, starts_on=an_hour_ago(), minutes=number, method=APP
			)
			for number in (20, 25, 30, 35)
		]
		at_library = make_appointment(
			self.case.name, self.mother.name, starts_on=an_hour_ago(), location_kind=LIBRARY
		)
		self.switch_off()
		kept, missed, moved, mended = (each.name for each in planned)
		self.assertEqual(self.method_of(keep(kept, finish=1)["name"]), APP)
		self.assertEqual(self.method_of(miss(missed, "Not reached", log_attempt=1)), APP)
		again = reschedule(moved, str(add_days(today(), 2)), "10:00", 30, reason="Ill")
		self.assertEqual(frappe.db.get_value("CSS Appointment", again, "method"), APP)
		self.assertNotIn(APP, [method.name for method in get_panel(mended)["methods"]])
		self.assertEqual(self.method_of(keep(mended, finish=1, method="Phone")["name"]), "Phone")
		activity = keep(at_library.name, finish=1)["name"]
		self.assertEqual(frappe.db.get_value("CSS Activity", activity, "location_kind"), LIBRARY)
		self.assertRaises(NoLongerInUse, self.plan, method=APP)
		in_person = self.plan(starts_on=an_hour_ago())
		self.assertRaises(NoLongerInUse, keep, in_person.name, finish=1, location_kind=LIBRARY)

	def plan(self, **values):
		return make_appointment(self.case.name, self.mother.name, **values)

	def method_of(self, activity: str) -> str:
		return frappe.db.get_value("CSS Activity", activity, "method")

	def test_not_every_method_is_for_appointments(self) -> None:
		"""R-505: nobody meets by e-mail."""
		self.assertRaises(AppointmentRefused, self.plan, method="E-mail")

	def test_assessments_keep_their_modes(self) -> None:
		"""R-101: by which method it was planned decides between in person and remote; its meeting is written down
		whatever was switched off since, and its place stays in a correction."""
		enrolment = make_enrolment(self.case.name, self.mother.name, add_months(today(), -3))
		planned = self.plan(kind="Needs Assessment", starts_on=an_hour_ago(), method=APP)
		draft = frappe.get_doc("CSS NAM Assessment", keep(planned.name)["name"])
		self.assertEqual((draft.mode, draft.place), ("Video", None))
		draft.update({"draft_status": "Abandoned", "abandoned_reason": "Another day"})
		draft.save()
		assessment = complete_assessment(enrolment, answers=3, place=LIBRARY)
		self.switch_off()
		self.switch(METHOD, "In Person", on=False)
		activity = frappe.get_doc("CSS Activity", record_meeting(assessment))
		self.assertEqual((activity.method, activity.location_kind), ("In Person", LIBRARY))
		correction = frappe.get_doc("CSS NAM Assessment", assessment.correct("A wrong answer"))
		self.assertEqual(correction.place, LIBRARY)
		correction.place = "Office"
		correction.save()
		correction.place = LIBRARY
		self.assertRaises(NoLongerInUse, correction.save)

	def test_which_methods_suit_sensitive_topics(self) -> None:
		"""R-237: as the admin says of each."""
		topics = [{"topic": "Safety and Violence"}]
		for suits in (0, 1):
			with acting_as("Administrator"):
				method = frappe.get_doc(METHOD, APP)
				method.suits_sensitive_topics = suits
				method.save()
			frappe.clear_messages()
			make_activity(self.case.name, self.mother.name, method=APP, topics=topics, is_final=False)
			hints = str(frappe.get_message_log())
			self.assertEqual("in person" in hints, not suits)
