"""Staying longer than the longest length of the programme, with a manager's approval (D-02, R-358, R-361, D-24)."""

import frappe
from frappe.utils import add_days, add_months

from css_case_mgmt.api.extension import get_panel, get_standing
from css_case_mgmt.approvals import ApprovalRefused, RequestLocked, StepRefused
from css_case_mgmt.css_case_mgmt.doctype.css_programme_extension.css_programme_extension import (
	ExtensionRefused,
)
from css_case_mgmt.permissions.scope import scope_of
from css_case_mgmt.rules.today import Kind, State, Task
from css_case_mgmt.tests.after_exit.records import AfterExitTestCase
from css_case_mgmt.tests.factories import acting_as, end_enrolment, make_enrolment, make_family
from css_case_mgmt.tests.reminders.records import remind_on, stages_of
from css_case_mgmt.today.collecting import collect
from css_case_mgmt.today.whose import Whose


class ExtensionTestCase(AfterExitTestCase):
	def make_since(self, months: int, days: int = 0):
		"""Enrolled so many months and days ago."""
		begun = add_days(add_months(self.today, -months), -days)
		with acting_as(self.worker):
			css_case, client = make_family(member_from=begun)
			return make_enrolment(css_case.name, client.name, begun)

	def ask(self, enrolment, until=None, **values):
		with acting_as(self.worker):
			return frappe.get_doc(
				doctype="CSS Programme Extension",
				enrolment=enrolment.name,
				extended_until=until or add_months(enrolment.enrolment_date, 30),
				reason="The court date is in spring",
				support="Housing after it",
				**values,
			).insert()

	def approve(self, extension):
		with acting_as(self.worker):
			extension.move("Ready for Review")
		with acting_as(self.manager):
			extension.move("Approved")
		return extension

	def programme_items(self, enrolment) -> list:
		with acting_as(self.worker):
			items = collect(Whose(scope_of(self.worker))).items
		return [
			(item.task, item.state, item.due)
			for item in items
			if item.enrolment == enrolment.name and item.kind is Kind.PROGRAMME
		]


class TestExtension(ExtensionTestCase):
	def test_asked_for_and_approved(self):
		"""D-02, D-24: by another than who asked; the course is written down."""
		extension = self.approve(self.ask(self.make_since(23)))
		self.assertEqual(
			(extension.workflow_state, extension.requested_by, extension.approved_by),
			("Approved", self.worker, self.manager),
		)
		self.assertEqual([row.state for row in extension.decisions], ["Ready for Review", "Approved"])

	def test_not_by_who_asks(self):
		"""D-24."""
		enrolment = self.make_since(23)
		with acting_as(self.manager):
			extension = frappe.get_doc(
				doctype="CSS Programme Extension",
				enrolment=enrolment.name,
				extended_until=add_months(enrolment.enrolment_date, 30),
				reason="Ill",
				support="Health",
			).insert()
			extension.move("Ready for Review")
			with self.assertRaises(ApprovalRefused):
				extension.move("Approved")

	def test_not_by_a_caseworker(self):
		"""R-358: neither by the step nor by writing the state."""
		extension = self.ask(self.make_since(23))
		with acting_as(self.worker):
			extension.move("Ready for Review")
			with self.assertRaises(ApprovalRefused):
				extension.move("Approved")
			again = frappe.get_doc(extension.doctype, extension.name)
			again.workflow_state = "Approved"
			with self.assertRaises(ApprovalRefused):
				again.save()

	def test_what_is_asked_for_does_not_change(self):
		"""D-24: while it waits, and once it is approved."""
		extension = self.ask(self.make_since(23))
		with acting_as(self.worker):
			extension.move("Ready for Review")
			extension.extended_until = add_days(extension.extended_until, 1)
			with self.assertRaises(RequestLocked):
				extension.save()

	def test_not_too_early(self):
		"""D-02: from three months before the longest length on."""
		with self.assertRaisesRegex(ExtensionRefused, "from"):
			self.ask(self.make_since(20))

	def test_after_the_longest_length(self):
		"""D-02."""
		enrolment = self.make_since(23)
		with self.assertRaises(ExtensionRefused):
			self.ask(enrolment, add_months(enrolment.enrolment_date, 24))

	def test_at_most_a_year(self):
		"""D-02."""
		enrolment = self.make_since(23)
		with self.assertRaises(ExtensionRefused):
			self.ask(enrolment, add_days(add_months(enrolment.enrolment_date, 36), 1))
		self.ask(enrolment, add_months(enrolment.enrolment_date, 36))

	def test_one_at_a_time_and_another_one_after_it(self):
		"""D-02: a second extension begins where the first one ends."""
		enrolment = self.make_since(29)
		first = self.ask(enrolment, add_months(enrolment.enrolment_date, 30))
		with self.assertRaises(ExtensionRefused):
			self.ask(enrolment, add_months(enrolment.enrolment_date, 31))
		self.approve(first)
		with self.assertRaises(ExtensionRefused):
			self.ask(enrolment, add_months(enrolment.enrolment_date, 30))
		self.approve(self.ask(enrolment, add_months(enrolment.enrolment_date, 33)))

	def test_returned_with_what_is_missing(self):
		"""R-358."""
		extension = self.ask(self.make_since(23))
		with acting_as(self.worker):
			extension.move("Ready for Review")
		with acting_as(self.manager):
			with self.assertRaises(StepRefused):
				extension.move("Returned")
			extension.move("Returned", "Say what will be worked on")
		with acting_as(self.worker):
			extension.support = "Housing, and the court date"
			extension.save()
			extension.move("Ready for Review")

	def test_an_exit_and_a_stay(self):
		"""R-378: after the exit nothing is asked for."""
		enrolment = self.make_since(23)
		extension = self.ask(enrolment)
		end_enrolment(enrolment.name)
		with acting_as(self.worker), self.assertRaises(frappe.ValidationError):
			extension.move("Ready for Review")
		with self.assertRaises(frappe.ValidationError):
			self.ask(enrolment)


class TestTheEndMoves(ExtensionTestCase):
	def test_on_today(self):
		"""D-02, R-361: overdue at 24 months, not with an approved extension, again after it."""
		enrolment = self.make_since(25)
		self.assertEqual(self.programme_items(enrolment)[0][:2], (Task.END_PROGRAMME, State.OVERDUE))
		extension = self.ask(enrolment)
		self.assertEqual(self.programme_items(enrolment)[0][1], State.OVERDUE)
		self.approve(extension)
		self.assertEqual(self.programme_items(enrolment)[0][0], Task.BEYOND_TYPICAL_LENGTH)
		frappe.db.set_value(extension.doctype, extension.name, "extended_until", add_days(self.today, 5))
		self.assertEqual(
			self.programme_items(enrolment), [(Task.END_PROGRAMME, State.SOON, add_days(self.today, 5))]
		)

	def test_no_query_more(self):
		"""D-02: the list asks no more often for it."""
		enrolment = self.make_since(25)
		with acting_as(self.worker):
			before = self.count_queries(collect, Whose(scope_of(self.worker)))
		self.approve(self.ask(enrolment))
		with acting_as(self.worker):
			self.assertLessEqual(self.count_queries(collect, Whose(scope_of(self.worker))), before)

	def test_in_the_reminders(self):
		"""D-02, R-361: reminded at the end of the extension, not at 24 months."""
		enrolment = self.make_since(24)
		extension = self.approve(self.ask(enrolment, add_months(enrolment.enrolment_date, 25)))
		frappe.db.set_value(extension.doctype, extension.name, "approved_on", add_days(self.today, -2))
		remind_on(self.today)
		self.assertNotIn("Overdue", [stage for _day, stage in stages_of(enrolment.name, "Programme Length")])
		end = add_months(enrolment.enrolment_date, 25)
		remind_on(end)
		self.assertIn((end, "Overdue"), stages_of(enrolment.name, "Programme Length"))


class TestShown(ExtensionTestCase):
	def test_offered_from_the_month_on(self):
		"""D-02: the progress of the enrolment offers it from three months before the end."""
		early, late = self.make_since(20), self.make_since(21)
		with acting_as(self.worker):
			self.assertFalse(get_standing(early.name)["may_extend"])
			self.assertTrue(get_standing(late.name)["may_extend"])
			extension = self.ask(late)
			found = get_standing(late.name)
		self.assertEqual((found["may_extend"], found["open"].name), (False, extension.name))

	def test_the_steps_of_each(self):
		"""D-24: whoever asks is offered to ask, the manager to approve."""
		extension = self.ask(self.make_since(23))
		with acting_as(self.worker):
			self.assertEqual(get_panel(extension.name)["steps"], ["Ready for Review"])
			extension.move("Ready for Review")
			self.assertEqual(get_panel(extension.name)["steps"], ["Draft"])
		with acting_as(self.manager):
			self.assertIn("Approved", get_panel(extension.name)["steps"])
