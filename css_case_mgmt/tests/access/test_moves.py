"""Every move of a plan, a goal and a referral that is not legal, by each surface that saves a status
(R-208, R-214, R-301, D-24)."""

import json

import frappe
import frappe.client
from frappe.desk.doctype.bulk_update.bulk_update import submit_cancel_or_update_docs

from css_case_mgmt.tests.access.committed import names_by_table, take_out_everything_but
from css_case_mgmt.tests.factories import make_enrolment, today
from css_case_mgmt.tests.outgoing_referral.records import (
	OutgoingTestCase,
	consent_to,
	explain_everything,
	make_outgoing,
)
from css_case_mgmt.tests.plan.records import SIGNED, make_goal, make_plan

# From where a request may go where; whatever is not named here is refused.
PLAN = {"Draft": "Agreed, Closed", "Agreed": "", "Superseded": "", "Closed": ""}
GOAL = {
	"Open": "Achieved, Partly Achieved, Set Aside",
	"Achieved": "Open",
	"Partly Achieved": "Open",
	"Carried Over": "",
	"Set Aside": "Open",
}
REFERRAL = {
	"Draft": "Consented, Cancelled",
	"Consented": "Sent, Declined, Cancelled",
	"Sent": "Waitlisted, Accepted, In Progress, Completed, Declined, Missed, Cancelled",
	"Waitlisted": "Accepted, In Progress, Declined, Missed, Cancelled",
	"Accepted": "Waitlisted, In Progress, Completed, Declined, Missed, Cancelled",
	"In Progress": "Completed, Declined, Missed, Cancelled",
	"Completed": "",
	"Declined": "",
	"Missed": "Sent, Accepted, In Progress, Declined, Cancelled",
	"Cancelled": "",
}
INTERNAL = {**REFERRAL, "Draft": "Sent, Cancelled", "Consented": ""}


def by_value(record, values: dict) -> None:
	frappe.client.set_value(record.doctype, record.name, values)


def by_save(record, values: dict) -> None:
	stored = json.loads(frappe.get_doc(record.doctype, record.name).as_json())
	frappe.client.save({**stored, **values})


def in_bulk(record, values: dict) -> None:
	"""Reports what failed, and raises nothing."""
	submit_cancel_or_update_docs(record.doctype, json.dumps([record.name]), "update", json.dumps(values))


class TestIllegalMoves(OutgoingTestCase):
	"""The bulk edit commits; what it leaves is taken out again."""

	@classmethod
	def setUpClass(cls):
		super().setUpClass()
		frappe.db.commit()
		cls.addClassCleanup(take_out_everything_but, names_by_table())

	def roll_back(self):
		"""There is nothing left to go back to."""
		frappe.set_user("Administrator")

	def assert_moves(self, record, legal: dict[str, str], **values) -> None:
		"""Refused wherever it is not legal, even with everything that a step asks for."""
		for before, may_follow in legal.items():
			for after in (*legal, "Elsewhere"):
				if after in (before, *may_follow.split(", ")):
					continue
				for surface in (by_value, by_save, in_bulk):
					frappe.db.set_value(record.doctype, record.name, "status", before)
					frappe.db.commit()
					with self.subTest(record.doctype, before=before, after=after, by=surface.__name__):
						self.try_by(surface, record, {**values, "status": after})
						self.assertEqual(before, self.status_of(record))

	def try_by(self, surface, record, values: dict) -> None:
		try:
			surface(record, values)
		except frappe.ValidationError:
			frappe.db.rollback()
		frappe.clear_messages()

	def status_of(self, record) -> str:
		return frappe.db.get_value(record.doctype, record.name, "status")

	def test_plans_and_goals(self):
		"""R-208, R-214, D-24: and the same requests make a legal move."""
		plan = make_plan(make_enrolment(self.css_case.name, self.client.name))
		goal = make_goal(plan)
		ended = {"outcome_on": str(today()), "outcome_note": "As planned"}
		self.assert_moves(goal, GOAL, **ended)
		frappe.db.set_value(goal.doctype, goal.name, "status", "Open")
		self.try_by(in_bulk, goal, {**ended, "status": "Achieved"})
		self.assertEqual("Achieved", self.status_of(goal))
		agreed = {
			**SIGNED,
			"client_agreed_on": str(today()),
			"caseworker_agreed_on": str(today()),
			"closing_reason": "Moved away",
		}
		self.assert_moves(plan, PLAN, **agreed)
		frappe.db.set_value(plan.doctype, plan.name, "status", "Draft")
		self.try_by(in_bulk, plan, {**agreed, "status": "Agreed"})
		self.assertEqual("Agreed", self.status_of(plan))

	def test_referrals(self):
		"""R-301, D-24: outside and within the agency."""
		consent_to(*self.of_client, self.provider)
		answers = {"obtained": "Yes", "delay_reason": "The class was full"}
		for referral, legal in (
			(make_outgoing(*self.of_client, self.provider), REFERRAL),
			(make_outgoing(*self.of_client), INTERNAL),
		):
			explain_everything(referral)
			self.assert_moves(referral, legal, **answers)
			frappe.db.set_value(referral.doctype, referral.name, "status", "Draft")
			self.try_by(in_bulk, referral, {**answers, "status": legal["Draft"].split(", ")[0]})
			self.assertEqual(legal["Draft"].split(", ")[0], self.status_of(referral))
