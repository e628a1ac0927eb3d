"""What an approved exit closes, all of it or nothing (R-378, R-380, D-24)."""

from unittest.mock import patch

import frappe
import frappe.client
from frappe.utils import add_days, getdate

from css_case_mgmt import closing
from css_case_mgmt.asking import ask
from css_case_mgmt.closed_files import FileClosed
from css_case_mgmt.closing import ExitNotPossible, close_enrolment
from css_case_mgmt.css_case_mgmt.doctype.css_enrolment.css_enrolment import EnrolmentRefused
from css_case_mgmt.tests.appointments.records import make_appointment
from css_case_mgmt.tests.exits.records import (
	APPROVED,
	EXITED,
	READY,
	ExitTestCase,
	make_enrolled,
	make_ready,
	make_unplanned,
	unplanned_exit,
)
from css_case_mgmt.tests.factories import (
	acting_as,
	give_access,
	make_assessment,
	make_client,
	make_enrolment,
	make_member,
)
from css_case_mgmt.tests.periodic.records import make_periodic
from css_case_mgmt.tests.plan.records import make_goal

EXIT, ENROLMENT = "CSS Exit", "CSS Enrolment"
STEPS = (
	"abandon_drafts",
	"close_plan",
	"cancel_appointments",
	"hand_over",
	"end",
	"close_tasks_of",
	"close_case",
	"end_access",
	"write_caseworker",
)


class TestClosing(ExitTestCase):
	def stored(self, doctype: str, name: str, *fieldnames: str) -> tuple:
		found = frappe.db.get_value(doctype, name, list(fieldnames), as_dict=True)
		return tuple(found[fieldname] for fieldname in fieldnames)

	def test_the_enrolment_ends(self):
		"""R-371, R-380: with the day and the reason of the exit."""
		leaving = make_ready(exit_date=add_days(self.today, -1), plan_reviewed_on=add_days(self.today, -8))
		leaving.css_exit.move(READY)
		self.approve(leaving.css_exit)
		self.assertEqual(
			self.stored(ENROLMENT, leaving.enrolment.name, "status", "exit_date", "exit_reason"),
			("Exited", add_days(self.today, -1), "Graduated"),
		)
		self.assertEqual(self.stored(EXIT, leaving.css_exit.name, "workflow_state"), (EXITED,))

	def test_what_goes_on_with_it(self):
		"""R-378: drafts are abandoned, the plan is closed, nobody is expected, nothing is asked for any more."""
		leaving = make_ready()
		plan = frappe.get_doc("CSS Settlement Plan", {"enrolment": leaving.enrolment.name})
		goal = make_goal(plan)
		drafts = (
			make_assessment(leaving.enrolment, self.today),
			make_periodic(leaving.enrolment, self.today),
		)
		coming = make_appointment(leaving.case, leaving.client, on=add_days(self.today, 3))
		ask(self.worker, "See to it", doctype=ENROLMENT, name=leaving.enrolment.name)
		ask(self.worker, "See to it", doctype="CSS Settlement Plan", name=plan.name)
		leaving.css_exit.move(READY)
		self.approve(leaving.css_exit)
		for draft in drafts:
			status, reason = self.stored(draft.doctype, draft.name, "draft_status", "abandoned_reason")
			self.assertEqual(status, "Abandoned")
			self.assertTrue(reason)
		self.assertEqual(
			self.stored("CSS Settlement Plan", plan.name, "status", "closed_on"), ("Closed", self.today)
		)
		self.assertEqual(self.stored("CSS Goal", goal.name, "status"), ("Carried Over",))
		self.assertEqual(self.stored("CSS Appointment", coming.name, "outcome"), ("Cancelled",))
		names = (leaving.enrolment.name, plan.name, leaving.css_exit.name)
		self.assertFalse(frappe.db.exists("ToDo", {"reference_name": ("in", names), "status": "Open"}))

	def test_what_is_on_the_last_day_stays(self):
		"""R-378: the appointment of today is kept; it is the interview, perhaps."""
		css_exit = make_unplanned(exit_date=self.today)
		coming = make_appointment(css_exit.css_case, css_exit.client)
		css_exit.move(READY)
		self.approve(css_exit)
		self.assertFalse(self.stored("CSS Appointment", coming.name, "outcome")[0])

	def test_handed_over_with_the_consent(self):
		"""R-368, R-374: a disclosure that names the consent; without a hand-over there is none."""
		leaving = make_ready()
		leaving.css_exit.move(READY)
		self.approve(leaving.css_exit)
		(disclosure,) = frappe.get_all("CSS Disclosure", {"client": leaving.client}, ["recipient", "consent"])
		self.assertEqual(disclosure.recipient, leaving.provider.provider_name)
		handed_over_on, consent = self.stored(
			EXIT, leaving.css_exit.name, "handed_over_on", "handover_consent"
		)
		self.assertEqual((handed_over_on, consent), (self.today, disclosure.consent))
		other = make_ready(handover="Client Declines")
		other.css_exit.move(READY)
		self.approve(other.css_exit)
		self.assertFalse(frappe.db.exists("CSS Disclosure", {"client": other.client}))
		self.assertIsNone(self.stored(EXIT, other.css_exit.name, "handed_over_on")[0])

	def test_the_last_of_the_family(self):
		"""R-378: while somebody of the case is enrolled it stays open; afterwards access ends with the hand-over."""
		case, _client, enrolment = make_enrolled()
		child = make_client()
		make_member(case, child.name, member_from=add_days(self.today, -90))
		second = make_enrolment(case, child.name, add_days(self.today, -80))
		with acting_as(self.manager):
			give_access(case, self.colleague)
		css_exit = unplanned_exit(enrolment.name)
		css_exit.move(READY)
		self.approve(css_exit)
		self.assertEqual(self.stored("CSS Case", case, "status"), ("Open",))
		access = {"css_case": case, "user": self.worker}
		self.assertIsNone(frappe.db.get_value("CSS Case Access", access, "access_until"))
		last = unplanned_exit(second.name, access_until=add_days(self.today, 30))
		last.move(READY)
		self.approve(last)
		self.assertEqual(self.stored("CSS Case", case, "status", "caseworker"), ("Closed", self.worker))
		self.assertEqual(
			frappe.db.get_value("CSS Case Access", access, "access_until"), add_days(self.today, 30)
		)
		# What ends earlier is not made longer.
		shared = {"css_case": case, "user": self.colleague}
		self.assertEqual(
			frappe.db.get_value("CSS Case Access", shared, "access_until"), add_days(self.today, 9)
		)
		self.assertTrue(frappe.has_permission("CSS Case", "read", doc=case, user=self.worker))

	def test_days_of_the_setting(self):
		"""R-378: fourteen after the last day; a day that has gone by still leaves today."""
		for exit_date, until in (
			(self.today, add_days(self.today, 14)),
			(add_days(self.today, -60), self.today),
		):
			css_exit = make_unplanned(exit_date=exit_date)
			css_exit.move(READY)
			self.approve(css_exit)
			found = frappe.db.get_value("CSS Case Access", {"css_case": css_exit.css_case}, "access_until")
			self.assertEqual(getdate(found), getdate(until))

	def test_broken_anywhere_leaves_everything(self):
		"""D-24: whatever fails on the way, the exit waits as before, and nothing is closed."""
		leaving = make_ready()
		make_assessment(leaving.enrolment, self.today)
		make_appointment(leaving.case, leaving.client, on=add_days(self.today, 3))
		leaving.css_exit.move(READY)
		before = self.picture(leaving)
		for step in STEPS:
			with self.subTest(step), patch.object(closing, step, side_effect=RuntimeError(step)):
				frappe.db.savepoint("approval")
				self.assertRaises(RuntimeError, self.approve, leaving.css_exit)
				frappe.db.rollback(save_point="approval")
				self.assertEqual(self.picture(leaving), before)
		self.approve(leaving.css_exit)
		self.assertEqual(self.stored(ENROLMENT, leaving.enrolment.name, "status"), ("Exited",))

	def picture(self, leaving) -> list:
		of_client = {"client": leaving.client}
		return [
			self.stored(EXIT, leaving.css_exit.name, "workflow_state", "approved_by", "handed_over_on"),
			self.stored(ENROLMENT, leaving.enrolment.name, "status", "exit_date"),
			self.stored("CSS Case", leaving.case, "status"),
			frappe.get_all("CSS Exit Decision", {"parent": leaving.css_exit.name}, pluck="state"),
			frappe.get_all("CSS NAM Assessment", of_client, ["name", "draft_status"], order_by="name"),
			frappe.get_all("CSS Settlement Plan", of_client, ["name", "status"], order_by="name"),
			frappe.get_all("CSS Appointment", {"css_case": leaving.case}, ["name", "outcome"]),
			frappe.get_all("CSS Disclosure", of_client, pluck="name"),
			frappe.get_all("CSS Case Access", {"css_case": leaving.case}, ["name", "access_until"]),
			frappe.get_all(
				"ToDo", {"reference_name": leaving.css_exit.name}, ["name", "status"], order_by="name"
			),
		]

	def test_ended_once(self):
		"""R-380: an enrolment that has ended is not ended again, and stays ended."""
		css_exit = make_unplanned()
		css_exit.move(READY)
		self.approve(css_exit)
		self.assertRaises(ExitNotPossible, close_enrolment, css_exit)
		enrolment = frappe.get_doc(ENROLMENT, css_exit.enrolment)
		enrolment.update({"status": "Active", "exit_date": None, "exit_reason": None})
		self.assertRaises((EnrolmentRefused, FileClosed), enrolment.save)

	def test_nobody_ends_an_enrolment_by_hand(self):
		"""R-358: neither the manager nor a request that says that it closes; what was imported may say so."""
		_case, _client, enrolment = make_enrolled()
		by_hand = {"status": "Exited", "exit_date": self.today, "exit_reason": "Withdrew"}
		for user in (self.worker, self.manager, "Administrator"):
			with acting_as(user):
				for said in ({}, {"flags": {"is_closing": True}}, {"is_closing": 1}):
					self.assertRaises(
						EnrolmentRefused,
						frappe.client.set_value,
						ENROLMENT,
						enrolment.name,
						{**by_hand, **said},
					)
		enrolment.reload()
		enrolment.update(by_hand)
		enrolment.flags.is_imported = True
		enrolment.save()
		self.assertEqual(self.stored(ENROLMENT, enrolment.name, "status"), ("Exited",))

	def test_approved_and_closed_at_once(self):
		"""D-24: with a last day that has come there is no state in between that anybody could see."""
		css_exit = make_unplanned()
		css_exit.move(READY)
		self.approve(css_exit)
		css_exit.reload()
		self.assertEqual([row.state for row in css_exit.decisions], [READY, APPROVED, EXITED])
		self.assertEqual(css_exit.approved_by, self.manager)
