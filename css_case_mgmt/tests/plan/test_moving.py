"""Plans when people move: what is open goes along, what happened stays (D-20, D-23, R-502)."""

import frappe
from frappe.utils import add_days

from css_case_mgmt.api.family_changes import open_own_household, separate
from css_case_mgmt.api.keep_both import put_together
from css_case_mgmt.api.merging import merge
from css_case_mgmt.api.plan import get_plan
from css_case_mgmt.api.preparation import get_preparation
from css_case_mgmt.css_case_mgmt.doctype.css_goal.css_goal import GoalRefused
from css_case_mgmt.printed_plan import as_printed
from css_case_mgmt.tests.factories import (
	acting_as,
	make_client,
	make_enrolment,
	make_member,
	make_staff,
	today,
)
from css_case_mgmt.tests.plan.records import PlanTestCase, agree, make_agreed_plan, make_goal, make_plan

SECOND = "second@test.example"


class MovingTestCase(PlanTestCase):
	def setUp(self):
		super().setUp()
		self.wife = make_client()
		make_member(
			self.css_case.name,
			self.wife.name,
			relationship="Spouse or Partner",
			member_from=add_days(today(), -700),
		)
		self.hers = make_enrolment(self.css_case.name, self.wife.name)
		self.former = make_agreed_plan(self.hers)
		self.done = make_goal(self.former, status="Achieved", outcome_on=today())
		self.going_on = make_goal(self.former)
		self.plan = agree(frappe.get_doc("CSS Settlement Plan", self.former.revise("More")))
		self.later = make_goal(self.plan, status="Set Aside", outcome_on=today(), outcome_note="Changed")
		self.draft = frappe.get_doc("CSS Settlement Plan", self.plan.revise("Still more"))

	def case_of(self, record) -> str:
		return frappe.db.get_value(record.doctype, record.name, "css_case")


class TestSeparation(MovingTestCase):
	def setUp(self):
		super().setUp()
		make_staff(SECOND, "CSS Caseworker")
		with acting_as(self.manager):
			self.household = separate(
				self.css_case.name,
				{self.wife.name: "Head of Family"},
				self.wife.name,
				str(today()),
				is_protected=1,
				caseworker=SECOND,
			)

	def test_what_is_open_goes_along(self):
		"""D-20, R-502: the agreed plan, the draft, the open goals; what ended stays where it happened."""
		for record in (self.plan, self.draft, self.going_on):
			self.assertEqual(self.case_of(record), self.household)
		for record in (self.former, self.done, self.later):
			self.assertEqual(self.case_of(record), self.css_case.name)

	def test_the_old_case_learns_nothing_new(self):
		"""R-502: neither of the plan nor by what goes on in it, by whatever surface."""
		with acting_as(SECOND):
			self.going_on.reload()
			self.going_on.vision = "A home of our own"
			self.going_on.save()
			plan = frappe.get_doc("CSS Settlement Plan", self.draft.name)
			plan.append("strengths", {"category": "Time", "strength": "Brave"})
			plan.save()
		for record in (self.plan, self.draft, self.going_on):
			self.assertFalse(frappe.has_permission(record.doctype, "read", doc=record.name, user=self.worker))
		self.assertRaises(frappe.PermissionError, get_plan, self.hers.name)
		self.assertRaises(frappe.PermissionError, put_together, "CSS Goal", self.going_on.name, {}, {})
		self.assertEqual(
			{*frappe.get_list("CSS Goal", {"client": self.wife.name}, pluck="name")},
			{self.done.name, self.later.name},
		)
		titles = frappe.get_list("CSS Settlement Plan", {"client": self.wife.name}, pluck="name")
		self.assertEqual(titles, [self.former.name])

	def test_the_old_case_prints_no_name(self):
		"""R-502: a plan that stayed behind has the file number only; who reads her file prints her name."""
		with acting_as(SECOND):
			her = frappe.get_doc("CSS Client", self.wife.name)
			her.given_names = "Zqnewname"
			her.save()
		former = frappe.get_doc("CSS Settlement Plan", self.former.name)
		self.assertEqual(as_printed(former)["client"], self.wife.file_number)
		with acting_as(self.manager):
			self.assertIn("Zqnewname", as_printed(former)["client"])

	def test_what_ended_is_not_taken_up_in_the_old_case(self):
		"""R-502"""
		self.later.reload()
		self.later.status = "Open"
		self.assertRaises(GoalRefused, self.later.save)

	def test_her_worker_goes_on(self):
		"""D-20: agrees on the draft, prints it without what stayed behind, and reads the card."""
		with acting_as(SECOND):
			agree(self.draft)
			printed = as_printed(frappe.get_doc("CSS Settlement Plan", self.draft.name))
			self.assertEqual([len(part["rows"]) for part in printed["goals"]], [1])
			self.assertEqual(get_plan(self.hers.name)["agreed"]["name"], self.draft.name)
			sections = {row["key"]: row["lines"] for row in get_preparation(self.hers.name)["sections"]}
			self.assertEqual(len(sections["plan"]), 2)
		self.assertEqual(frappe.db.get_value("CSS Settlement Plan", self.plan.name, "status"), "Superseded")


class TestOwnHousehold(MovingTestCase):
	def test_an_open_plan_goes_along(self):
		"""D-20: to a household of her own; the draft can be gone on with there."""
		household = open_own_household(self.css_case.name, self.wife.name, str(today()))
		self.assertEqual(self.case_of(self.plan), household)
		with acting_as(self.worker):
			self.draft.reload()
			self.draft.change_reason = "The move"
			self.draft.save()


class TestMerging(PlanTestCase):
	def test_plans_of_a_file_entered_twice(self):
		"""D-23: they move with the enrolment, titles and goals as well, and back."""
		twin = make_client()
		make_member(self.css_case.name, twin.name, member_from=add_days(today(), -700))
		plan = make_plan(self.enrolment)
		goal = make_goal(plan)
		with acting_as(self.manager):
			frappe.get_doc("CSS Case Member", {"client": twin.name}).save()
			frappe.db.set_value("CSS Case Member", {"client": self.client.name}, "is_head", 0)
			frappe.db.set_value("CSS Case Member", {"client": twin.name}, "is_head", 1)
			merged = merge(twin.name, self.client.name, "The same person")
		for record in (plan, goal):
			record.reload()
			self.assertEqual(record.client, twin.name)
			self.assertTrue(
				record.title.startswith(frappe.db.get_value("CSS Client", twin.name, "file_number"))
			)
		plan.append("strengths", {"category": "Time", "strength": "Brave"})
		plan.save()
		with acting_as(self.manager):
			frappe.get_doc("CSS Client Merge", merged).undo("Two people")
		self.assertEqual(frappe.db.get_value("CSS Goal", goal.name, "client"), self.client.name)
