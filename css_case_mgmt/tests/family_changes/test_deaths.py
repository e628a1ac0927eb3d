"""A death in the family (R-041, R-358, R-371, D-20)."""

import frappe
from frappe.utils import add_days, add_years

from css_case_mgmt.api.exits import begin
from css_case_mgmt.api.family import get_family
from css_case_mgmt.api.family_changes import record_death
from css_case_mgmt.approvals import ApprovalRefused
from css_case_mgmt.asking import ask, managers_of
from css_case_mgmt.assessment_clock import clocks
from css_case_mgmt.css_case_mgmt.doctype.css_case_member.css_case_member import MembershipRefused
from css_case_mgmt.css_case_mgmt.report.my_caseload_currently.my_caseload_currently import DIED, execute
from css_case_mgmt.tests.factories import NORTH, acting_as, make_client, make_member
from css_case_mgmt.tests.family_changes.records import (
	CHILD,
	FamilyChangeTestCase,
	make_household,
	make_single,
)
from css_case_mgmt.tests.reminders.records import remind_on, stages_of


class TestDeath(FamilyChangeTestCase):
	def test_a_member(self):
		"""D-20: the membership ends on the day; the file stays readable as it was."""
		family = make_household()
		record_death(family.case, family.husband, str(self.day))
		self.assertEqual(self.left(family.case, family.husband), (self.day, "Died"))
		self.assertEqual(frappe.db.get_value("CSS Client", family.husband, "died_on"), self.day)
		self.assertTrue(frappe.has_permission("CSS Client", "read", doc=family.husband))
		former = get_family(family.case)["former"]
		self.assertEqual([(row["client"], row["died_on"]) for row in former], [(family.husband, self.day)])

	def test_the_head(self):
		"""R-041: the new head is named in the same step and heads from that day; otherwise nothing is kept."""
		family = make_household()
		with self.assertRaises(MembershipRefused):
			record_death(family.case, family.wife, str(self.day))
		self.assertIsNone(frappe.db.get_value("CSS Client", family.wife, "died_on"))
		record_death(family.case, family.wife, str(self.day), family.husband, {family.daughter: CHILD})
		self.assertEqual(self.heads(family.case), [family.husband])
		self.assertEqual(self.members(family.case)[family.husband][2], self.day)

	def test_somebody_who_lived_alone(self):
		"""R-041: a case without members needs no head."""
		case, client = make_single()
		record_death(case, client, str(self.today))
		self.assertEqual(self.members(case), {})

	def test_a_newborn(self):
		"""D-20: died on the day of joining: belonged to the family for that day."""
		family = make_household()
		baby = make_client(date_of_birth=self.today).name
		make_member(family.case, baby, member_from=self.today)
		record_death(family.case, baby, str(self.today))
		self.assertEqual(self.left(family.case, baby), (add_days(self.today, 1), "Died"))

	def test_the_future_and_the_time_before(self):
		"""D-29, R-041."""
		family = make_household()
		for day in (add_days(self.today, 1), add_years(self.today, -9)):
			with self.assertRaises(frappe.ValidationError):
				record_death(family.case, family.husband, str(day))
		self.assertIn(family.husband, self.members(family.case))

	def exit_of(self, family):
		return frappe.get_doc("CSS Exit", {"enrolment": family.enrolment.name})

	def test_the_manager_is_asked_to_approve_the_exit(self):
		"""R-358, R-371, D-24: with the reason Died, on the day of the death; whoever recorded it does not approve."""
		family = make_household()
		record_death(family.case, family.wife, str(self.day), family.husband, {})
		css_exit = self.exit_of(family)
		self.assertEqual(
			(css_exit.exit_reason, css_exit.planned, css_exit.exit_date, css_exit.workflow_state),
			("Died", 0, self.day, "Ready for Review"),
		)
		self.assertEqual(css_exit.requested_by, self.worker)
		asked = frappe.get_all("ToDo", {"reference_name": css_exit.name}, ["allocated_to", "description"])
		self.assertEqual({row.allocated_to for row in asked}, set(managers_of(NORTH)))
		self.assertEqual(
			[row["open_enrolment"] for row in get_family(family.case)["former"]], [family.enrolment.name]
		)
		with self.assertRaises(ApprovalRefused):
			css_exit.move("Approved")
		with acting_as(self.manager):
			css_exit.move("Approved")
		family.enrolment.reload()
		self.assertEqual(
			(family.enrolment.status, family.enrolment.exit_date, family.enrolment.exit_reason),
			("Exited", self.day, "Died"),
		)

	def test_an_exit_that_was_begun_becomes_this_one(self):
		"""R-371: whatever it was to be, and however far it had come."""
		family = make_household()
		css_exit = frappe.get_doc("CSS Exit", begin(family.enrolment.name))
		css_exit.update(
			{"exit_reason": "Withdrew", "planned": 0, "unplanned_reason": "No time", "exit_date": self.today}
		)
		css_exit.save()
		css_exit.move("Ready for Review")
		record_death(family.case, family.wife, str(self.day), family.husband, {})
		css_exit.reload()
		self.assertEqual(
			(css_exit.exit_reason, css_exit.exit_date, css_exit.workflow_state),
			("Died", self.day, "Ready for Review"),
		)
		self.assertEqual(
			[row.state for row in css_exit.decisions], ["Ready for Review", "Draft", "Ready for Review"]
		)

	def test_an_agency_without_a_reason_for_it(self):
		"""R-371: the staff of the case is asked to see to the exit."""
		family = make_household()
		frappe.db.set_value("CSS Exit Reason", "Died", "enabled", 0)
		record_death(family.case, family.wife, str(self.day), family.husband, {})
		self.assertFalse(frappe.db.exists("CSS Exit", {"enrolment": family.enrolment.name}))
		(asked,) = frappe.get_all("ToDo", {"reference_name": family.enrolment.name}, pluck="allocated_to")
		self.assertEqual(asked, self.worker)

	def test_nothing_is_due_any_more(self):
		"""R-169: neither overdue nor due, also before the manager has ended the enrolment."""
		family = make_household()
		self.assertTrue(clocks([family.enrolment], NORTH)[family.enrolment.name].is_overdue)
		record_death(family.case, family.wife, str(self.day), family.husband, {})
		clock = clocks([family.enrolment], NORTH)[family.enrolment.name]
		self.assertEqual((clock.next_due, clock.is_overdue), (None, False))
		rows = execute()[1]
		self.assertEqual([row.nam_status for row in rows if row.css_case == family.case], [DIED])

	def test_reminders_stop(self):
		"""R-046, R-169: from the day after the death on; what a colleague asked stays."""
		family = make_household()
		child = make_client(date_of_birth=add_days(add_years(self.today, -16), 1)).name
		make_member(family.case, child, member_from=add_days(self.today, -40))
		ask(self.worker, "Help with the funeral.", doctype="CSS Client", name=child)
		remind_on(self.today)
		record_death(family.case, child, str(self.today))
		remind_on(add_days(self.today, 1))
		self.assertEqual([stage for _day, stage in stages_of(child, "Own File")], ["Before"])
		open_tasks = frappe.get_all("ToDo", {"reference_name": child, "status": "Open"}, pluck="description")
		self.assertEqual(open_tasks, ["Help with the funeral."])
