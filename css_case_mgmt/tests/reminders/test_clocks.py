"""What each clock reminds of, on which day and once (R-169, R-046, R-052, R-119, R-361, R-372, R-411, R-506)."""

from datetime import date

import frappe
from frappe.utils import add_days, add_months, add_years

from css_case_mgmt.rules.working_days import add_working_days
from css_case_mgmt.tests import SiteTestCase
from css_case_mgmt.tests.factories import (
	NORTH,
	complete_assessment,
	make_client,
	make_consent,
	make_enrolment,
	make_family,
	make_member,
	today,
)
from css_case_mgmt.tests.reminders.records import remind_on, remind_through, stages_of


def working_days_after(day: date, count: int = 5) -> date:
	holidays = frappe.get_all("CSS Site Holiday", {"parent": NORTH}, pluck="holiday_date")
	return add_working_days(day, count, holidays)


class ClockTestCase(SiteTestCase):
	def setUp(self):
		super().setUp()
		self.today = today()
		self.css_case, self.client = make_family(member_from=add_years(self.today, -3))

	def enrol(self, enrolment_date: date, **values):
		return make_enrolment(self.css_case.name, self.client.name, enrolment_date, consent=False, **values)


class TestAssessments(ClockTestCase):
	def test_before_at_after_and_to_the_manager(self):
		"""R-169, D-01: A1 done at the enrolment, A2 due four months later, P1 three months after the enrolment."""
		enrolment = make_enrolment(self.css_case.name, self.client.name, add_months(self.today, -4))
		complete_assessment(enrolment, enrolment.enrolment_date, answers=2)
		due = add_months(enrolment.enrolment_date, 4)
		remind_through(enrolment.enrolment_date, add_days(due, 14))
		self.assertEqual(
			stages_of(enrolment.name, "NAM"),
			[
				(add_days(due, -14), "Before"),
				(due, "Due"),
				(add_days(due, 1), "Overdue"),
				(working_days_after(due), "Escalated"),
			],
		)
		periodic_due = add_months(enrolment.enrolment_date, 3)
		self.assertEqual(stages_of(enrolment.name, "Periodic Assessment")[1], (periodic_due, "Due"))

	def test_done_in_time_is_not_overdue(self):
		"""R-169: the day after an assessment it is the next one that counts; a corrected one counts once (D-21)."""
		enrolment = make_enrolment(self.css_case.name, self.client.name, add_months(self.today, -4))
		first = complete_assessment(enrolment, enrolment.enrolment_date, answers=2)
		second = complete_assessment(enrolment, self.today, answers=2)
		corrected = frappe.get_doc("CSS NAM Assessment", first.correct("Wrong answer"))
		corrected.submit()
		remind_through(add_days(self.today, -20), add_days(self.today, 10))
		due = add_months(enrolment.enrolment_date, 4)
		stages = [stage for _day, stage in stages_of(enrolment.name, "NAM")]
		self.assertNotIn("Overdue", stages)
		self.assertIn("Before", stages)
		self.assertTrue(second.name and due)

	def test_never_assessed_is_overdue_the_day_after_the_enrolment(self):
		"""R-169, R-151: A1 is due on the day of the enrolment."""
		enrolment = self.enrol(self.today)
		remind_through(self.today, add_days(self.today, 1))
		self.assertEqual(stages_of(enrolment.name, "NAM"), [(add_days(self.today, 1), "Overdue")])

	def test_what_was_entered_late_is_told_once(self):
		"""R-169, R-453: to worker and manager, and not again the day after."""
		enrolment = self.enrol(add_months(self.today, -3))
		remind_through(add_days(self.today, 1), add_days(self.today, 3))
		tomorrow = add_days(self.today, 1)
		self.assertEqual(stages_of(enrolment.name, "NAM"), [(tomorrow, "Escalated"), (tomorrow, "Overdue")])

	def test_nothing_after_the_exit_nor_for_the_dead(self):
		"""T-14: the day of the exit is the last one, and so is that of the death."""
		enrolment = self.enrol(add_months(self.today, -3))
		exited = {"status": "Exited", "exit_date": self.today}
		frappe.db.set_value("CSS Enrolment", enrolment.name, exited)
		self.assert_last_day(enrolment.name)
		frappe.db.set_value("CSS Enrolment", enrolment.name, {"status": "Active", "exit_date": None})
		frappe.db.set_value("CSS Client", self.client.name, "died_on", self.today)
		self.assert_last_day(enrolment.name)

	def assert_last_day(self, enrolment: str) -> None:
		remind_on(add_days(self.today, 1))
		self.assertEqual(stages_of(enrolment, "NAM"), [])
		remind_on(self.today)
		self.assertEqual(len(stages_of(enrolment, "NAM")), 2)
		frappe.db.delete("CSS Reminder", {"subject": enrolment})

	def test_a_late_run_knows_no_more_than_a_punctual_one(self):
		"""R-169: what happened on a day or later is not yet known in its morning."""
		enrolment = make_enrolment(self.css_case.name, self.client.name, add_days(self.today, -10))
		complete_assessment(enrolment, add_days(self.today, -5), answers=2)
		remind_through(add_days(self.today, -10), self.today)
		overdue = add_days(enrolment.enrolment_date, 1)
		self.assertIn((overdue, "Overdue"), stages_of(enrolment.name, "NAM"))

	def test_in_the_case_of_that_day(self):
		"""D-20, R-502: what is due after a move stands in the new case, what was due before stays."""
		enrolment = self.enrol(add_days(self.today, -40))
		other = frappe.get_doc(doctype="CSS Case", site=NORTH).insert().name
		moved = add_days(self.today, -20)
		frappe.db.set_value("CSS Case Member", {"client": self.client.name}, "member_to", moved)
		make_member(other, self.client.name, is_head=1, member_from=moved)
		frappe.db.set_value("CSS Enrolment", enrolment.name, "css_case", other)
		remind_on(add_days(self.today, -39))
		remind_on(add_days(self.today, -19))
		found = frappe.get_all(
			"CSS Reminder",
			filters={"subject": enrolment.name},
			fields=["css_case", "remind_on"],
			order_by="remind_on",
		)
		self.assertEqual(
			[(row.css_case, row.remind_on) for row in found][:1],
			[(self.css_case.name, add_days(self.today, -39))],
		)
		self.assertEqual({row.css_case for row in found[1:]}, {other})


class TestProgramme(ClockTestCase):
	def test_from_approaching_and_overdue(self):
		"""D-02, R-361, R-372: 8, 12, 18 and 24 months, then the manager."""
		enrolment = self.enrol(add_years(self.today, -2))
		remind_through(add_months(self.today, -24), add_days(self.today, 10))
		start = enrolment.enrolment_date
		self.assertEqual(
			stages_of(enrolment.name, "Programme Length"),
			[
				(add_months(start, 8), "Transition"),
				(add_months(start, 12), "Exit Possible"),
				(add_months(start, 18), "Approaching"),
				(add_months(start, 24), "Overdue"),
				(working_days_after(add_months(start, 24)), "Escalated"),
			],
		)

	def test_contact(self):
		"""R-411, T-13, T-14: 90 days after the enrolment, or after the last contact before that day."""
		enrolment = self.enrol(add_days(self.today, -100))
		remind_through(add_days(self.today, -30), self.today)
		due = add_days(self.today, -10)
		self.assertEqual(
			stages_of(enrolment.name, "Contact"),
			[
				(add_days(due, -14), "Before"),
				(due, "Due"),
				(add_days(due, 1), "Overdue"),
				(working_days_after(due), "Escalated"),
			],
		)

	def test_contact_reached(self):
		"""R-411, D-10: whoever was reached is not reminded of; a failed attempt does not count."""
		enrolment = self.enrol(add_days(self.today, -100))
		row = self.write_contact(add_days(self.today, -20))
		remind_through(add_days(self.today, -19), self.today)
		self.assertEqual(stages_of(enrolment.name, "Contact"), [])
		frappe.db.set_value("CSS Activity Participant", row, "successful", 0)
		remind_on(self.today)
		self.assertIn((self.today, "Overdue"), stages_of(enrolment.name, "Contact"))

	def write_contact(self, on: date) -> str:
		from css_case_mgmt.tests.contacts.records import make_activity

		activity = make_activity(self.css_case.name, self.client.name, on=on)
		return frappe.db.get_value("CSS Activity Participant", {"parent": activity.name}, "name")

	def test_citizen(self):
		"""R-052: once from the day after on, and the manager five working days later."""
		enrolment = self.enrol(add_months(self.today, -6))
		since = add_days(self.today, -2)
		frappe.db.set_value("CSS Client", self.client.name, "citizen_since", since)
		remind_through(since, add_days(self.today, 10))
		self.assertEqual(
			stages_of(enrolment.name, "Citizenship"),
			[(add_days(since, 1), "Due"), (working_days_after(since), "Escalated")],
		)


class TestConsent(ClockTestCase):
	def give(self, signed_on: date, last_day: date | None, **values):
		return make_consent(self.css_case.name, self.client.name, signed_on, valid_until=last_day, **values)

	def stages(self) -> list:
		return stages_of(self.client.name, "Consent")

	def test_ends(self):
		"""R-119: thirty days before, on the last day, the day after, then the manager."""
		self.enrol(add_months(self.today, -9))
		last = add_days(self.today, 5)
		self.give(add_months(self.today, -9), last)
		remind_through(add_days(last, -40), add_days(last, 14))
		self.assertEqual(
			self.stages(),
			[
				(add_days(last, -30), "Before"),
				(last, "Due"),
				(add_days(last, 1), "Overdue"),
				(working_days_after(last), "Escalated"),
			],
		)

	def test_renewed(self):
		"""R-119: from the day after a newer consent on, nothing more is said of the old one."""
		self.enrol(add_months(self.today, -9))
		last = add_days(self.today, -10)
		self.give(add_months(self.today, -9), last)
		self.give(add_days(last, -3), add_months(self.today, 12))
		remind_through(add_days(last, -10), self.today)
		self.assertEqual(self.stages(), [(add_days(last, -10), "Before")])

	def test_a_newer_one_without_signatures_is_none(self):
		"""R-118, R-119: dates alone renew nothing."""
		self.enrol(add_months(self.today, -9))
		self.give(add_months(self.today, -9), add_days(self.today, -10))
		newer = self.give(add_days(self.today, -15), add_months(self.today, 12))
		frappe.db.set_value("CSS Consent", newer.name, "client_signature", None)
		remind_on(self.today)
		self.assertIn((self.today, "Overdue"), self.stages())

	def test_withdrawn(self):
		"""R-122: whoever has withdrawn is not asked; before the withdrawal she was."""
		self.enrol(add_months(self.today, -9))
		last = add_days(self.today, 3)
		consent = self.give(add_months(self.today, -9), last)
		frappe.db.set_value("CSS Consent", consent.name, "withdrawn_on", self.today)
		remind_through(add_days(last, -30), add_days(last, 5))
		self.assertEqual(self.stages(), [(add_days(last, -30), "Before")])

	def test_end_of_the_guardians(self):
		"""T-09, D-09: a child's guardian gave it until the day before the sixteenth birthday."""
		self.enrol(add_months(self.today, -9))
		birthday = add_days(self.today, 10)
		frappe.db.set_value("CSS Client", self.client.name, "date_of_birth", add_years(birthday, -16))
		guardian = {"given_by": "Guardian", "guardian_name": "A parent", "guardian_authority": "Parent"}
		self.give(add_months(self.today, -3), None, **guardian)
		remind_through(add_days(birthday, -2), birthday)
		self.assertEqual(
			self.stages(),
			[
				(add_days(birthday, -2), "Before"),
				(add_days(birthday, -1), "Due"),
				(birthday, "Overdue"),
			],
		)

	def test_not_for_the_exited(self):
		"""R-119"""
		enrolment = self.enrol(add_months(self.today, -9))
		self.give(add_months(self.today, -9), self.today)
		frappe.db.set_value("CSS Enrolment", enrolment.name, {"status": "Exited", "exit_date": self.today})
		remind_on(add_days(self.today, 1))
		self.assertEqual(self.stages(), [])


class TestOwnFile(ClockTestCase):
	def make_child(self, birthday: date) -> str:
		child = make_client(date_of_birth=add_years(birthday, -16)).name
		make_member(self.css_case.name, child, member_from=add_days(self.today, -400))
		return child

	def test_foreseen_on_the_day_and_after_it(self):
		"""R-046: ninety days before, on the birthday and after it, while something is missing."""
		birthday = add_days(self.today, -1)
		child = self.make_child(birthday)
		remind_through(add_days(birthday, -100), self.today)
		self.assertEqual(
			stages_of(child, "Own File"),
			[(add_days(birthday, -90), "Before"), (birthday, "Due"), (self.today, "Overdue")],
		)

	def test_complete(self):
		"""R-046: enrolled, with consent, charter and assessment of the own: from the day after on."""
		child = self.make_child(add_days(self.today, -3))
		enrolment = make_enrolment(self.css_case.name, child, add_days(self.today, -2))
		complete_assessment(enrolment, add_days(self.today, -1), answers=2)
		remind_through(add_days(self.today, -3), self.today)
		days = [day for day, _stage in stages_of(child, "Own File")]
		self.assertEqual(days, [add_days(self.today, -3), add_days(self.today, -2)])
