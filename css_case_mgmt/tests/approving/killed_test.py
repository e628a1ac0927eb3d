"""An approval that is killed at each of its steps is undone, or done, and never half (D-24, R-378). `make test-long` runs
it; Frappe's own test runner, which has no marks, does not look for this name."""

import frappe
import pytest

from css_case_mgmt.checking import approvals, endings
from css_case_mgmt.exit_day import close_due_exits
from css_case_mgmt.tests.approving.killing import AFTER, AHEAD, COMMIT, killed_at, writes_of
from css_case_mgmt.tests.approving.records import BEFORE, DONE, CommittedExits, every_row
from css_case_mgmt.tests.checking.records import found_by
from css_case_mgmt.tests.exits.records import APPROVED
from css_case_mgmt.tests.factories import acting_as

LOOKS = (approvals.unexplained_states, endings.enrolments_without_exit, endings.exits_without_end)


@pytest.mark.long
class TestKilled(CommittedExits):
	def assert_undone_or_done(self, leaving, user: str, act, before: dict) -> None:
		"""At every step: not one row is written before the commit, and all of them are after it."""
		rows, count = every_row(), writes_of(user, act)
		self.assertGreater(count, 20)
		steps = [(number, moment) for number in range(1, count + 1) for moment in (AHEAD, AFTER)]
		for step in (*steps, (COMMIT, AHEAD)):
			killed_at(step, user, act)
			if every_row() != rows:
				with self.subTest(step=step):
					self.assertEqual(every_row(), rows)
		self.assertEqual(self.state_of(leaving), before)
		killed_at((COMMIT, AFTER), user, act)
		self.assert_whole(leaving)

	def assert_whole(self, leaving) -> None:
		self.assertEqual(self.state_of(leaving), DONE)
		for look in LOOKS:
			mine = {leaving.css_exit.name, leaving.enrolment.name}
			self.assertFalse([found for found in found_by(look) if found[2] in mine])

	def test_an_approval(self):
		"""R-378, D-24: of an exit whose last day has come; then it is approved as if nothing had been."""
		leaving, other = self.waiting(), self.waiting()

		def approve_this() -> None:
			frappe.get_doc("CSS Exit", leaving.css_exit.name).move(APPROVED)

		self.assert_undone_or_done(leaving, self.manager, approve_this, BEFORE)

		def approve_the_other() -> None:
			frappe.get_doc("CSS Exit", other.css_exit.name).move(APPROVED)

		killed_at((COMMIT, AHEAD), self.manager, approve_the_other)
		self.assertEqual(self.state_of(other), BEFORE)
		with acting_as(self.manager):
			approve_the_other()
		self.assert_whole(other)

	def test_the_job_on_the_last_day(self):
		"""R-378, D-29: killed, it closes the file the next time."""
		leaving, other = self.approved(), self.approved()
		before = {**BEFORE, "exit": APPROVED}
		killed_at((3, AFTER), "Administrator", close_due_exits)
		self.assertEqual(self.state_of(leaving), before)
		self.assertEqual(self.state_of(other), before)
		frappe.db.set_value(
			"CSS Exit", other.css_exit.name, "exit_date", frappe.utils.add_days(self.today, 1)
		)
		frappe.db.commit()
		self.assert_undone_or_done(leaving, "Administrator", close_due_exits, before)
		frappe.db.set_value("CSS Exit", other.css_exit.name, "exit_date", self.today)
		with acting_as("Administrator"):
			close_due_exits()
		self.assert_whole(other)
