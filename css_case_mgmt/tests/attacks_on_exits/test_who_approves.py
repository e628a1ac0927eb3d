"""Who decides: a manager of the site of the day, who did not ask; nobody else, whatever else she is (D-24)."""

import frappe
import frappe.client
from frappe.utils import add_days

from css_case_mgmt.api.exits import get_readiness
from css_case_mgmt.approvals import ApprovalRefused
from css_case_mgmt.checking import approvals as checks
from css_case_mgmt.rules.exit_gate import Code
from css_case_mgmt.tests.exits.records import APPROVED, EXITED, READY, RETURNED, ExitTestCase, make_unplanned
from css_case_mgmt.tests.factories import acting_as, give_access, make_manager, make_staff, make_user

EXIT = "CSS Exit"


class TestWhoApproves(ExitTestCase):
	def waiting(self, **values):
		css_exit = make_unplanned(**values)
		css_exit.move(READY)
		return css_exit

	def assert_decides_nothing(self, css_exit, user: str) -> None:
		before = css_exit.workflow_state
		for state in (APPROVED, RETURNED, EXITED):
			with acting_as(user), self.subTest(user=user, state=state):
				with self.assertRaises((frappe.PermissionError, frappe.ValidationError)):
					frappe.get_doc(EXIT, css_exit.name).move(state, "Seen")
				with self.assertRaises((frappe.PermissionError, frappe.ValidationError)):
					frappe.client.set_value(
						EXIT, css_exit.name, {"workflow_state": state, "decision_note": "Seen"}
					)
		self.assertEqual(frappe.db.get_value(EXIT, css_exit.name, "workflow_state"), before)

	def test_the_administrator(self):
		"""D-24: reads everything, and decides nothing: the site's manager does. Not with a posting, either."""
		css_exit = self.waiting()
		self.assert_decides_nothing(css_exit, "Administrator")
		with acting_as("Administrator"):
			frappe.get_doc(
				doctype="CSS Staff",
				user="Administrator",
				site=css_exit.site_of_case(),
				active_from="2020-01-01",
			).insert(ignore_permissions=True)
			self.assertNotIn(APPROVED, [step.value for step in css_exit.steps_of_user()])
		self.assert_decides_nothing(css_exit, "Administrator")
		with acting_as("Administrator"), self.assertRaises(ApprovalRefused):
			frappe.get_doc(EXIT, css_exit.name).move(APPROVED)

	def test_css_check_agrees(self):
		"""D-24: an approval by the Administrator is found; the job that closes on the last day is not."""
		css_exit = self.waiting(exit_date=add_days(self.today, 5))
		self.approve(css_exit)
		css_exit.db_set("exit_date", self.today)
		with acting_as("Administrator"):
			frappe.get_doc(EXIT, css_exit.name).exit_now()
		self.assertEqual(self.found(css_exit), set())
		row = frappe.db.get_value("CSS Exit Decision", {"parent": css_exit.name, "state": APPROVED})
		frappe.db.set_value("CSS Exit Decision", row, "decided_by", "Administrator")
		css_exit.db_set("approved_by", "Administrator")
		self.assertEqual(self.found(css_exit), {"decided_by_no_manager"})

	def found(self, css_exit) -> set[str]:
		return {each.check for each in checks.unexplained_states() if each.name == css_exit.name}

	def test_roles_without_the_site(self):
		"""D-19: an administrator of the system, the national team, a manager of another site or of yesterday."""
		css_exit = self.waiting()
		yesterday = make_staff(
			"yesterday@test.example", "CSS Manager", active_to=str(add_days(self.today, -1))
		)
		elsewhere = make_manager("manager.west@test.example", site="Test Site West")
		with acting_as(self.manager):
			give_access(css_exit.css_case, elsewhere, kind="Shared")
		for user in (
			yesterday,
			elsewhere,
			make_user("system@test.example", "System Manager", "CSS Manager"),
			make_user("coordinator@test.example", "CSS National Coordinator"),
			make_user("monitor@test.example", "CSS Monitor"),
			make_user("privacy@test.example", "CSS Privacy Officer"),
		):
			self.assert_decides_nothing(css_exit, user)

	def test_a_monitor_who_is_a_caseworker_elsewhere(self):
		"""R-065, R-504: is not told by the panel whether there are safety notes."""
		css_exit = self.waiting(exit_date=add_days(self.today, 5))
		monitor = make_staff("both@test.example", "CSS Monitor", "CSS Caseworker", site="Test Site West")
		with acting_as(self.manager):
			give_access(css_exit.css_case, monitor, kind="Monitor")
		with acting_as(monitor):
			shown = get_readiness(css_exit.name)
		self.assertEqual(shown["steps"], [])
		self.assertNotIn(Code.NOTHING_OUTSTANDING.value, [check["code"] for check in shown["checks"]])
		self.assertIn(
			Code.NOTHING_OUTSTANDING.value,
			[check["code"] for check in get_readiness(css_exit.name)["checks"]],
		)

	def test_whose_posting_ends_today(self):
		"""R-507: the last day counts."""
		last_day = make_staff("last.day@test.example", "CSS Manager", active_to=str(self.today))
		css_exit = self.waiting()
		self.approve(css_exit, by=last_day)
		self.assertEqual(css_exit.approved_by, last_day)

	def test_a_manager_who_asked_by_another_hand(self):
		"""D-24: whoever asked in any round does not approve, though a colleague took it back and asked anew."""
		css_exit = make_unplanned()
		with acting_as(self.manager):
			css_exit.move(READY)
		with acting_as(self.second_manager):
			css_exit.move(RETURNED, "Say where to")
		css_exit.move(READY)
		with acting_as(self.manager), self.assertRaises(ApprovalRefused):
			css_exit.move(APPROVED)
