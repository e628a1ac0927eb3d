"""What stands on the list, when, and until when (R-458, R-187)."""

import frappe
from frappe.utils import add_days, add_months, add_years

from css_case_mgmt.tests.appointments.records import make_appointment
from css_case_mgmt.tests.contacts.records import make_activity
from css_case_mgmt.tests.factories import (
	acting_as,
	complete_assessment,
	give_consent,
	make_assessment,
	make_case,
	make_client,
	make_consent,
	make_enrolment,
	make_member,
)
from css_case_mgmt.tests.periodic.records import complete_periodic, make_periodic
from css_case_mgmt.tests.referral.records import make_referral
from css_case_mgmt.tests.today.records import WORKER, TodayTestCase, quieten


def set_site(case: str, **settings) -> None:
	site = frappe.get_doc("CSS Site", frappe.db.get_value("CSS Case", case, "site"))
	for setting, value in settings.items():
		site.append("settings", {"setting": setting, "value": str(value)})
	site.save(ignore_permissions=True)


class TestAssessments(TodayTestCase):
	def test_first_nam_is_due_on_the_enrolment_date(self):
		"""R-150, R-187: due on the day, overdue from the next; it leads to the enrolment, where it is started."""
		enrolment = self.make_enrolled(self.today)
		(item,) = self.items(kind="NAM")
		self.assertEqual((item["state"], item["number"]), ("Due Today", 1))
		self.assertEqual((item["doctype"], item["name"]), ("CSS Enrolment", enrolment.name))
		frappe.db.set_value("CSS Enrolment", enrolment.name, "enrolment_date", add_days(self.today, -1))
		self.assertEqual(self.said("NAM"), [("Overdue", "Start Assessment", -1)])

	def test_next_nam_soon_from_the_notice_on(self):
		"""R-169, T-05: fourteen days before it comes soon, fifteen days before nobody speaks of it."""
		enrolment = self.make_enrolled(add_months(self.today, -4))
		complete_assessment(enrolment, answers=2)
		for days, expected in (
			(0, [("Due Today", "Start Assessment", 0)]),
			(14, [("Soon", "Start Assessment", 14)]),
			(15, []),
		):
			with self.subTest(days=days):
				start = add_months(add_days(self.today, days), -4)
				due = add_months(start, 4)
				frappe.db.set_value("CSS Enrolment", enrolment.name, "enrolment_date", start)
				if due == add_days(self.today, days):
					self.assertEqual(self.said("NAM"), expected)

	def test_a_draft_of_what_is_due_is_gone_on_with(self):
		"""R-458: one line, which leads to the draft; nothing is said twice."""
		enrolment = self.make_enrolled(add_days(self.today, -3))
		draft = make_assessment(enrolment)
		(item,) = self.items(kind="NAM")
		self.assertEqual((item["task"], item["name"]), ("Continue Assessment", draft.name))
		self.assertEqual(self.items(kind="Draft"), [])

	def test_a_draft_of_what_is_not_due_waits(self):
		"""R-458"""
		enrolment = self.make_quiet()
		draft = make_periodic(enrolment, self.today)
		(item,) = self.items(kind="Draft")
		self.assertEqual((item["state"], item["name"]), ("Waiting", draft.name))

	def test_periodic_beside_the_nam(self):
		"""R-180, R-187: a clock of its own, three months after the enrolment."""
		enrolment = self.make_enrolled(add_months(self.today, -3))
		quieten(enrolment)
		(item,) = self.items(kind="Periodic Assessment")
		self.assertEqual((item["state"], item["number"]), ("Due Today", 1))
		complete_periodic(enrolment, self.today)
		self.assertEqual(self.items(kind="Periodic Assessment"), [])

	def test_intervals_and_notice_of_the_site(self):
		"""R-156: the site's settings count."""
		enrolment = self.make_quiet()
		self.assertEqual(self.items(), [])
		set_site(enrolment.css_case, nam_interval_months=1)
		state = self.said("NAM")[0][0]
		self.assertIn(state, ("Overdue", "Due Today", "Soon"))


class TestPeople(TodayTestCase):
	def test_contact_after_ninety_days(self):
		"""R-411, T-13: on the ninetieth day still in time; who was never reached counts from the enrolment."""
		enrolment = self.make_enrolled(add_days(self.today, -90))
		self.assertEqual(self.said("Contact"), [("Due Today", "Reach", 0)])
		frappe.db.set_value("CSS Enrolment", enrolment.name, "enrolment_date", add_days(self.today, -91))
		self.assertEqual(self.said("Contact"), [("Overdue", "Reach", -1)])
		make_activity(enrolment.css_case, enrolment.client, successful=0, attempt_result="No Answer")
		self.assertEqual(self.said("Contact"), [("Overdue", "Reach", -1)])
		set_site(enrolment.css_case, contacts_counted="All Attempts")
		self.assertEqual(self.said("Contact"), [])

	def test_draft_of_an_activity_counts_nowhere_and_waits(self):
		"""R-458, T-13"""
		enrolment = self.make_enrolled(add_days(self.today, -91))
		activity = make_activity(enrolment.css_case, enrolment.client, is_final=False)
		self.assertEqual(len(self.said("Contact")), 1)
		(item,) = self.items(kind="Draft")
		self.assertEqual((item["name"], item["task"]), (activity.name, "Finish Draft"))

	def test_time_in_the_programme(self):
		"""R-361, R-372: overdue after 24 months."""
		self.make_enrolled(add_days(add_months(self.today, -24), -1))
		self.assertEqual(self.said("Programme Length")[0][:2], ("Overdue", "End Programme"))

	def test_citizenship(self):
		"""R-052: services end there; a person plans the exit."""
		enrolment = self.make_quiet()
		frappe.db.set_value("CSS Client", enrolment.client, "citizen_since", self.today)
		self.assertEqual(self.said("Citizenship"), [("Due Today", "Plan Exit", 0)])

	def test_nothing_is_due_for_the_dead(self):
		"""R-458, T-14"""
		enrolment = self.make_enrolled(add_months(self.today, -25))
		self.assertTrue(self.items())
		frappe.db.set_value("CSS Client", enrolment.client, "died_on", self.today)
		self.assertEqual(self.items(), [])

	def test_nor_for_those_who_left_the_programme(self):
		"""T-14: of the family remains that nobody is enrolled."""
		enrolment = self.make_enrolled(add_months(self.today, -25))
		frappe.db.set_value("CSS Enrolment", enrolment.name, "status", "Exited")
		self.assertEqual([item["kind"] for item in self.items()], ["Intake"])


class TestConsent(TodayTestCase):
	def test_missing_since_the_enrolment(self):
		"""R-112, R-458"""
		enrolment = self.make_enrolled(add_days(self.today, -2), consent=False)
		self.assertEqual(self.said("Consent"), [("Overdue", "Ask for Consent", -2)])
		with acting_as(WORKER):
			give_consent(enrolment.css_case, enrolment.client, self.today)
		self.assertEqual(self.said("Consent"), [])

	def test_ends_and_has_ended(self):
		"""R-119: thirty days before it ends; on its last day it still holds."""
		enrolment = self.make_enrolled(add_days(self.today, -60), consent=False)
		consent = make_consent(enrolment.css_case, enrolment.client, add_days(self.today, -60))
		for days, expected in (
			(31, []),
			(30, [("Soon", "Renew Consent", 30)]),
			(0, [("Due Today", "Renew Consent", 0)]),
			(-1, [("Overdue", "Renew Consent", -1)]),
		):
			with self.subTest(days=days):
				frappe.db.set_value("CSS Consent", consent.name, "valid_until", add_days(self.today, days))
				self.assertEqual(self.said("Consent"), expected)

	def test_begun_and_not_signed(self):
		"""R-118: it leads to the consent itself."""
		enrolment = self.make_enrolled(self.today, consent=False)
		consent = make_consent(enrolment.css_case, enrolment.client, self.today)
		frappe.db.set_value("CSS Consent", consent.name, "client_signature", "")
		(item,) = self.items(kind="Consent")
		self.assertEqual((item["task"], item["name"]), ("Complete Consent", consent.name))

	def test_who_has_withdrawn_is_not_asked(self):
		"""R-122"""
		enrolment = self.make_enrolled(self.today)
		name = frappe.db.get_value("CSS Consent", {"client": enrolment.client})
		frappe.get_doc("CSS Consent", name).withdraw()
		self.assertEqual(self.items(kind="Consent"), [])


class TestYoungPeople(TodayTestCase):
	def make_child(self, days_to_birthday: int) -> str:
		enrolment = self.make_quiet()
		born = add_years(add_days(self.today, days_to_birthday), -16)
		child = make_client(date_of_birth=born, given_names="Tahmineh").name
		make_member(enrolment.css_case, child, member_from=add_days(self.today, -30))
		self.css_case = enrolment.css_case
		return child

	def test_prepared_then_opened(self):
		"""R-046, T-09: ninety days before it is spoken of, from the birthday on it is to be opened."""
		child = self.make_child(80)
		for days, expected in (
			(91, []),
			(80, [("Waiting", "Prepare Own File")]),
			(14, [("Soon", "Prepare Own File")]),
			(0, [("Due Today", "Open Own File")]),
			(-3, [("Overdue", "Open Own File")]),
		):
			with self.subTest(days=days):
				born = add_years(add_days(self.today, days), -16)
				frappe.db.set_value("CSS Client", child, "date_of_birth", born)
				self.assertEqual([row[:2] for row in self.said("Own File")], expected)

	def test_done_with_the_enrolment(self):
		"""R-046: consent and needs assessment then have lines of their own."""
		child = self.make_child(-3)
		make_enrolment(self.css_case, child, self.today, consent=False)
		kinds = {item["kind"] for item in self.items() if item.get("client") == child}
		self.assertEqual(kinds, {"NAM", "Consent"})


class TestAppointments(TodayTestCase):
	def test_today_the_next_days_and_without_outcome(self):
		"""R-505, R-458: with whom, and at what time."""
		enrolment = self.make_quiet()
		with acting_as(WORKER):
			for day in (-5, 0, 3, 4):
				make_appointment(
					enrolment.css_case, enrolment.client, on=add_days(self.today, day), at="23:30"
				)
		found = self.items(kind="Appointment")
		self.assertEqual(
			[(item["state"], item["task"]) for item in found],
			[("Overdue", "Enter Outcome"), ("Due Today", "Attend"), ("Soon", "Attend")],
		)
		name = frappe.db.get_value("CSS Client", enrolment.client, "given_names")
		self.assertTrue(all(item["people"] == [name] and item["starts_on"] for item in found))

	def test_gone_once_the_outcome_is_known(self):
		"""R-505"""
		enrolment = self.make_quiet()
		with acting_as(WORKER):
			appointment = make_appointment(enrolment.css_case, enrolment.client, on=add_days(self.today, -1))
		frappe.db.set_value("CSS Appointment", appointment.name, "outcome", "Missed")
		self.assertEqual(self.items(kind="Appointment"), [])


class TestFamilies(TodayTestCase):
	def test_intake_until_somebody_is_enrolled(self):
		"""R-110, R-458"""
		with acting_as(WORKER):
			case = make_case()
		(item,) = self.items()
		self.assertEqual((item["kind"], item["state"], item["name"]), ("Intake", "Waiting", case.name))

	def test_naars_follow_up(self):
		"""R-506, D-30: from the third month it can be done, in the sixth it is due."""
		enrolment = self.make_quiet()
		for months, expected in (
			(2, []),
			(4, [("Waiting", "Follow Up")]),
			(6, [("Due Today", "Follow Up")]),
			(7, [("Overdue", "Follow Up")]),
		):
			with self.subTest(months=months):
				frappe.db.delete("CSS Inbound Referral")
				referral = make_referral(naars_date=add_months(self.today, -months))
				frappe.db.set_value(
					"CSS Inbound Referral",
					referral.name,
					{"css_case": enrolment.css_case, "client": enrolment.client, "status": "Accepted"},
				)
				if months != 6 or referral.naars_follow_up_due == self.today:
					self.assertEqual([row[:2] for row in self.said("NAARS Follow-up")], expected)
		frappe.db.set_value("CSS Inbound Referral", referral.name, "naars_followed_up_on", self.today)
		self.assertEqual(self.said("NAARS Follow-up"), [])
