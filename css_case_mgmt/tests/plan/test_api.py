"""What the desk calls for plans and goals (R-165, R-191 to R-216)."""

import frappe
from frappe.utils import add_days, add_months

from css_case_mgmt.api import goal as goal_api
from css_case_mgmt.api import plan as plan_api
from css_case_mgmt.api.keep_both import put_together
from css_case_mgmt.css_case_mgmt.doctype.css_goal.css_goal import HorizonRefused
from css_case_mgmt.tests.factories import (
	BANK,
	SIGNATURE,
	acting_as,
	answers_of_weight,
	complete_assessment,
	today,
)
from css_case_mgmt.tests.plan.records import (
	PlanTestCase,
	make_agreed_plan,
	make_goal,
	make_intermediate_goal,
	make_plan,
)


def answers_with(heavy: dict[str, float], otherwise: float = 1) -> list[dict]:
	"""Answers of one weight for some factors, and of another for all the others."""
	factor_of = {
		row.question_code: row.factor for row in frappe.get_cached_doc("CSS NAM Bank", BANK).questions
	}
	of_weight = {
		weight: {row["question_code"]: row for row in answers_of_weight(weight)}
		for weight in {*heavy.values(), otherwise}
	}
	return [of_weight[heavy.get(factor, otherwise)][code] for code, factor in factor_of.items()]


class TestBegin(PlanTestCase):
	def test_after_the_first_assessment(self):
		"""R-165, R-210: it names the assessment it answers to, and speaks the client's language."""
		frappe.db.set_value("CSS Client", self.client.name, "primary_language", "prs")
		done = complete_assessment(self.enrolment, answers=2)
		self.assertTrue(plan_api.get_plan(self.enrolment.name)["may_begin"])
		plan = frappe.get_doc("CSS Settlement Plan", plan_api.start(self.enrolment.name))
		self.assertEqual((plan.nam_assessment, plan.agreement_language), (done.name, "prs"))
		found = plan_api.get_plan(self.enrolment.name)
		self.assertEqual((found["draft"]["name"], found["may_begin"]), (plan.name, False))

	def test_a_colleague_learns_nothing(self):
		"""R-005"""
		plan = make_plan(self.enrolment)
		goal = make_goal(plan)
		with acting_as(self.colleague):
			for call in (
				lambda: plan_api.get_plan(self.enrolment.name),
				lambda: plan_api.get_panel(plan.name),
				lambda: plan_api.start(self.enrolment.name),
				lambda: plan_api.propose(plan.name),
				lambda: plan_api.take_strength(plan.name, "Time", "Speaks four languages"),
				lambda: goal_api.check_in(goal.name, "Well"),
				lambda: goal_api.get_help(plan.name, {}),
				lambda: put_together("CSS Goal", goal.name, {}, {}),
			):
				self.assertRaises(frappe.PermissionError, call)


class TestProposals(PlanTestCase):
	def setUp(self):
		super().setUp()
		factors = list(
			dict.fromkeys(row.factor for row in frappe.get_cached_doc("CSS NAM Bank", BANK).questions)
		)
		self.high, self.middle = factors[2], factors[0]
		complete_assessment(self.enrolment, answers=answers_with({self.high: 3, self.middle: 2}))
		self.plan = make_plan(self.enrolment)

	def test_the_factors_that_score_highest(self):
		"""R-165, D-04: the highest first, with what was asked and answered; nothing of what needs no support."""
		found = plan_api.propose(self.plan.name)
		self.assertEqual(found["assessment"]["label"], "A1")
		self.assertEqual([row["factor"] for row in found["factors"]], [self.high, self.middle])
		self.assertTrue(
			all(row["asked"][0]["question"] and row["asked"][0]["answer"] for row in found["factors"])
		)
		self.assertLessEqual(len(found["factors"][0]["asked"]), 3)

	def test_looking_adds_nothing(self):
		"""R-165: nothing is added without the worker."""
		plan_api.propose(self.plan.name)
		plan_api.add_proposed(self.plan.name)
		self.plan.reload()
		self.assertEqual(len(self.plan.needs), 2)
		self.assertFalse(frappe.db.exists("CSS Goal", {"plan": self.plan.name}))

	def test_only_what_is_ticked_is_added(self):
		"""R-165, R-210: the need with its factor, and the goal with the need."""
		added = plan_api.add_proposed(
			self.plan.name,
			needs=[{"factor": self.high, "challenge": "No work", "need": "Learn how to look for work"}],
			goals=[
				{
					"factor": self.high,
					"goal": "Write my résumé",
					"horizon": "Immediate",
					"target_date": add_months(today(), 2),
				}
			],
		)
		self.assertEqual(added["needs"], ["N3"])
		goal = frappe.get_doc("CSS Goal", added["goals"][0])
		self.assertEqual((goal.need_code, goal.factor, goal.plan), ("N3", self.high, self.plan.name))
		self.assertEqual(
			plan_api.propose(self.plan.name)["factors"][0]["needs"], ["Learn how to look for work"]
		)

	def test_all_or_nothing(self):
		"""R-165: a goal that is refused leaves the plan as it was."""
		frappe.db.savepoint("proposed")
		with self.assertRaises(HorizonRefused):
			plan_api.add_proposed(
				self.plan.name,
				needs=[{"factor": self.high, "challenge": "No work", "need": "Learn"}],
				goals=[
					{"goal": "Work", "horizon": "Immediate", "target_date": add_months(today(), 20)},
				],
			)
		frappe.db.rollback(save_point="proposed")
		self.plan.reload()
		self.assertEqual(len(self.plan.needs), 2)


class TestAgree(PlanTestCase):
	SIGNED = {
		"signature_method": "Signed on Screen",
		"client_signature": SIGNATURE,
		"caseworker_signature": SIGNATURE,
	}

	def test_both_sign(self):
		"""R-214, R-117"""
		plan = make_plan(self.enrolment)
		answer = plan_api.agree(
			plan.name, **self.SIGNED, copy_given_on=str(today()), modified=str(plan.modified)
		)
		self.assertEqual(answer["status"], "Agreed")
		found = plan_api.get_plan(self.enrolment.name)
		self.assertEqual((found["agreed"]["name"], found["agreed"]["agreed_on"]), (plan.name, today()))

	def test_nobody_signs_what_was_not_read(self):
		"""R-214, R-508: a draft that was changed while it was open is read again first."""
		plan = make_plan(self.enrolment)
		before = str(plan.modified)
		plan.strengths[0].strength = "Very patient"
		plan.save()
		self.assertRaises(
			frappe.TimestampMismatchError, plan_api.agree, plan.name, **self.SIGNED, modified=before
		)


class TestPanel(PlanTestCase):
	def test_balance_goals_and_figures(self):
		"""R-191, R-194, R-216: categories without a strength first; overdue steps are marked."""
		plan = make_plan(self.enrolment)
		make_goal(
			plan,
			actions=[
				{"action": "Ask", "responsible": "Client", "due_date": add_days(today(), -1)},
				{"action": "Go", "responsible": "Together", "status": "Done"},
			],
		)
		make_goal(plan, status="Achieved", outcome_on=today())
		panel = plan_api.get_panel(plan.name)
		self.assertEqual(panel["balance"], {"strengths": 3, "needs": 2, "missing": 0})
		self.assertEqual(len(panel["categories"]), 9)
		self.assertEqual([row["category"] for row in panel["categories"] if row["is_used"]], ["Time"])
		self.assertFalse(panel["categories"][0]["is_used"])
		self.assertEqual((panel["completion"]["percent"], panel["completion"]["actions_done"]), (50, 1))
		marked = [row["is_overdue"] for goal in panel["goals"] for row in goal["actions"]]
		self.assertEqual(marked, [True, False])

	def test_a_revision_shows_the_goals_that_will_come_along(self):
		"""R-205"""
		plan = make_agreed_plan(self.enrolment)
		goal = make_goal(plan)
		draft = plan.revise("More")
		self.assertEqual([row["name"] for row in plan_api.get_panel(draft)["goals"]], [goal.name])
		self.assertEqual(plan_api.get_panel(plan.name)["draft"]["name"], draft)

	def test_the_assessment_to_answer(self):
		"""R-152, R-212: until the plan was looked at since."""
		first = complete_assessment(self.enrolment, answers=2)
		plan = make_agreed_plan(self.enrolment, nam_assessment=first.name)
		self.assertTrue(plan_api.get_panel(plan.name)["assessment"]["is_answered"])
		second = complete_assessment(self.enrolment, add_months(self.enrolment.enrolment_date, 4), 2)
		asked = plan_api.get_panel(plan.name)["assessment"]
		self.assertEqual((asked["label"], asked["is_answered"]), ("A2", False))
		plan_api.record_review(plan.name, "Nothing changes", "Needs Assessment", nam_assessment=second.name)
		self.assertTrue(plan_api.get_panel(plan.name)["assessment"]["is_answered"])

	def test_a_fixed_number_of_queries(self):
		"""R-458 in spirit: however many goals and steps."""
		plan = make_plan(self.enrolment)
		make_goal(plan)
		plan_api.get_panel(plan.name)
		few = self.count_queries(plan_api.get_panel, plan.name)
		for _each in range(5):
			make_goal(plan, actions=[{"action": "Ask", "responsible": "Client"}])
		self.assertEqual(self.count_queries(plan_api.get_panel, plan.name), few)


class TestGoalApi(PlanTestCase):
	def test_help_says_only_what_is_missing(self):
		"""R-199, R-203: at most three things, with what there is to choose from."""
		plan = make_plan(self.enrolment)
		later = make_intermediate_goal(plan)
		found = goal_api.get_help(plan.name, {"goal": "Work", "horizon": "Immediate"})
		self.assertEqual(
			[hint["code"] for hint in found["hints"]], ["Say More", "Add Actions", "How to See Success"]
		)
		self.assertTrue(all(hint["text"] for hint in found["hints"]))
		self.assertEqual([row["value"] for row in found["to_serve"]], [later.name])
		self.assertEqual([row["value"] for row in found["strengths"]], ["S1", "S2", "S3"])
		self.assertEqual(len(found["strategies"]), 5)

	def test_a_goal_in_the_clients_words(self):
		"""R-202: what a worker expects is asked about, and kept as it was typed all the same; a wish is left alone."""
		plan = make_plan(self.enrolment)
		expected = "Client will comply with the case plan"
		found = goal_api.get_help(plan.name, {"goal": expected})["hints"][0]
		self.assertEqual(found["code"], "Own Words")
		self.assertIn("what the client wants", found["text"])
		self.assertEqual(make_goal(plan, goal=expected).goal, expected)
		wish = {"goal": "I want to read the letters that come"}
		codes = [hint["code"] for hint in goal_api.get_help(plan.name, wish)["hints"]]
		self.assertNotIn("Own Words", codes)

	def test_a_realistic_timeline(self):
		"""R-215: a goal of less than a week, or with a step after its day, is asked about, and not refused; each goal
		has its day."""
		plan = make_plan(self.enrolment)
		step = {"action": "Ask", "responsible": "Client", "due_date": str(add_days(today(), 9))}
		near = {"goal": "I want to work in a bakery", "start_date": str(today()), "actions": [step]}
		for days, expected in (
			(3, ["Too Soon", "Action After Target"]),
			(8, ["Action After Target"]),
			(9, []),
		):
			with self.subTest(days):
				target = str(add_days(today(), days))
				found = goal_api.get_help(plan.name, {**near, "target_date": target})["hints"]
				codes = [
					hint["code"] for hint in found if hint["code"] in ("Too Soon", "Action After Target")
				]
				self.assertEqual(codes, expected)
				self.assertTrue(all("enough time" in hint["text"] for hint in found[: len(expected)]))
				self.assertEqual(make_goal(plan, **{**near, "target_date": target}).status, "Open")
		self.assertRaises(frappe.MandatoryError, make_goal, plan, target_date=None)

	def test_one_step_at_a_time(self):
		"""R-201, R-204, R-206, R-208: each changes its own thing alone."""
		goal = make_goal(make_plan(self.enrolment), actions=[{"action": "Ask", "responsible": "Client"}])
		goal_api.set_action(goal.name, goal.actions[0].name, "Done")
		goal_api.check_in(goal.name, "Half of it is done")
		goal_api.add_setback(goal.name, "The course is full", "Reframe", "Ask for the waiting list")
		goal_api.end(goal.name, "Partly Achieved", "On the waiting list")
		goal.reload()
		self.assertEqual(
			(goal.actions[0].status, len(goal.check_ins), len(goal.setbacks), goal.status),
			("Done", 1, 1, "Partly Achieved"),
		)
		goal_api.reopen(goal.name)
		goal.reload()
		self.assertEqual((goal.status, goal.outcome_note), ("Open", None))
		self.assertRaises(goal_api.ActionNotFound, goal_api.set_action, goal.name, "none", "Done")


class TestKeepBoth(PlanTestCase):
	def test_two_people_in_one_plan(self):
		"""R-205, R-508: what was typed meanwhile is put together with what another has saved."""
		plan = make_plan(self.enrolment)
		base = frappe.parse_json(frappe.as_json(plan.as_dict()))
		self.assertIsNone(put_together(plan.doctype, plan.name, base, base))
		with acting_as(self.manager):
			theirs = frappe.get_doc(plan.doctype, plan.name)
			theirs.append("strengths", {"category": "Hobbies", "strength": "Plays the lute"})
			theirs.save()
		mine = frappe.parse_json(frappe.as_json(base))
		mine["needs"][0]["need"] = "Learn to write a résumé"
		mine["strengths"].append(
			{"__islocal": 1, "name": "new-1", "category": "Time", "strength": "Up early"}
		)
		found = put_together(plan.doctype, plan.name, base, mine)
		self.assertEqual(
			[row["strength"] for row in found["rows"]["strengths"]],
			["Strength 1", "Strength 2", "Strength 3", "Plays the lute", "Up early"],
		)
		self.assertEqual(found["rows"]["needs"][0]["need"], "Learn to write a résumé")
		self.assertEqual((found["twice"], found["by"]), ([], frappe.utils.get_fullname(self.manager)))

	def test_a_stale_save_is_refused(self):
		"""R-508: Frappe's own check, by REST as well: the second of two is told."""
		plan = make_plan(self.enrolment)
		stale = frappe.get_doc(plan.doctype, plan.name)
		plan.strengths[0].strength = "Very patient"
		plan.save()
		stale.strengths[0].strength = "Cooks well"
		self.assertRaises(frappe.TimestampMismatchError, stale.save)

	def test_only_plans_and_goals(self):
		"""D-19"""
		self.assertRaises(frappe.ValidationError, put_together, "CSS Client", self.client.name, {}, {})
