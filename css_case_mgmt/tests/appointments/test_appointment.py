"""Planning appointments, and what came of them (R-505, R-326)."""

from datetime import timedelta

import frappe
from frappe.utils import add_days
from freezegun import freeze_time

from css_case_mgmt.api.appointment import cancel, get_panel, get_upcoming, keep, miss, plan, reschedule
from css_case_mgmt.case_document import MarkupRefused, RecordKept
from css_case_mgmt.css_case_mgmt.doctype.css_appointment.css_appointment import AppointmentRefused
from css_case_mgmt.css_case_mgmt.doctype.css_appointment.outcomes import OutcomeRefused
from css_case_mgmt.css_case_mgmt.doctype.css_appointment.who_comes import ClientRefused
from css_case_mgmt.interpreter_use import InterpreterRefused
from css_case_mgmt.local_time import TimeRefused
from css_case_mgmt.tests import SiteTestCase
from css_case_mgmt.tests.appointments.records import an_hour_ago, at_site, make_appointment
from css_case_mgmt.tests.factories import (
	acting_as,
	make_caseworker,
	make_client,
	make_enrolment,
	make_family,
	make_manager,
	make_member,
	make_site,
	today,
)
from css_case_mgmt.tests.interpreters.records import make_interpreter


class AppointmentTestCase(SiteTestCase):
	@classmethod
	def setUpClass(cls):
		super().setUpClass()
		cls.worker = make_caseworker()
		cls.second = make_caseworker("second@test.example")
		cls.manager = make_manager()
		cls.today = today()
		cls.tomorrow = add_days(cls.today, 1)

	def setUp(self):
		super().setUp()
		frappe.set_user(self.worker)
		case, client = make_family()
		self.case, self.client = case.name, client.name
		self.file_number = case.file_number

	def planned(self, **values):
		return make_appointment(self.case, self.client, **{"on": self.tomorrow, **values})

	def day(self, days: int) -> str:
		"""A day from now, as the desk sends it."""
		return str(add_days(self.today, days))

	def begun(self, **values):
		return make_appointment(self.case, self.client, starts_on=an_hour_ago(), minutes=45, **values)


class TestPlanning(AppointmentTestCase):
	def test_its_title_has_the_file_number_and_no_name(self):
		"""R-505, D-19: when and what, by the clock of the site."""
		appointment = self.planned(at="14:30")
		self.assertEqual(appointment.title, f"{self.file_number} · {self.tomorrow} 14:30 · Check-in")

	def test_the_caseworker_of_the_case_is_the_default(self):
		"""R-505."""
		with acting_as(self.manager):
			self.assertEqual(self.planned().caseworker, self.worker)

	def test_the_default_is_whoever_plans_where_the_case_has_no_caseworker(self):
		"""R-505."""
		with acting_as(self.manager):
			case, client = make_family()
			self.assertEqual(make_appointment(case.name, client.name).caseworker, self.manager)

	def test_it_ends_after_it_begins_and_within_a_day(self):
		"""R-505."""
		for minutes in (0, -30, 24 * 60 + 1):
			with self.subTest(minutes=minutes), self.assertRaises(AppointmentRefused):
				self.planned(minutes=minutes)
		self.planned(minutes=24 * 60 - 1)

	def test_bad_times_are_refused_in_words(self):
		"""R-505: whatever a REST client sends."""
		for value in ("tomorrow", "2026-13-45 10:00", "2026-03-02", "14:30", {"a": 1}, 7):
			with self.subTest(value=value), self.assertRaises(TimeRefused):
				frappe.get_doc(
					doctype="CSS Appointment",
					css_case=self.case,
					kind="Check-in",
					starts_on=value,
					ends_on=at_site(self.tomorrow, "10:00"),
					clients=[{"client": self.client}],
				).insert()

	def test_a_time_with_an_offset_is_stored_as_the_same_moment(self):
		"""R-505, D-29."""
		appointment = frappe.get_doc(
			doctype="CSS Appointment",
			css_case=self.case,
			kind="Check-in",
			starts_on="2026-07-01T14:00:00Z",
			ends_on="2026-07-01T11:00:00-04:00",
			clients=[{"client": self.client}],
		).insert()
		self.assertIn("2026-07-01 10:00", appointment.title)
		self.assertEqual(appointment.ends_on - appointment.starts_on, timedelta(hours=1))

	def test_the_hour_that_the_clocks_jump_over_is_refused(self):
		"""D-29: on 14 March 2027 in Ontario."""
		with self.assertRaises(TimeRefused):
			plan(self.case, "Check-in", "2027-03-14", "02:30", 30, [self.client])

	def test_only_members_of_the_family_on_that_day_come(self):
		"""R-505, D-20."""
		stranger = make_client()
		with self.assertRaises(ClientRefused):
			make_appointment(self.case, self.client, stranger.name)
		with self.assertRaises(ClientRefused):
			make_appointment(self.case, self.client, self.client)
		newborn = make_client(date_of_birth=self.today).name
		make_member(self.case, newborn, member_from=self.today)
		with self.assertRaises(ClientRefused):
			make_appointment(self.case, newborn, on=add_days(self.today, -1))
		make_appointment(self.case, newborn, on=self.tomorrow)

	def test_somebody_of_another_family_is_not_found(self):
		"""D-19: as if the file did not exist."""
		with acting_as(self.second):
			_case, other = make_family()
		for name in (other.name, "no-such-client"):
			with self.subTest(name=name), self.assertRaises(frappe.LinkValidationError) as refused:
				make_appointment(self.case, name)
			self.assertIn("Could not find", str(refused.exception))

	def test_some_kinds_are_not_planned(self):
		"""R-505."""
		kind = frappe.get_doc(
			doctype="CSS Activity Type",
			activity_type="Never Planned",
			framework_group="Indirect Supports",
			can_be_planned=0,
		)
		with acting_as("Administrator"):
			kind.insert()
		with self.assertRaises(AppointmentRefused):
			self.planned(kind=kind.name)

	def test_it_is_with_somebody_of_the_site(self):
		"""R-505."""
		with self.assertRaises(AppointmentRefused):
			self.planned(caseworker="west@test.example")
		self.assertEqual(self.planned(caseworker=self.second).caseworker, self.second)

	def test_not_with_somebody_in_conflict(self):
		"""R-501."""
		with acting_as(self.second):
			frappe.get_doc(
				doctype="CSS Conflict of Interest", user=self.second, client=self.client, reason="Related"
			).insert(ignore_permissions=True)
		with self.assertRaises(AppointmentRefused):
			self.planned(caseworker=self.second)

	def test_an_interpreter_is_checked_when_planning(self):
		"""D-15, R-252."""
		unconfirmed = make_interpreter(adult_confirmed=0)
		with self.assertRaises(InterpreterRefused):
			self.planned(interpreter=unconfirmed.name)
		signed = make_interpreter(confidentiality_signed_on=self.today)
		self.assertEqual(self.planned(interpreter=signed.name).interpreter_kind, signed.kind)

	def test_no_html_and_no_deletion(self):
		"""D-14."""
		with self.assertRaises(MarkupRefused):
			self.planned(place="<b>Library</b>")
		appointment = self.planned()
		with acting_as("Administrator"), self.assertRaises(RecordKept):
			appointment.delete()

	def test_planning_by_the_clock_of_the_site(self):
		"""D-29: a western site's ten o'clock is noon where times are stored."""
		with acting_as("manager.west@test.example"):
			make_site("Test Site West")
			frappe.db.set_value("CSS Site", "Test Site West", "time_zone", "America/Vancouver")
			frappe.clear_document_cache("CSS Site", "Test Site West")
			case, client = make_family("Test Site West")
			name = plan(case.name, "Check-in", self.day(1), "22:00", 60, [client.name])
			panel = get_panel(name)
			self.assertEqual(panel["local_start"], f"{self.tomorrow} 22:00")
			self.assertEqual(panel["minutes"], 60)
			self.assertIn(f"{self.tomorrow} 22:00", frappe.db.get_value("CSS Appointment", name, "title"))

	def test_whoever_may_not_write_the_case_plans_nothing(self):
		"""D-19."""
		with acting_as(self.second), self.assertRaises(frappe.PermissionError):
			plan(self.case, "Check-in", self.day(1), "10:00", 60, [self.client])
		with acting_as(self.second), self.assertRaises(frappe.PermissionError):
			get_upcoming(self.case)


class TestOutcomes(AppointmentTestCase):
	def test_only_what_has_begun_was_kept_or_missed(self):
		"""R-505."""
		for outcome in ("Kept", "Missed"):
			appointment = self.planned()
			appointment.update({"outcome": outcome, "outcome_note": "Ill"})
			with self.subTest(outcome=outcome), self.assertRaises(OutcomeRefused):
				appointment.save()
		appointment = self.begun()
		appointment.outcome = "Kept"
		appointment.save()
		self.assertEqual(appointment.outcome_on, self.today)

	def test_a_reason_is_asked_for(self):
		"""R-505, R-326."""
		with self.assertRaises(OutcomeRefused):
			miss(self.begun().name, " ")
		with self.assertRaises(OutcomeRefused):
			cancel(self.planned().name, "")
		with self.assertRaises(OutcomeRefused):
			reschedule(self.planned().name, self.day(3), "11:00", 60, "")

	def test_rescheduling_makes_the_new_appointment(self):
		"""R-326: inclement weather; both are linked, and the plan is not typed again."""
		appointment = self.planned(place="Library", purpose="Bring the lease")
		name = reschedule(appointment.name, self.day(3), "11:00", 30, "Snow storm", "Client")
		appointment.reload()
		successor = frappe.get_doc("CSS Appointment", name)
		self.assertEqual((appointment.outcome, appointment.rescheduled_to), ("Rescheduled", name))
		self.assertEqual((appointment.outcome_note, appointment.cancelled_by), ("Snow storm", "Client"))
		self.assertEqual(successor.rescheduled_from, appointment.name)
		self.assertEqual((successor.place, successor.purpose), ("Library", "Bring the lease"))
		self.assertEqual([row.client for row in successor.clients], [self.client])
		self.assertFalse(successor.outcome)

	def test_a_refused_new_time_leaves_the_old_appointment(self):
		"""R-326: both or neither."""
		appointment = self.planned()
		with self.assertRaises(TimeRefused):
			reschedule(appointment.name, "soon", "11:00", 30, "Ill")
		before = frappe.db.count("CSS Appointment")
		with self.assertRaises(OutcomeRefused):
			reschedule(appointment.name, self.day(3), "11:00", 30, None)
		self.assertEqual(frappe.db.count("CSS Appointment"), before)

	def test_it_is_rescheduled_once(self):
		"""R-326."""
		appointment = self.planned()
		reschedule(appointment.name, self.day(3), "11:00", 30, "Ill")
		with self.assertRaises(AppointmentRefused):
			reschedule(appointment.name, self.day(4), "11:00", 30, "Ill")

	def test_a_missed_one_is_planned_again_and_stays_missed(self):
		"""R-505."""
		appointment = self.begun()
		miss(appointment.name, "Did not come")
		name = reschedule(appointment.name, self.day(3), "11:00", 30)
		appointment.reload()
		self.assertEqual((appointment.outcome, appointment.rescheduled_to), ("Missed", name))

	def test_rescheduled_is_no_outcome_to_choose(self):
		"""R-505."""
		appointment = self.planned()
		appointment.update({"outcome": "Rescheduled", "outcome_note": "Ill"})
		with self.assertRaises(OutcomeRefused):
			appointment.save()

	def test_links_are_not_typed(self):
		"""R-505."""
		other, appointment = self.planned(), self.planned()
		appointment.rescheduled_from = other.name
		with self.assertRaises(AppointmentRefused):
			appointment.save()

	def test_a_slip_is_mended_on_the_same_day_by_anybody_later_by_the_manager(self):
		"""R-505."""
		appointment = self.begun()
		miss(appointment.name, "Did not come")
		appointment.reload()
		appointment.outcome = ""
		appointment.save()
		self.assertEqual((appointment.outcome_note, appointment.outcome_on), (None, None))
		cancel(appointment.name, "Closed")
		frappe.db.set_value("CSS Appointment", appointment.name, "outcome_on", add_days(self.today, -1))
		appointment.reload()
		appointment.outcome = "Kept"
		with self.assertRaises(OutcomeRefused):
			appointment.save()
		with acting_as(self.manager):
			appointment.reload()
			appointment.outcome = "Kept"
			appointment.save()

	def test_what_was_planned_stays_once_the_outcome_is_known(self):
		"""R-505."""
		appointment = self.begun()
		cancel(appointment.name, "Ill")
		for change in ({"place": "Library"}, {"kind": "Home Visit"}, {"caseworker": self.second}):
			appointment.reload()
			appointment.update(change)
			with self.subTest(change=change), self.assertRaises(AppointmentRefused):
				appointment.save()

	def test_to_another_day_it_is_rescheduled(self):
		"""R-326: within the day, and for a slip of the same day, the time is simply changed."""
		appointment = self.planned()
		appointment.update(
			{
				"starts_on": at_site(add_days(self.today, 2), "09:00"),
				"ends_on": at_site(add_days(self.today, 2), "10:00"),
			}
		)
		appointment.save()
		frappe.db.set_value(
			"CSS Appointment", appointment.name, "creation", an_hour_ago() - timedelta(days=2)
		)
		appointment.reload()
		appointment.update(
			{
				"starts_on": at_site(add_days(self.today, 2), "11:00"),
				"ends_on": at_site(add_days(self.today, 2), "12:00"),
			}
		)
		appointment.save()
		appointment.update(
			{
				"starts_on": at_site(add_days(self.today, 3), "11:00"),
				"ends_on": at_site(add_days(self.today, 3), "12:00"),
			}
		)
		with self.assertRaises(AppointmentRefused):
			appointment.save()

	def test_which_day_it_was_recorded_follows_the_site(self):
		"""D-29: late in the evening in Ontario it is tomorrow in the universal time."""
		with freeze_time("2027-02-02 03:30:00"):
			appointment = make_appointment(self.case, self.client, on="2027-02-01", at="20:00")
			appointment.reload()
			appointment.outcome = "Kept"
			appointment.save()
			self.assertEqual(str(appointment.outcome_on), "2027-02-01")
			self.assertEqual(str(appointment.local_day()), "2027-02-01")


class TestWritingDown(AppointmentTestCase):
	def test_it_becomes_the_activity_without_retyping(self):
		"""R-505: who, when, how, where, with which interpreter and how long."""
		interpreter = make_interpreter(confidentiality_signed_on=add_days(self.today, -30))
		appointment = self.begun(location_kind="Community", interpreter=interpreter.name)
		written = keep(appointment.name, finish=1, note="Talked about school.")
		activity = frappe.get_doc(written["doctype"], written["name"])
		self.assertEqual((written["doctype"], written["docstatus"]), ("CSS Activity", 1))
		self.assertEqual([row.client for row in activity.participants], [self.client])
		self.assertEqual((activity.activity_type, activity.duration_minutes), ("Check-in", 45))
		self.assertEqual((activity.method, activity.location_kind), ("In Person", "Community"))
		self.assertEqual((activity.interpreter, activity.note), (interpreter.name, "Talked about school."))
		self.assertEqual(activity.activity_date, appointment.local_day())
		self.assertEqual(activity.appointment, appointment.name)
		appointment.reload()
		self.assertEqual((appointment.outcome, appointment.activity), ("Kept", activity.name))

	def test_a_draft_is_gone_on_with(self):
		"""R-505: a second press of the button opens what the first began."""
		appointment = self.begun()
		first = keep(appointment.name)
		self.assertEqual(first["docstatus"], 0)
		self.assertEqual(keep(appointment.name)["name"], first["name"])

	def test_what_has_been_written_down_stays_kept(self):
		"""R-505."""
		appointment = self.begun()
		keep(appointment.name, finish=1)
		with acting_as(self.manager):
			appointment.reload()
			appointment.outcome = ""
			with self.assertRaises(OutcomeRefused):
				appointment.save()

	def test_a_refused_note_leaves_nothing(self):
		"""R-505: a home visit needs a note."""
		appointment = self.begun(kind="Home Visit")
		before = frappe.db.count("CSS Activity")
		with self.assertRaises(frappe.ValidationError):
			keep(appointment.name, finish=1)
		self.assertEqual(frappe.db.count("CSS Activity"), before)
		self.assertFalse(frappe.db.get_value("CSS Appointment", appointment.name, "outcome"))

	def test_a_child_is_documented_under_the_head_of_family(self):
		"""D-09."""
		child = make_client(date_of_birth=add_days(self.today, -3000)).name
		make_member(self.case, child, member_from=add_days(self.today, -30))
		appointment = make_appointment(self.case, child, starts_on=an_hour_ago())
		activity = frappe.get_doc("CSS Activity", keep(appointment.name, finish=1)["name"])
		self.assertEqual(activity.participants[0].documented_under, self.client)

	def test_a_needs_assessment_opens_the_draft_of_the_enrolment(self):
		"""R-505: with the date and how it was held."""
		enrolment = make_enrolment(self.case, self.client)
		appointment = self.begun(kind="Needs Assessment", location_kind="Client's Home")
		written = keep(appointment.name)
		draft = frappe.get_doc(written["doctype"], written["name"])
		self.assertEqual((written["doctype"], draft.enrolment), ("CSS NAM Assessment", enrolment.name))
		self.assertEqual((draft.assessment_date, draft.mode), (appointment.local_day(), "In Person"))
		self.assertEqual((draft.place, draft.duration_minutes), ("Client's Home", 45))
		appointment.reload()
		self.assertEqual((appointment.outcome, appointment.nam_assessment), ("Kept", draft.name))
		self.assertEqual(keep(appointment.name)["name"], draft.name)

	def test_a_needs_assessment_of_nobody_enrolled_is_refused(self):
		"""R-505."""
		with self.assertRaises(OutcomeRefused):
			keep(self.begun(kind="Needs Assessment").name)

	def test_a_periodic_assessment_opens_its_draft(self):
		"""R-505, R-180."""
		make_enrolment(self.case, self.client)
		appointment = self.begun(kind="Periodic Assessment")
		self.assertEqual(keep(appointment.name)["doctype"], "CSS Periodic Assessment")

	def test_a_missed_one_may_be_logged_as_an_attempt(self):
		"""R-505, D-10: an attempt that reached nobody."""
		appointment = self.begun()
		attempt = frappe.get_doc("CSS Activity", miss(appointment.name, "Nobody opened", log_attempt=1))
		self.assertEqual((attempt.docstatus, attempt.successful), (1, 0))
		self.assertEqual(attempt.appointment, appointment.name)
		appointment.reload()
		self.assertEqual((appointment.outcome, appointment.activity), ("Missed", attempt.name))

	def test_an_activity_written_elsewhere_says_what_came_of_it(self):
		"""R-505: through REST as well."""
		appointment = self.begun()
		activity = frappe.get_doc(
			doctype="CSS Activity",
			css_case=self.case,
			activity_type="Check-in",
			activity_date=appointment.local_day(),
			method="Phone",
			participants=[{"client": self.client}],
			appointment=appointment.name,
		).insert()
		activity.submit()
		appointment.reload()
		self.assertEqual((appointment.outcome, appointment.activity), ("Kept", activity.name))

	def test_what_is_next_for_a_family(self):
		"""R-505: in order, with names for whoever reads the file, and what waits for its outcome."""
		past, later, soon = self.begun(), self.planned(at="15:00"), self.planned(at="09:00")
		cancel(self.planned(at="12:00").name, "Ill")
		upcoming = get_upcoming(self.case)
		self.assertEqual(
			[row["name"] for row in upcoming["appointments"]], [past.name, soon.name, later.name]
		)
		self.assertEqual(upcoming["waiting"], [past.name])
		self.assertEqual(len(upcoming["appointments"][0]["clients"]), 1)
