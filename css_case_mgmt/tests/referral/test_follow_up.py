"""The follow-up of the NAARS settlement plan (R-506, D-30)."""

from datetime import date

import frappe
from frappe.utils import add_days, add_months, getdate

from css_case_mgmt.api.referral import get_standing
from css_case_mgmt.case_document import DateRefused
from css_case_mgmt.tests import SiteTestCase
from css_case_mgmt.tests.factories import NORTH, acting_as, make_caseworker, make_manager, today
from css_case_mgmt.tests.referral.records import (
	accept_as,
	make_intake_worker,
	make_referral,
	make_triaged_referral,
)
from css_case_mgmt.tests.reminders.records import remind_on, reminders_of


def first_naars_still_closed(on: date) -> date:
	"""The first NAARS whose follow-up opens after a day: three months from several days end on the last of a month."""
	day = getdate(add_months(on, -3))
	while getdate(add_months(day, 3)) <= on:
		day = add_days(day, 1)
	return day


class TestFollowUp(SiteTestCase):
	@classmethod
	def setUpClass(cls):
		super().setUpClass()
		cls.intake = make_intake_worker()
		cls.manager = make_manager()
		cls.worker = make_caseworker()

	def reminded(self, referral) -> list:
		"""(stage, case) of what is reminded of until tomorrow: today's decisions count from then on."""
		for day in (today(), add_days(today(), 1)):
			remind_on(day)
		return reminders_of(referral.name, "stage", "css_case")

	def accepted(self, naars_date, caseworker: str | None = None):
		with acting_as(self.manager):
			referral = make_triaged_referral(naars_date=naars_date)
		css_case = accept_as(self.manager, referral)["css_case"]
		if caseworker:
			with acting_as(self.manager):
				frappe.get_doc(
					doctype="CSS Case Access", css_case=css_case, user=caseworker, kind="Assigned"
				).insert()
		referral.reload()
		return referral

	def test_dates_follow_from_the_naars(self):
		"""R-506, D-30: three and six months, and what the site has set instead."""
		referral = make_referral(naars_date="2026-01-31")
		self.assertEqual(
			(referral.naars_follow_up_opens, referral.naars_follow_up_due),
			(getdate("2026-04-30"), getdate("2026-07-31")),
		)
		site = frappe.get_doc("CSS Site", NORTH)
		site.append("settings", {"setting": "naars_follow_up_months", "value": "4"})
		site.save()
		referral.save()
		self.assertEqual(referral.naars_follow_up_due, getdate("2026-05-31"))

	def test_reminded_once_it_opens(self):
		"""R-506: not the day before; once however often the day's job runs; in the case once there is one."""
		closed = self.accepted(first_naars_still_closed(add_days(today(), 1)), self.worker)
		opened = self.accepted(add_months(today(), -3), self.worker)
		received = add_days(today(), -3)
		for referral in (closed, opened):
			values = {"decided_on": received, "received_on": received}
			frappe.db.set_value("CSS Inbound Referral", referral.name, values)
		for _time in range(2):
			self.assertEqual(self.reminded(closed), [])
			self.assertEqual(self.reminded(opened), [("Before", opened.css_case)])
		with acting_as(self.worker):
			self.assertTrue(frappe.get_list("CSS Reminder", {"subject": opened.name}))

	def test_before_there_is_a_case(self):
		"""R-506, D-19: for the site's intake alone."""
		with acting_as(self.manager):
			referral = make_triaged_referral(naars_date=add_months(today(), -4))
		self.assertEqual(self.reminded(referral), [("Before", None)])
		for user, expected in ((self.intake, 1), (self.worker, 0)):
			with acting_as(user):
				self.assertEqual(len(frappe.get_list("CSS Reminder", {"subject": referral.name})), expected)

	def test_reminded_again_once_overdue(self):
		"""R-506, D-30: the day after it was due."""
		overdue = self.accepted(add_days(add_months(today(), -6), -3))
		self.assertEqual([stage for stage, _case in self.reminded(overdue)], ["Overdue"])

	def test_recorded_by_the_caseworker(self):
		"""R-506: who does it may write it down, nothing else; then nobody is reminded any more."""
		referral = self.accepted(add_months(today(), -4), self.worker)
		with acting_as(self.worker):
			self.assertTrue(get_standing(referral.name)["may_record_follow_up"])
			mine = frappe.get_doc("CSS Inbound Referral", referral.name)
			mine.assets = "Speaks four languages"
			self.assertRaises(frappe.PermissionError, mine.save)
			mine.record_follow_up(str(today()))
			self.assertEqual(get_standing(referral.name)["follow_up"], "Done")
		remind_on(add_days(today(), 1))
		self.assertEqual(reminders_of(referral.name), [])
		referral.reload()
		self.assertFalse(referral.assets)

	def test_recorded_on_a_believable_day(self):
		"""R-506: not before the NAARS, not in the future; early is possible and pointed out."""
		referral = self.accepted(add_months(today(), -2), self.worker)
		for day in (add_days(today(), 1), add_months(today(), -3)):
			with acting_as(self.worker), self.assertRaises(DateRefused):
				referral.record_follow_up(str(day))
		frappe.clear_messages()
		with acting_as(self.worker):
			referral.record_follow_up(str(today()))
		self.assertTrue(frappe.message_log)

	def test_nothing_to_follow_up_after_a_return(self):
		"""R-506: a returned referral is followed up by the provider that did the NAARS."""
		with acting_as(self.intake):
			referral = make_referral(naars_date=add_months(today(), -5))
			referral.return_to_sender("Information Missing")
		remind_on(add_days(today(), 1))
		self.assertEqual(reminders_of(referral.name), [])
		self.assertIsNone(get_standing(referral.name)["follow_up"])
		other = make_caseworker("second@test.example")
		with acting_as(other):
			self.assertRaises(frappe.PermissionError, referral.record_follow_up, str(today()))

	def test_nobody_sets_a_step_along_with_the_date(self):
		"""R-081: recording the follow-up is no way to a status."""
		referral = self.accepted(add_months(today(), -4), self.worker)
		with acting_as(self.worker):
			forged = frappe.get_doc({**referral.as_dict(), "status": "Received"})
			forged.record_follow_up(str(today()))
		self.assertEqual(frappe.db.get_value("CSS Inbound Referral", referral.name, "status"), "Accepted")
