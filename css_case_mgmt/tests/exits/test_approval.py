"""The course of an approval: asked, returned, approved, locked (D-24, R-358)."""

import frappe
import frappe.client
from frappe.utils import add_days

from css_case_mgmt.approvals import ApprovalRefused, RequestLocked, StepRefused
from css_case_mgmt.closed_files import FileClosed
from css_case_mgmt.tests.exits.records import (
	APPROVED,
	EXITED,
	READY,
	RETURNED,
	ExitTestCase,
	make_enrolled,
	make_unplanned,
	unplanned_exit,
)
from css_case_mgmt.tests.factories import acting_as, give_access

EXIT = "CSS Exit"
# Once it has ended, the file refuses as well.
LOCKED = (RequestLocked, FileClosed)
SECRET = "Zqsecretname"


class TestApproval(ExitTestCase):
	def course(self, css_exit) -> list[tuple]:
		css_exit.reload()
		return [(row.state, row.decided_by, row.reason) for row in css_exit.decisions]

	def open_tasks(self, css_exit) -> dict[str, str]:
		rows = frappe.get_all(
			"ToDo", {"reference_name": css_exit.name, "status": "Open"}, ["allocated_to", "description"]
		)
		return {row.allocated_to: row.description for row in rows}

	def test_begins_as_a_draft(self):
		"""D-24: an import or a request that says otherwise is refused, and says nothing of an approval."""
		_case, _client, enrolment = make_enrolled()
		values = {"doctype": EXIT, "enrolment": enrolment.name, "exit_reason": "Withdrew"}
		for state in (READY, APPROVED, EXITED, "Elsewhere"):
			with self.assertRaises(StepRefused):
				frappe.get_doc({**values, "workflow_state": state}).insert()
		css_exit = frappe.get_doc(
			{
				**values,
				"requested_by": self.worker,
				"approved_by": self.manager,
				"approved_on": "2026-01-01 09:00:00",
				"decisions": [{"state": APPROVED, "decided_by": self.manager, "decided_on": "2026-01-01"}],
			}
		).insert()
		self.assertEqual(
			(css_exit.workflow_state, css_exit.approved_by, css_exit.decisions), ("Draft", None, [])
		)

	def test_the_whole_course(self):
		"""R-358: every step has its row, who took it and what was said; whose turn it is is asked, without names."""
		css_exit = make_unplanned(exit_date=add_days(self.today, 5))
		frappe.db.set_value("CSS Client", css_exit.client, "family_name", SECRET)
		css_exit.move(READY)
		asked = self.open_tasks(css_exit)
		self.assertEqual(set(asked), {self.manager, self.second_manager})
		self.assertNotIn(SECRET, str(asked))
		with acting_as(self.manager):
			css_exit.move(RETURNED, "Say where she moves")
		self.assertEqual(set(self.open_tasks(css_exit)), {self.worker})
		css_exit.reload()
		self.assertEqual(css_exit.decision_note, "Say where she moves")
		css_exit.unplanned_reason = "To Halifax"
		css_exit.save()
		css_exit.move(READY, "Done")
		self.assertIsNone(css_exit.decision_note)
		self.approve(css_exit)
		self.assertEqual(self.open_tasks(css_exit), {})
		self.assertEqual(
			self.course(css_exit),
			[
				(READY, self.worker, None),
				(RETURNED, self.manager, "Say where she moves"),
				(READY, self.worker, "Done"),
				(APPROVED, self.manager, None),
			],
		)
		self.assertEqual(
			(css_exit.requested_by, css_exit.approved_by, css_exit.workflow_state),
			(self.worker, self.manager, APPROVED),
		)

	def test_returned_with_words(self):
		"""R-358: whoever returns it says what is missing, also by a plain save; old words do not count."""
		css_exit = make_unplanned()
		css_exit.move(READY)
		with acting_as(self.manager):
			self.assertRaises(StepRefused, css_exit.move, RETURNED)
			self.assertRaises(StepRefused, css_exit.move, RETURNED, "  ")
			self.assertRaises(
				StepRefused, frappe.client.set_value, EXIT, css_exit.name, "workflow_state", RETURNED
			)
			frappe.client.set_value(
				EXIT, css_exit.name, {"workflow_state": RETURNED, "decision_note": "The day is wrong"}
			)
		css_exit.move(READY)
		with acting_as(self.manager):
			self.assertRaises(StepRefused, css_exit.move, RETURNED)

	def test_nobody_asks_and_approves(self):
		"""D-24: not whoever asked, whoever made it, nor a manager who asked in an earlier round and had another ask."""
		css_exit = make_unplanned(exit_date=add_days(self.today, 5))
		with acting_as(self.manager):
			css_exit.move(READY)
			css_exit.move("Draft")
		css_exit.move(READY)
		for user in (self.manager, self.worker, "manager.west@test.example"):
			with acting_as(user):
				self.assertRaises(frappe.PermissionError, css_exit.move, APPROVED)
		self.approve(css_exit, by=self.second_manager)
		self.assertEqual(css_exit.workflow_state, APPROVED)

	def test_the_owner_cannot_be_changed(self):
		"""D-24: a request that names another owner does not free the manager who made it."""
		_case, _client, enrolment = make_enrolled()
		with acting_as(self.manager):
			css_exit = unplanned_exit(enrolment.name)
		css_exit.reload()
		css_exit.owner = self.worker
		css_exit.save()
		css_exit.move(READY)
		self.assertEqual(frappe.db.get_value(EXIT, css_exit.name, "owner"), self.manager)
		with acting_as(self.manager):
			self.assertRaises(ApprovalRefused, css_exit.move, APPROVED)

	def test_only_those_of_the_case_ask(self):
		"""D-19: a colleague who was given access may, one without may not."""
		css_exit = make_unplanned()
		with acting_as(self.colleague):
			self.assertRaises(frappe.PermissionError, css_exit.move, READY)
		with acting_as(self.manager):
			give_access(css_exit.css_case, self.colleague)
		with acting_as(self.colleague):
			css_exit.move(READY)
		self.assertEqual(css_exit.requested_by, self.colleague)

	def test_the_addressee_asked(self):
		"""R-358: where the site's addressee has asked, another manager is asked to approve."""
		css_exit = make_unplanned()
		site = frappe.get_doc("CSS Site", css_exit.site_of_case())
		site.manager = self.manager
		site.save(ignore_permissions=True)
		with acting_as(self.manager):
			css_exit.move(READY)
		self.assertEqual(set(self.open_tasks(css_exit)), {self.second_manager})

	def test_locked(self):
		"""D-24: while it waits, once approved and afterwards nothing changes, whoever saves it."""
		css_exit = make_unplanned(exit_date=add_days(self.today, 5))
		css_exit.move(READY)
		self.assert_locked(css_exit)
		self.approve(css_exit)
		self.assert_locked(css_exit)
		css_exit.db_set("exit_date", self.today)
		with acting_as(self.manager):
			css_exit.move(EXITED)
		self.assert_locked(css_exit)

	def assert_locked(self, css_exit) -> None:
		for fieldname, value in (
			("exit_reason", "Other Reason"),
			("exit_date", add_days(self.today, 9)),
			("planned", 1),
			("unplanned_reason", "Something else"),
			("outstanding_reason", "Something"),
			("handover", "Client Declines"),
			("access_until", add_days(self.today, 90)),
			("decision_note", "Well done"),
		):
			for user in (self.worker, self.manager, "Administrator"):
				with acting_as(user), self.subTest(css_exit.workflow_state, field=fieldname, user=user):
					self.assertRaises(LOCKED, frappe.client.set_value, EXIT, css_exit.name, fieldname, value)
		css_exit.reload()
		css_exit.readiness[0].answer = "Met"
		self.assertRaises(LOCKED, css_exit.save)
		css_exit.reload()

	def test_a_step_brings_no_other_change(self):
		"""D-24: approved is what was asked for."""
		css_exit = make_unplanned()
		css_exit.move(READY)
		with acting_as(self.manager):
			self.assertRaises(
				RequestLocked,
				frappe.client.set_value,
				EXIT,
				css_exit.name,
				{"workflow_state": APPROVED, "exit_date": str(add_days(self.today, -5))},
			)

	def test_what_the_controller_writes_stays(self):
		"""D-24: who asked, who approved and the course are written by nobody else."""
		css_exit = make_unplanned()
		css_exit.move(READY)
		css_exit.move("Draft")
		css_exit.update({"requested_by": self.colleague, "approved_by": self.manager, "title": "Else"})
		css_exit.set("decisions", [])
		css_exit.save()
		css_exit.reload()
		self.assertEqual((css_exit.requested_by, css_exit.approved_by), (self.worker, None))
		self.assertNotEqual(css_exit.title, "Else")
		self.assertEqual([row.state for row in css_exit.decisions], [READY, "Draft"])

	def test_approved_may_be_returned(self):
		"""R-358: before the last day; the approval is gone with it."""
		css_exit = make_unplanned(exit_date=add_days(self.today, 5))
		css_exit.move(READY)
		self.approve(css_exit)
		self.assertRaises(ApprovalRefused, css_exit.move, RETURNED, "Not yet")
		with acting_as(self.second_manager):
			css_exit.move(RETURNED, "She stays a month")
		self.assertEqual((css_exit.approved_by, css_exit.approved_on), (None, None))
		css_exit.reload()
		css_exit.exit_date = add_days(self.today, 30)
		css_exit.save()

	def test_the_last_day_cannot_be_anticipated(self):
		"""D-29: an approved exit ends on its day, not before."""
		css_exit = make_unplanned(exit_date=add_days(self.today, 1))
		css_exit.move(READY)
		self.approve(css_exit)
		with acting_as(self.manager):
			self.assertRaises(StepRefused, css_exit.move, EXITED)

	def test_decided_meanwhile(self):
		"""D-24: of two who decide, the second is told; a form that was opened before changes nothing."""
		css_exit = make_unplanned(exit_date=add_days(self.today, 5))
		css_exit.move(READY)
		opened_before = frappe.get_doc(EXIT, css_exit.name)
		self.approve(css_exit)
		opened_before.workflow_state = RETURNED
		opened_before.decision_note = "Too late"
		with acting_as(self.second_manager):
			self.assertRaises(frappe.ValidationError, opened_before.save)
		with acting_as(self.second_manager):
			self.assertRaises(StepRefused, opened_before.move, APPROVED)
