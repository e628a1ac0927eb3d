"""CSS Goal: horizon, what it serves, its steps, and how it ends (R-197 to R-208, R-218, D-13, T-11)."""

import frappe
from frappe.client import set_value
from frappe.utils import add_days, add_months, getdate

from css_case_mgmt.case_document import DateRefused
from css_case_mgmt.consent_gate import ConsentMissing
from css_case_mgmt.css_case_mgmt.doctype.css_goal.actions import ActionRefused
from css_case_mgmt.css_case_mgmt.doctype.css_goal.css_goal import GoalLocked, GoalRefused, HorizonRefused
from css_case_mgmt.settlement_plans import close_plan
from css_case_mgmt.tests.factories import make_enrolment, make_family, today
from css_case_mgmt.tests.plan.records import (
	PlanTestCase,
	make_agreed_plan,
	make_goal,
	make_intermediate_goal,
	make_plan,
	needs,
)

STEP = {"action": "Ask at the library", "responsible": "Client"}


class GoalTestCase(PlanTestCase):
	def setUp(self):
		super().setUp()
		self.plan = make_plan(self.enrolment)


class TestGoal(GoalTestCase):
	def test_the_horizon(self):
		"""D-13, T-11: a year later is the last day of an immediate goal; the refusal says what to do."""
		dates = {"start_date": "2026-03-10"}
		self.assertEqual(make_goal(self.plan, **dates, target_date="2027-03-10").horizon, "Immediate")
		with self.assertRaises(HorizonRefused) as refused:
			make_goal(self.plan, **dates, target_date="2027-03-11")
		self.assertIn("intermediate", str(refused.exception))
		make_goal(self.plan, **dates, target_date="2027-03-11", horizon="Intermediate")
		self.assertRaises(DateRefused, make_goal, self.plan, **dates, target_date="2026-03-09")

	def test_an_early_intermediate_goal_is_kept(self):
		"""D-13: what was to take long may come soon; it is a hint, not a refusal."""
		goal = make_intermediate_goal(self.plan)
		goal.target_date = add_months(today(), 3)
		goal.save()

	def test_a_target_is_required(self):
		"""R-199: time-sensitive."""
		self.assertRaises(frappe.MandatoryError, make_goal, self.plan, target_date=None)

	def test_it_belongs_to_the_plans_person_and_case(self):
		"""R-209"""
		case, client = make_family()
		for wrong in ({"client": client.name}, {"css_case": case.name}):
			with self.assertRaises(GoalRefused):
				frappe.get_doc({**make_goal(self.plan).as_dict(), "name": None, **wrong}).insert()

	def test_it_serves_an_intermediate_goal_of_the_same_person(self):
		"""R-200: an immediate one alone serves, and only an intermediate one is served."""
		later = make_intermediate_goal(self.plan)
		sooner = make_goal(self.plan, serves_goal=later.name)
		self.assertRaises(GoalRefused, make_goal, self.plan, serves_goal=sooner.name)
		self.assertRaises(GoalRefused, make_intermediate_goal, self.plan, serves_goal=later.name)
		later.update({"horizon": "Immediate", "target_date": add_months(today(), 5)})
		self.assertRaises(GoalRefused, later.save)
		case, client = make_family()
		other = make_intermediate_goal(make_plan(make_enrolment(case.name, client.name)))
		self.assertRaises(GoalRefused, make_goal, self.plan, serves_goal=other.name)

	def test_from_factor_to_need_to_goal(self):
		"""R-210: the need is one of the plan's, and brings its factor."""
		factor = frappe.get_all("CSS Factor of Settlement", pluck="name", limit=1)[0]
		self.plan.update({"needs": [{**needs(1)[0], "factor": factor}]})
		self.plan.save()
		code = self.plan.needs[0].need_code
		self.assertEqual(make_goal(self.plan, need_code=code).factor, factor)
		self.assertRaises(GoalRefused, make_goal, self.plan, need_code="N77")

	def test_changed_at_any_time_with_history(self):
		"""R-205: also when the plan is agreed."""
		plan = make_agreed_plan(make_enrolment(*self.another()))
		goal = make_goal(plan)
		goal.success_measure = "One application a week"
		goal.append("actions", STEP)
		goal.save(ignore_version=False)
		version = frappe.get_last_doc("Version", {"docname": goal.name})
		self.assertIn("One application a week", version.data)
		self.assertIn("Ask at the library", version.data)

	def another(self) -> tuple[str, str]:
		case, client = make_family()
		return case.name, client.name

	def test_withdrawal(self):
		"""R-122: it does not go on, and can be set aside."""
		goal = make_goal(self.plan)
		frappe.get_last_doc("CSS Consent", {"client": self.client.name}).withdraw()
		goal.vision = "A home"
		self.assertRaises(ConsentMissing, goal.save)
		goal.reload()
		goal.update({"status": "Set Aside", "outcome_on": today(), "outcome_note": "Consent withdrawn"})
		goal.save()

	def test_the_title_names_nobody(self):
		"""D-19"""
		goal = make_goal(self.plan)
		self.assertTrue(goal.title.endswith(f"· {today()}"))
		self.assertNotIn("shop", goal.title)


class TestSteps(GoalTestCase):
	def test_done_has_its_day(self):
		"""R-201: today unless another day is said; what is open again has none."""
		goal = make_goal(self.plan, actions=[{**STEP, "status": "Done"}])
		self.assertEqual(getdate(goal.actions[0].done_on), today())
		goal.actions[0].status = "Open"
		goal.save()
		self.assertIsNone(goal.actions[0].done_on)

	def test_nothing_has_happened_in_the_future(self):
		"""D-29"""
		tomorrow = add_days(today(), 1)
		for table, row in (
			("actions", {**STEP, "status": "Done", "done_on": tomorrow}),
			("check_ins", {"checked_on": tomorrow, "progress": "Well"}),
			("setbacks", {"happened_on": tomorrow, "setback": "The course is full"}),
		):
			with self.subTest(table):
				self.assertRaises(DateRefused, make_goal, self.plan, **{table: [row]})

	def test_with_a_strength_of_the_plan(self):
		"""R-201"""
		make_goal(self.plan, actions=[{**STEP, "strength_code": "S1"}])
		self.assertRaises(ActionRefused, make_goal, self.plan, actions=[{**STEP, "strength_code": "S9"}])

	def test_a_setback_with_a_strategy(self):
		"""R-206: one of the five."""
		self.assertEqual(
			frappe.get_all("CSS Setback Strategy", pluck="name", order_by="position asc"),
			["See the Vision", "Reframe", "Re-Prioritize", "Focus on Strengths", "Remember the Progress"],
		)
		row = {"happened_on": today(), "setback": "The course is full", "strategy": "Reframe"}
		self.assertEqual(make_goal(self.plan, setbacks=[row]).setbacks[0].strategy, "Reframe")


class TestOutcome(GoalTestCase):
	def test_what_ends_has_an_outcome(self):
		"""R-208"""
		goal = make_goal(self.plan)
		for missing in (
			{"status": "Achieved"},
			{"status": "Partly Achieved", "outcome_on": today()},
			{"status": "Set Aside", "outcome_on": today(), "outcome_note": " "},
		):
			goal.reload()
			goal.update(missing)
			self.assertRaises(GoalRefused, goal.save)
		goal.reload()
		goal.update({"status": "Achieved", "outcome_on": today()})
		goal.save()

	def test_dates_of_the_outcome(self):
		"""D-29"""
		goal = make_goal(self.plan)
		for wrong in (add_days(today(), 1), add_days(today(), -1)):
			goal.reload()
			goal.update({"status": "Achieved", "outcome_on": wrong})
			self.assertRaises(DateRefused, goal.save)

	def test_an_ended_goal_is_locked_until_it_is_taken_up_again(self):
		"""R-205"""
		goal = make_goal(self.plan, status="Achieved", outcome_on=today())
		goal.vision = "Another"
		self.assertRaises(GoalLocked, goal.save)
		goal.reload()
		goal.status = "Open"
		goal.save()
		self.assertIsNone(goal.outcome_on)
		goal.vision = "Another"
		goal.save()

	def test_no_illegal_move(self):
		"""R-208: a drag on a Kanban board saves the status alone."""
		goal = make_goal(self.plan)
		for status in ("Achieved", "Carried Over", "Set Aside"):
			with self.subTest(status):
				self.assertRaises(GoalRefused, set_value, goal.doctype, goal.name, "status", status)
		goal.reload()
		goal.update({"status": "Carried Over", "outcome_on": today()})
		self.assertRaises(GoalRefused, goal.save)

	def test_of_a_closed_plan_nothing_changes(self):
		"""R-208"""
		goal = make_goal(self.plan)
		close_plan(self.enrolment.name, today())
		goal.reload()
		goal.status = "Open"
		self.assertRaises(frappe.ValidationError, goal.save)
		goal.reload()
		goal.outcome_note = "Another"
		self.assertRaises(GoalLocked, goal.save)
		self.assertRaises(GoalLocked, make_goal, self.plan)
