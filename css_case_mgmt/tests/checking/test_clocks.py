"""Gaps in the clocks: reminders, levels, numbers, due dates (D-01, D-06, D-21, R-169)."""

import frappe
from frappe.utils import add_days, add_months, getdate, now_datetime

from css_case_mgmt.checking import due_dates, levels, numbers, reminder_days
from css_case_mgmt.rules.nam_schedule import slot_date
from css_case_mgmt.tests.checking.records import CheckingTestCase, copy_of, found_by, take_out, write
from css_case_mgmt.tests.factories import (
	NORTH,
	complete_assessment,
	make_assessment,
	today,
)
from css_case_mgmt.tests.plan.records import make_agreed_plan, make_plan
from css_case_mgmt.tests.referral.records import make_referral
from css_case_mgmt.tests.reminders.records import remind_on

SITE, ENROLMENT, LEVEL, REFERRAL = "CSS Site", "CSS Enrolment", "CSS Enrolment Level", "CSS Inbound Referral"
NAM, CLIENT = "CSS NAM Assessment", "CSS Client"


class TestReminders(CheckingTestCase):
	def test_days_that_were_never_worked_off(self):
		"""R-169: the job has the whole of a day for it."""
		look = reminder_days.days_without_reminders
		write(SITE, NORTH, reminded_until=add_days(today(), -1))()
		behind = write(SITE, NORTH, reminded_until=add_days(today(), -3))
		self.assert_found(look, "days_without_reminders", SITE, NORTH, behind)
		ahead = write(SITE, NORTH, reminded_until=add_days(today(), 1))
		self.assert_found(look, "reminders_ahead_of_today", SITE, NORTH, ahead)
		long_ago = {"reminded_until": None, "creation": add_days(now_datetime(), -2)}
		self.assert_found(look, "no_reminders_yet", SITE, NORTH, write(SITE, NORTH, **long_ago))

	def test_it_says_how_many_days(self):
		"""R-169: two whole days; today's is not late yet."""
		write(SITE, NORTH, reminded_until=add_days(today(), -3))()
		said = [each.problem for each in reminder_days.days_without_reminders() if each.name == NORTH]
		self.assertEqual(said, ["Reminders of 2 days were never worked off."])

	def test_a_day_turned_back(self):
		"""R-169"""
		remind_on(today())
		look = reminder_days.days_turned_back
		plant = write(SITE, NORTH, reminded_until=add_days(today(), -1))
		self.assert_found(look, "reminders_turned_back", SITE, NORTH, plant)

	def test_days_left_out(self):
		"""R-169, R-361: the ledger has no row of what was reached, though the day counts as worked off."""
		long_ago = add_days(now_datetime(), -90)
		write(ENROLMENT, self.enrolment.name, modified=long_ago)()
		write(CLIENT, self.client.name, modified=long_ago)()
		remind_on(today())
		write(SITE, NORTH, modified=long_ago)()
		frappe.db.sql(
			"update tabSingles set value = %s where doctype = 'CSS Settings' and field = 'modified'", long_ago
		)
		frappe.clear_document_cache("CSS Settings", "CSS Settings")
		reached = {"subject": self.enrolment.name, "clock": "Programme Length"}
		reminders = frappe.get_all("CSS Reminder", filters=reached, pluck="name")
		self.assertTrue(reminders)
		look = reminder_days.stages_left_out
		found = ("reminder_left_out", ENROLMENT, self.enrolment.name)
		self.assert_found(look, *found, lambda: [take_out("CSS Reminder", name)() for name in reminders])
		write(ENROLMENT, self.enrolment.name, modified=now_datetime())()
		for name in reminders:
			take_out("CSS Reminder", name)()
		self.assertNotIn(found, found_by(look), "It was changed since, and is for the next day.")


class TestLevels(CheckingTestCase):
	look = staticmethod(levels.broken_level_histories)

	def assert_level(self, check: str, plant) -> None:
		self.assert_found(self.look, check, ENROLMENT, self.enrolment.name, plant)

	def test_histories(self):
		"""D-06, R-185"""
		row, since = self.enrolment.levels[0], self.enrolment.enrolment_date
		self.assert_level("no_level", take_out(LEVEL, row.name))
		self.assert_level("no_level", write(LEVEL, row.name, needs_level=""))
		for day in (add_days(since, 1), add_days(since, -1)):
			self.assert_level("level_not_from_enrolment_date", write(LEVEL, row.name, level_from=day))
		self.assert_level(
			"level_not_that_of_history", write(ENROLMENT, self.enrolment.name, needs_level="Low")
		)
		again = copy_of(LEVEL, row.name, idx=2, level_from=add_months(since, 1))
		self.assert_level("levels_out_of_order", again)


class TestNumbers(CheckingTestCase):
	def assert_number(self, check: str, doctype: str, name: str, plant) -> None:
		self.assert_found(numbers.broken_numbers, check, doctype, name, plant)

	def test_assessments(self):
		"""D-21, R-156"""
		first = complete_assessment(self.enrolment, answers=2)
		name = self.enrolment.name
		self.assert_number("numbers_with_a_gap", ENROLMENT, name, write(NAM, first.name, sequence=2))
		self.assert_number("numbers_with_a_gap", ENROLMENT, name, write(NAM, first.name, revision=1))
		plant = copy_of(NAM, first.name, sequence=3)
		self.assert_number("numbers_with_a_gap", ENROLMENT, name, plant)

	def test_corrections_have_the_number_of_the_original(self):
		"""D-21"""
		complete_assessment(self.enrolment, answers=2).correct("A wrong answer")
		self.assertFalse(
			[each for each in found_by(numbers.broken_numbers) if each[2] == self.enrolment.name]
		)

	def test_plans_and_episodes(self):
		"""R-104, R-205"""
		plan = make_agreed_plan(self.enrolment)
		plant = write(plan.doctype, plan.name, revision=2)
		self.assert_number("numbers_with_a_gap", ENROLMENT, self.enrolment.name, plant)
		plant = write(ENROLMENT, self.enrolment.name, episode=3)
		self.assert_number("numbers_with_a_gap", CLIENT, self.client.name, plant)

	def test_drafts(self):
		"""D-21: one at a time."""
		draft, plan = make_assessment(self.enrolment), make_plan(self.enrolment)
		look, name = numbers.broken_drafts, self.enrolment.name
		second = copy_of(NAM, draft.name, sequence=2, open_draft_of=None)
		self.assert_found(look, "two_open_drafts", ENROLMENT, name, second)
		second = copy_of(plan.doctype, plan.name, revision=2, open_draft_of=None)
		self.assert_found(look, "two_open_drafts", ENROLMENT, name, second)
		for plant in (
			write(NAM, draft.name, open_draft_of=None),
			write(NAM, draft.name, draft_status="Abandoned"),
			write(NAM, draft.name, draft_status="Completed", docstatus=1),
		):
			self.assert_found(look, "draft_not_what_it_says", NAM, draft.name, plant)

	def test_two_revisions_that_count(self):
		"""D-21"""
		first = complete_assessment(self.enrolment, answers=2)
		plant = copy_of(NAM, first.name, revision=1)
		look = numbers.two_revisions
		self.assert_found(look, "two_revisions_count", ENROLMENT, self.enrolment.name, plant)


class TestDueDates(CheckingTestCase):
	def test_assessments(self):
		"""D-01, D-21: counted from the enrolment date, at its present place."""
		first, name = complete_assessment(self.enrolment, answers=2), self.enrolment.name
		look = due_dates.due_dates_of_assessments
		later = add_days(first.due_date, 1)
		for plant in (
			write(NAM, first.name, due_date=later),
			write(NAM, first.name, due_date=None),
			write(NAM, first.name, timepoint_month=4),
			write(ENROLMENT, name, enrolment_date=add_days(self.enrolment.enrolment_date, -1)),
		):
			self.assert_found(look, "due_date_not_that_of_slot", NAM, first.name, plant)
		early = write(NAM, first.name, assessment_date=add_days(self.enrolment.enrolment_date, -1))
		self.assert_found(look, "assessment_outside_enrolment", NAM, first.name, early)

	def test_ends_of_months(self):
		"""D-01, T-05: the database clamps as the rule does."""
		for day in ("2024-10-31", "2023-12-31"):
			anchor = getdate(day)
			in_database = frappe.db.sql("select timestampadd(month, 4, %s)", anchor)[0][0]
			self.assertEqual(getdate(in_database), slot_date(anchor, 4))

	def test_slots(self):
		"""D-21: the nearest, by the interval that holds; what is older than the settings is left alone."""
		first = complete_assessment(self.enrolment, answers=2)
		look, found = due_dates.slots_of_assessments, ("slot_not_the_nearest", NAM, first.name)
		other = {"timepoint_month": 8, "due_date": add_months(self.enrolment.enrolment_date, 8)}
		self.assert_found(look, *found, write(NAM, first.name, **other))
		write(NAM, first.name, **other, creation=add_days(now_datetime(), -4000))()
		self.assertNotIn(found, found_by(look))

	def test_follow_ups_of_naars(self):
		"""D-30"""
		frappe.set_user("Administrator")
		referral = make_referral(naars_date=add_months(today(), -1), naars_provider_type="RAP")
		look = due_dates.follow_ups_of_naars
		for plant in (
			write(REFERRAL, referral.name, naars_follow_up_due=add_days(referral.naars_follow_up_due, 1)),
			write(REFERRAL, referral.name, naars_follow_up_opens=None),
			write(REFERRAL, referral.name, naars_date=None),
		):
			self.assert_found(look, "follow_up_not_that_of_naars", REFERRAL, referral.name, plant)
