"""The calendar feed: times and file numbers, for whoever may read them at that moment (R-458, R-505)."""

import hashlib
from datetime import datetime, timezone

import frappe
from frappe.installer import update_site_config
from frappe.utils import add_days
from frappe.utils.logger import set_log_level
from icalendar import Calendar

from css_case_mgmt.api.appointment import cancel, reschedule
from css_case_mgmt.api.calendar_feed import get_mine, make_feed, revoke_feed
from css_case_mgmt.calendar_feed import feed_of, make_key, revoke_key, user_of
from css_case_mgmt.tests.access.committed import CommittedTestCase
from css_case_mgmt.tests.access.personas import user_of as user_called
from css_case_mgmt.tests.appointments.records import make_appointment
from css_case_mgmt.tests.appointments.test_appointment import AppointmentTestCase
from css_case_mgmt.tests.factories import acting_as, make_family, make_site

PREFERENCE = "CSS Reminder Preference"
FEED = "/api/method/css_case_mgmt.api.calendar_feed.get_feed"


def events_of(user: str) -> list:
	return list(Calendar.from_ical(feed_of(user)).walk("VEVENT"))


def summaries(user: str) -> list[str]:
	return [str(event["SUMMARY"]) for event in events_of(user)]


class TestWhatItSays(AppointmentTestCase):
	def test_times_and_file_numbers_and_nothing_else(self):
		"""R-505, D-19: no names, no place, no notes, no name of the record."""
		appointment = self.planned(place="Secret Street 1", purpose="Bring the lease")
		(event,) = events_of(self.worker)
		self.assertEqual(
			set(event),
			{"UID", "DTSTAMP", "LAST-MODIFIED", "DTSTART", "DTEND", "SUMMARY", "STATUS", "CLASS"},
		)
		self.assertEqual(str(event["SUMMARY"]), f"Check-in, {self.file_number}")
		text = feed_of(self.worker).decode()
		name = frappe.db.get_value("CSS Client", self.client, "given_names")
		for secret in (name, "Secret Street", "lease", appointment.name, self.client, self.worker):
			self.assertNotIn(secret, text)

	def test_times_are_universal_before_and_after_the_clocks_change(self):
		"""D-29: ten o'clock in Ontario, on a winter's day and on a summer's."""
		hours = {}
		for day in ("2027-01-15", "2027-07-15"):
			with self.subTest(day=day):
				appointment = make_appointment(self.case, self.client, on=day)
				hours[day] = event_start(appointment).hour
		self.assertEqual(hours, {"2027-01-15": 15, "2027-07-15": 14})

	def test_a_western_site_has_its_own_clock(self):
		"""D-29."""
		make_site("Test Site West")
		frappe.db.set_value("CSS Site", "Test Site West", "time_zone", "America/Vancouver")
		frappe.clear_document_cache("CSS Site", "Test Site West")
		with acting_as("west@test.example"):
			case, client = make_family("Test Site West")
			make_appointment(case.name, client.name, on=self.tomorrow)
		(event,) = events_of("west@test.example")
		self.assertIn((event["DTSTART"].dt.hour), (13, 14, 15))
		self.assertEqual(event["DTSTART"].dt.utcoffset().total_seconds(), 0)

	def test_what_is_off_is_cancelled(self):
		"""R-505: so that the calendar strikes it out, and the new time stands beside it."""
		off, moved = self.planned(), self.planned(at="14:00")
		before = {str(event["UID"]) for event in events_of(self.worker)}
		cancel(off.name, "Ill")
		reschedule(moved.name, self.day(3), "09:00", 60, "Snow storm")
		events = events_of(self.worker)
		states = {str(event["UID"]): str(event["STATUS"]) for event in events}
		self.assertEqual({states[uid] for uid in before}, {"CANCELLED"})
		self.assertEqual(sorted(states.values()), ["CANCELLED", "CANCELLED", "CONFIRMED"])

	def test_it_is_the_same_as_long_as_nothing_changes(self):
		"""R-505: calendars recognise an appointment by its UID."""
		self.planned()
		self.assertEqual(feed_of(self.worker), feed_of(self.worker))

	def test_thirty_days_back_and_half_a_year_ahead(self):
		"""R-505."""
		make_appointment(self.case, self.client, on=add_days(self.today, -29))
		make_appointment(self.case, self.client, on=add_days(self.today, -33))
		make_appointment(self.case, self.client, on=add_days(self.today, 179))
		make_appointment(self.case, self.client, on=add_days(self.today, 183))
		self.assertEqual(len(events_of(self.worker)), 2)

	def test_it_is_in_the_users_language(self):
		"""R-505."""
		self.planned(kind="Needs Assessment")
		frappe.db.set_value("User", self.worker, "language", "fr")
		self.forget_language()
		self.addCleanup(self.forget_language)
		frappe.get_doc(
			doctype="Translation",
			language="fr",
			source_text="Needs Assessment",
			translated_text="Évaluation d’essai",
		).insert(ignore_permissions=True)
		self.assertEqual(summaries(self.worker), [f"Évaluation d’essai, {self.file_number}"])
		self.assertEqual(frappe.local.lang, "en")

	def forget_language(self) -> None:
		"""Frappe 15.0 keeps the language of each user, 15.55 keeps the user."""
		frappe.clear_cache(user=self.worker)
		frappe.clear_document_cache("User", self.worker)


def event_start(appointment) -> datetime:
	from css_case_mgmt.appointments import appointments_between
	from css_case_mgmt.calendar_feed import event_of

	day = appointment.local_day()
	(row,) = appointments_between(appointment.owner, day, day)
	moment = event_of(row)["DTSTART"].dt
	assert moment.tzinfo == timezone.utc or moment.utcoffset().total_seconds() == 0
	return moment


class TestWhoseItIs(AppointmentTestCase):
	def test_only_the_own_appointments(self):
		"""R-505: a manager's feed is not the whole site."""
		self.planned()
		with_manager = self.planned(at="14:00", caseworker=self.manager)
		self.assertEqual(len(events_of(self.manager)), 1)
		self.assertEqual(len(events_of(self.worker)), 1)
		self.assertNotEqual(with_manager.caseworker, self.worker)

	def test_not_of_a_case_that_went_to_somebody_else(self):
		"""R-507: access is asked for at each request."""
		self.planned()
		self.assertEqual(len(events_of(self.worker)), 1)
		frappe.db.set_value(
			"CSS Case Access", {"css_case": self.case}, "access_until", add_days(self.today, -1)
		)
		self.assertEqual(events_of(self.worker), [])

	def test_a_colleague_who_covers_has_them_too(self):
		"""R-070."""
		self.planned()
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
		self.assertEqual(summaries(self.second), [f"Check-in, {self.file_number}"])


class TestTheKey(AppointmentTestCase):
	def test_only_its_hash_is_stored(self):
		"""R-505: 256 bits, told once."""
		key = make_key(self.worker)
		self.assertGreaterEqual(len(key), 43)
		stored = frappe.db.get_value(PREFERENCE, {"user": self.worker}, "*", as_dict=True)
		self.assertEqual(stored.feed_key_hash, hashlib.sha256(key.encode()).hexdigest())
		self.assertNotIn(key, frappe.as_json(stored))
		versions = frappe.get_all("Version", filters={"ref_doctype": PREFERENCE}, pluck="data")
		self.assertNotIn(key, " ".join(versions))

	def test_it_opens_its_users_feed_until_it_is_revoked_or_replaced(self):
		"""R-505."""
		first = make_key(self.worker)
		self.assertEqual(user_of(first), self.worker)
		second = make_key(self.worker)
		self.assertNotEqual(first, second)
		self.assertIsNone(user_of(first))
		self.assertEqual(user_of(second), self.worker)
		revoke_key(self.worker)
		self.assertIsNone(user_of(second))

	def test_what_no_key_is(self):
		"""R-505: an empty one does not open a preference without a feed."""
		revoke_key(self.worker)
		for key in (None, "", "x", ["x"], {"feed_key_hash": "x"}, hashlib.sha256(b"").hexdigest()):
			with self.subTest(key=key):
				self.assertIsNone(user_of(key))

	def test_a_leaver_has_no_feed(self):
		"""R-507."""
		key = make_key(self.worker)
		frappe.db.set_value("CSS Staff", {"user": self.worker}, "active_to", add_days(self.today, -1))
		self.assertIsNone(user_of(key))

	def test_nor_has_somebody_who_may_log_in_no_more(self):
		"""R-507."""
		key = make_key(self.worker)
		frappe.db.set_value("User", self.worker, "enabled", 0)
		self.assertIsNone(user_of(key))

	def test_nobody_brings_an_own_key_and_nobody_makes_anothers(self):
		"""R-505, D-19: a weak key would be guessed."""
		make_key(self.worker)
		preference = frappe.get_doc(PREFERENCE, {"user": self.worker})
		stored = preference.feed_key_hash
		preference.feed_key_hash = hashlib.sha256(b"1234").hexdigest()
		preference.save()
		self.assertEqual(frappe.db.get_value(PREFERENCE, preference.name, "feed_key_hash"), stored)
		self.assertIsNone(user_of("1234"))
		own = frappe.get_doc(
			doctype=PREFERENCE, user=self.second, feed_key_hash=hashlib.sha256(b"1234").hexdigest()
		)
		with acting_as(self.second):
			own.insert()
		self.assertIsNone(user_of("1234"))
		with self.assertRaises(frappe.PermissionError):
			make_key(self.second)

	def test_the_address_is_shown_once(self):
		"""R-505."""
		key = make_feed()["url"].partition("?key=")[2]
		self.assertEqual(user_of(key), self.worker)
		mine = get_mine()
		self.assertEqual(set(mine), {"made_on"})
		self.assertTrue(mine["made_on"])
		revoke_feed()
		self.assertFalse(get_mine()["made_on"])

	def test_who_has_no_preference_has_no_feed(self):
		"""R-505: roles without families."""
		with acting_as("analyst@test.example"):
			for call in (make_feed, revoke_feed, get_mine):
				with self.assertRaises(frappe.PermissionError):
					call()


class TestByTheAddress(CommittedTestCase):
	def setUp(self):
		super().setUp()
		self.user = user_called("caseworker")
		with acting_as(self.user):
			case, client = make_family()
			make_appointment(case.name, client.name)
			self.file_number = case.file_number
			self.key = make_key(self.user)
		self.commit()

	def leave(self, on: str | None) -> None:
		frappe.db.set_value("CSS Staff", {"user": self.user}, "active_to", on)
		self.commit()

	def get(self, **arguments):
		return self.visitors["guest"].get(FEED, **arguments)

	def test_a_calendar_needs_no_login(self):
		"""R-505: and nothing between keeps a copy."""
		answer = self.get(key=self.key)
		self.assertEqual((answer.status_code, answer.mimetype), (200, "text/calendar"))
		self.assertIn("no-store", answer.headers["Cache-Control"])
		self.assertIn(self.file_number, answer.text.replace("\r\n ", ""))

	def test_a_wrong_key_and_a_revoked_one_get_the_same_answer(self):
		"""R-507: as well as that of somebody who has left."""
		answers = [self.get(), self.get(key="x" * 43)]
		with acting_as(self.user):
			revoke_key(self.user)
			self.commit()
			answers.append(self.get(key=self.key))
			key = make_key(self.user)
		self.leave("2021-01-01")
		self.addCleanup(self.leave, None)
		answers.append(self.get(key=key))
		self.assertEqual({(answer.status_code, answer.text) for answer in answers}, {(404, "Not found")})
		self.assertEqual({str(answer.headers.get("Cache-Control")) for answer in answers}, {"no-store"})

	def test_the_key_is_written_into_no_log(self):
		"""R-505: Frappe's log of requests writes all that was asked, once it is answered."""
		update_site_config("enable_frappe_logger", 1)
		self.addCleanup(update_site_config, "enable_frappe_logger", "None")
		set_log_level("INFO")
		self.addCleanup(set_log_level, "ERROR")
		site_log = frappe.utils.get_site_path("logs", "frappe.web.log")
		self.assertEqual(self.get(key=self.key).status_code, 200)
		with open(site_log) as log:
			written = log.read()
		self.assertIn("get_feed", written)
		self.assertNotIn(self.key, written)
		for doctype in ("Access Log", "Activity Log", "Error Log", "View Log"):
			rows = frappe.as_json(frappe.get_all(doctype, fields=["*"], order_by="creation desc", limit=20))
			self.assertNotIn(self.key, rows)
