"""The morning's e-mail: for those who asked, numbers and file numbers, no names (R-458, R-438, R-439)."""

from datetime import datetime
from zoneinfo import ZoneInfo

import frappe
from frappe.utils import add_days
from freezegun import freeze_time

from css_case_mgmt.api.reminders import get_daily_digest, set_daily_digest
from css_case_mgmt.css_case_mgmt.doctype.css_reminder_preference.css_reminder_preference import NotYourOwn
from css_case_mgmt.reminders.digest import kind_labels, letter, send_digest
from css_case_mgmt.rules.today import Item, Kind, State, Task
from css_case_mgmt.tests import SiteTestCase
from css_case_mgmt.tests.factories import acting_as, make_caseworker, make_enrolment, make_family, today
from css_case_mgmt.tests.letters import letters_to, make_outgoing_account

PREFERENCE = "CSS Reminder Preference"


class TestDigest(SiteTestCase):
	@classmethod
	def setUpClass(cls):
		super().setUpClass()
		cls.worker = make_caseworker()
		make_outgoing_account()

	def setUp(self):
		super().setUp()
		with acting_as(self.worker):
			self.css_case, self.client = make_family(given_names="Parwana", family_name="Nurzai")
		make_enrolment(self.css_case.name, self.client.name, add_days(today(), -40), consent=False)
		with acting_as(self.worker):
			set_daily_digest(True)
		self.preference = frappe.db.get_value(PREFERENCE, {"user": self.worker})

	def at(self, hour: int, days: int = 0):
		"""So many hours after midnight at the site."""
		day = add_days(today(), days)
		return freeze_time(datetime(day.year, day.month, day.day, hour, tzinfo=ZoneInfo("America/Toronto")))

	def send(self, hour: int = 7, days: int = 0) -> bool:
		with self.at(hour, days):
			return send_digest(self.preference)

	def letters(self) -> list:
		return letters_to(self.worker)

	def test_numbers_and_file_numbers(self):
		"""R-438, R-439: neither names nor attachments; nothing that points at a record."""
		self.assertTrue(self.send())
		(letter,) = self.letters()
		self.assertIn(self.client.file_number, letter.text)
		for name in ("Parwana", "Nurzai"):
			self.assertNotIn(name, letter.message + letter.text)
		self.assertFalse(letter.reference_doctype)
		self.assertFalse(letter.add_unsubscribe_link)
		self.assertIn(letter.attachments, (None, "", "[]"))
		self.assertNotIn("queue.unsubscribe", letter.text)

	def test_every_kind_of_work_has_its_words(self):
		"""R-458: whatever stands on Today is counted in the letter."""
		self.assertEqual({*kind_labels()}, {*Kind})
		items = [Item(kind, State.OVERDUE, Task.ATTEND, "C-1", "CSS Case", "x") for kind in Kind]
		self.assertEqual(letter(items).count("1 overdue (C-1)"), len(Kind))

	def test_once_a_day_in_the_morning_of_the_site(self):
		"""R-458, D-29: not before six and not after noon there."""
		sent = [self.send(hour) for hour in (0, 5, 12, 23, 6, 7)]
		self.assertEqual(sent, [False, False, False, False, True, False])
		self.assertTrue(self.send(6, days=1))
		self.assertEqual(len(self.letters()), 2)

	def test_in_the_language_of_the_user(self):
		"""R-450"""
		frappe.db.set_value("User", self.worker, "language", "fr")
		before = frappe.local.lang
		self.assertTrue(self.send())
		self.assertEqual(frappe.local.lang, before)

	def test_nothing_on_an_empty_day(self):
		"""R-458"""
		frappe.db.set_value(
			"CSS Enrolment", {"client": self.client.name}, {"status": "Exited", "exit_date": today()}
		)
		frappe.db.delete("CSS Case Access", {"user": self.worker, "css_case": ("!=", self.css_case.name)})
		self.assertFalse(self.send())
		self.assertFalse(frappe.db.get_value(PREFERENCE, self.preference, "digest_sent_on"))

	def test_only_who_wants_it_and_works_here(self):
		"""R-507: a leaver gets none."""
		with acting_as(self.worker):
			set_daily_digest(False)
			self.assertFalse(get_daily_digest())
		self.assertFalse(self.send())
		with acting_as(self.worker):
			set_daily_digest(True)
		frappe.db.set_value("CSS Staff", {"user": self.worker}, "active_to", add_days(today(), -1))
		self.assertFalse(self.send())

	def test_ones_own_alone(self):
		"""D-19: nobody reads, changes or makes the preference of somebody else."""
		with acting_as("second@test.example"):
			self.assertEqual(frappe.get_list(PREFERENCE, {"user": self.worker}), [])
			self.assertFalse(frappe.has_permission(PREFERENCE, "write", doc=self.preference))
			self.assertFalse(get_daily_digest())
			with self.assertRaises(frappe.PermissionError):
				frappe.get_doc(doctype=PREFERENCE, user="manager@test.example", daily_digest=1).insert()
			set_daily_digest(True)
			own = frappe.get_doc(PREFERENCE, {"user": "second@test.example"})
			own.user = self.worker
			self.assertRaises((NotYourOwn, frappe.PermissionError), own.save)
		with acting_as("analyst@test.example"), self.assertRaises(frappe.PermissionError):
			set_daily_digest(True)

	def test_a_form_that_was_open_does_not_send_it_again(self):
		"""R-458"""
		form = frappe.get_doc(PREFERENCE, self.preference)
		self.send()
		with acting_as(self.worker):
			form.digest_sent_on = None
			form.save()
		self.assertEqual(frappe.db.get_value(PREFERENCE, self.preference, "digest_sent_on"), today())
