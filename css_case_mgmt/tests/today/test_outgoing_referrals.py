"""Referrals to services on the list of today (R-307, R-309, R-313)."""

import frappe
from frappe.utils import add_days

from css_case_mgmt.tests.factories import acting_as
from css_case_mgmt.tests.outgoing_referral.records import explain_everything, make_outgoing
from css_case_mgmt.tests.today.records import COLLEAGUE, WORKER, TodayTestCase

KIND = "Service Referral"


class TestOutgoingReferrals(TodayTestCase):
	def setUp(self) -> None:
		super().setUp()
		self.enrolment = self.make_quiet()
		self.of_client = (self.enrolment.css_case, self.enrolment.client)

	def make_sent(self, **values):
		with acting_as(WORKER):
			referral = make_outgoing(*self.of_client)
			explain_everything(referral)
			referral.take_step("Sent")
		if values:
			frappe.db.set_value("CSS Referral", referral.name, values)
		return referral

	def test_follow_up_on_every_boundary_day(self):
		"""R-307, R-313: it comes soon from fourteen days before, is due on the day and overdue the day after."""
		referral = self.make_sent()
		for days, state in ((15, None), (14, "Soon"), (0, "Due Today"), (-1, "Overdue")):
			frappe.db.set_value("CSS Referral", referral.name, "follow_up_due", add_days(self.today, days))
			expected = [(state, "Follow Up Referral", days)] if state else []
			self.assertEqual(expected, self.said(KIND), days)
		self.assertEqual([], self.said(KIND, COLLEAGUE))

	def test_followed_up(self):
		"""R-307: once somebody has asked, the next follow-up is a while off."""
		referral = self.make_sent(follow_up_due=add_days(self.today, -1))
		with acting_as(WORKER):
			frappe.get_doc("CSS Referral", referral.name).record_follow_up(
				follow_up_due=add_days(self.today, 20)
			)
		self.assertEqual([], self.said(KIND))

	def test_a_missed_appointment_that_nobody_asks_about(self):
		"""R-309, R-313: it waits, and is overdue once its follow-up is."""
		missed = self.make_sent()
		with acting_as(WORKER):
			frappe.get_doc("CSS Referral", missed.name).take_step("Missed", told_by="Provider")
		for days, state in ((0, "Waiting"), (-1, "Overdue")):
			frappe.db.set_value("CSS Referral", missed.name, "follow_up_due", add_days(self.today, days))
			due = days if state == "Overdue" else None
			self.assertEqual([(state, "Ask About Missed", due)], self.said(KIND))

	def test_ends_with_the_enrolment(self):
		"""R-307: nobody follows up for somebody who has left."""
		referral = self.make_sent()
		self.assertEqual(self.enrolment.name, referral.enrolment)
		self.assertTrue(self.said(KIND))
		frappe.db.set_value("CSS Enrolment", self.enrolment.name, "status", "Exited")
		self.assertEqual([], self.said(KIND))

	def test_what_waits(self):
		"""R-301, R-309: a draft, one consented to and a missed appointment wait; what has ended does not."""
		with acting_as(WORKER):
			make_outgoing(*self.of_client)
		missed, ended = self.make_sent(), self.make_sent()
		with acting_as(WORKER):
			missed = frappe.get_doc("CSS Referral", missed.name)
			missed.take_step("Missed", told_by="Provider")
			frappe.get_doc("CSS Referral", ended.name).take_step("Cancelled")
		self.assertCountEqual(
			[("Waiting", "Prepare Referral", None), ("Waiting", "Ask About Missed", None)], self.said(KIND)
		)
