"""Bookings that take the same person's time: shown, never refused (R-505, R-502)."""

import frappe
from frappe.utils import add_days

from css_case_mgmt.api.appointment import get_overlaps
from css_case_mgmt.api.appointment_calendar import get_events
from css_case_mgmt.appointments import appointments_between
from css_case_mgmt.tests.appointments.records import at_site, make_appointment
from css_case_mgmt.tests.appointments.test_appointment import AppointmentTestCase
from css_case_mgmt.tests.factories import acting_as, make_family
from css_case_mgmt.tests.interpreters.records import make_interpreter


class TestOverlaps(AppointmentTestCase):
	def overlaps(self, user=None, **values) -> list[dict]:
		values = {"on": self.day(1), "at": "10:30", "minutes": 60, "caseworker": self.worker, **values}
		with acting_as(user or self.worker):
			return get_overlaps(self.case, **values)

	def test_the_workers_other_appointment_is_shown(self):
		"""R-505."""
		taken = self.planned()
		(found,) = self.overlaps()
		self.assertEqual(
			(found["who"], found["name"], found["title"]), (["Caseworker"], taken.name, taken.title)
		)
		self.assertEqual(found["local_start"], f"{self.tomorrow} 10:00")

	def test_touching_is_no_overlap(self):
		"""R-505."""
		self.planned()
		self.assertEqual(self.overlaps(at="11:00"), [])
		self.assertEqual(self.overlaps(at="09:00"), [])

	def test_the_appointment_itself_and_what_is_off_do_not_count(self):
		"""R-505."""
		appointment = self.planned()
		self.assertEqual(self.overlaps(appointment=appointment.name), [])
		appointment.update({"outcome": "Cancelled", "outcome_note": "Ill"})
		appointment.save()
		self.assertEqual(self.overlaps(), [])

	def test_it_is_shown_and_not_refused(self):
		"""R-505."""
		self.planned()
		self.planned()

	def test_of_a_file_out_of_reach_only_the_time_is_told(self):
		"""R-505, D-19: a colleague's family with the same interpreter."""
		interpreter = make_interpreter().name
		with acting_as(self.second):
			other, client = make_family()
			hidden = make_appointment(other.name, client.name, on=self.tomorrow, interpreter=interpreter)
		(found,) = self.overlaps(caseworker=None, interpreter=interpreter)
		self.assertEqual((found["who"], found["name"], found["title"]), (["Interpreter"], None, None))
		self.assertNotIn(hidden.name, frappe.as_json(found))
		self.assertNotIn(other.file_number, frappe.as_json(found))

	def test_nobody_is_asked_about_whom_the_reader_may_not_know(self):
		"""R-502: when somebody of another household is expected is not found out."""
		with acting_as(self.second):
			other, client = make_family()
			make_appointment(other.name, client.name, on=self.tomorrow)
		self.assertEqual(self.overlaps(caseworker=None, clients=[client.name]), [])
		with acting_as("west@test.example"):
			far, far_client = make_family("Test Site West")
			make_appointment(far.name, far_client.name, on=self.tomorrow)
		self.assertEqual(self.overlaps(caseworker="west@test.example"), [])

	def test_nobody_asks_without_the_case(self):
		"""D-19."""
		with self.assertRaises(frappe.PermissionError):
			self.overlaps(user=self.second)

	def test_bad_input_is_refused_in_words(self):
		"""R-505."""
		for values in ({"at": "later"}, {"minutes": 0}, {"clients": "{"}, {"clients": "[1]"}):
			with self.subTest(values=values), self.assertRaises(frappe.ValidationError):
				self.overlaps(**values)


class TestCalendar(AppointmentTestCase):
	def events(self, user=None, filters=None) -> dict[str, dict]:
		start, end = at_site(self.today, "00:00"), at_site(add_days(self.today, 7), "00:00")
		with acting_as(user or self.worker):
			return {row["name"]: row for row in get_events(str(start), str(end), filters)}

	def test_it_shows_file_numbers_and_no_names(self):
		"""R-505, D-19."""
		appointment = self.planned()
		event = self.events()[appointment.name]
		self.assertEqual(event["title"], f"Check-in, {self.file_number}")
		full_name = frappe.db.get_value("CSS Client", self.client, "given_names")
		self.assertNotIn(full_name, frappe.as_json(event))

	def test_another_sites_and_families_out_of_reach_are_not_shown(self):
		"""D-19, R-412: by this way and by Frappe's own."""
		appointment = self.planned()
		for user in (self.second, "west@test.example", "manager.west@test.example"):
			with self.subTest(user=user):
				self.assertNotIn(appointment.name, self.events(user))
				with acting_as(user):
					self.assertNotIn(appointment.name, self.by_frappes_own_way())
		self.assertIn(appointment.name, self.events(self.manager))
		self.assertIn(appointment.name, self.by_frappes_own_way())

	def by_frappes_own_way(self) -> set[str]:
		from frappe.desk.calendar import get_events as frappes_own

		field_map = {"start": "starts_on", "end": "ends_on", "title": "title"}
		start, end = at_site(self.today, "00:00"), at_site(add_days(self.today, 7), "00:00")
		found = frappes_own("CSS Appointment", str(start), str(end), frappe.as_json(field_map))
		return {row.name for row in found}

	def test_overlaps_are_marked_with_families_out_of_reach_too(self):
		"""R-505."""
		alone = self.planned(at="15:00")
		appointment = self.planned()
		self.assertFalse(self.events()[appointment.name]["overlaps"])
		with acting_as(self.second):
			other, client = make_family()
			make_appointment(other.name, client.name, on=self.tomorrow, at="10:30", caseworker=self.worker)
		events = self.events()
		self.assertTrue(events[appointment.name]["overlaps"])
		self.assertFalse(events[alone.name]["overlaps"])

	def test_its_filters_hold(self):
		"""R-505."""
		appointment = self.planned()
		self.assertEqual(self.events(filters=[["CSS Appointment", "kind", "=", "Home Visit"]]), {})
		self.assertIn(appointment.name, self.events(filters='[["CSS Appointment","kind","=","Check-in"]]'))


class TestBetween(AppointmentTestCase):
	def names(self, reader=None, first=None, last=None, **values) -> list[str]:
		rows = appointments_between(
			reader or self.worker, first or self.today, last or self.tomorrow, **values
		)
		return [row.name for row in rows]

	def test_the_days_are_those_of_the_site(self):
		"""D-29: the evening of a day, which is the next day elsewhere."""
		late = self.planned(on=self.today, at="23:30")
		early = self.planned(on=add_days(self.today, 2), at="00:00")
		self.assertIn(late.name, self.names())
		self.assertNotIn(early.name, self.names())
		self.assertEqual(self.names(first=self.tomorrow), [])

	def test_only_what_the_reader_may_read(self):
		"""D-19, R-412."""
		appointment = self.planned()
		self.assertIn(appointment.name, self.names(self.manager))
		for user in (self.second, "manager.west@test.example", "analyst@test.example"):
			self.assertEqual(self.names(user), [])

	def test_a_covering_colleague_has_them_for_the_days_of_the_cover(self):
		"""R-070: with the families, for the days of the absence."""
		during = self.planned()
		after = self.planned(on=add_days(self.today, 9))
		with acting_as(self.manager):
			frappe.get_doc(
				doctype="CSS Case Access",
				css_case=self.case,
				user=self.second,
				kind="Covering",
				access_from=self.today,
				access_until=add_days(self.today, 5),
				reason="Vacation",
			).insert()
		found = self.names(self.second, last=add_days(self.today, 10), caseworker=self.second)
		self.assertEqual(found, [during.name])
		own = self.names(last=add_days(self.today, 10), caseworker=self.worker)
		self.assertEqual(own, [during.name, after.name])

	def test_one_query_for_any_number(self):
		"""R-458."""
		self.planned()
		one = self.count_queries(appointments_between, self.worker, self.today, self.tomorrow)
		for hour in range(11, 16):
			self.planned(at=f"{hour}:00")
		many = self.count_queries(appointments_between, self.worker, self.today, self.tomorrow)
		self.assertEqual(one, many)
