"""Settlement plans and goals of the hand-counted families."""

import frappe

from css_case_mgmt.api import goal as goals
from css_case_mgmt.tests.factories import acting_as
from css_case_mgmt.tests.hand_counted.reading import FACTORS
from css_case_mgmt.tests.hand_counted.steps import Steps
from css_case_mgmt.tests.plan.records import agree, make_goal, make_plan

PLAN, GOAL = "CSS Settlement Plan", "CSS Goal"
AGREED = ("Agreed", "Superseded", "Closed")


class PlanSteps(Steps):
	"""Each takes an entry of the files."""

	def write_plan(self, entry: dict) -> None:
		enrolment = self.enrolment_of(entry)
		agreed_on = entry.get("client_agreed_on", entry["date"])
		rows = {
			"strengths": [
				{"category": category, "strength": strength} for category, strength in entry["strengths"]
			],
			"needs": [
				{"challenge": challenge, "need": need, "factor": FACTORS[factor]}
				for challenge, need, factor in entry["needs"]
			],
		}
		with acting_as(self.worker_on(entry["case"], entry["date"])):
			if "revises" in entry:
				former = frappe.get_doc(PLAN, self.made.plans[entry["revises"]])
				plan = frappe.get_doc(PLAN, former.revise(entry["change_reason"]))
				if "nam_on" in entry:
					plan.nam_assessment = self.made.nams[entry["person"], entry["nam_on"]]
				plan.update(rows)
				plan.save()
			else:
				plan = make_plan(enrolment, entry["date"], client_agreed_on=agreed_on, **rows)
			if entry["status"] in AGREED:
				agree(plan, agreed_on)
		self.made.plans[entry["code"]] = plan.name

	def set_goal(self, entry: dict) -> None:
		plan = frappe.get_doc(PLAN, self.made.plans[entry["plan"]])
		with acting_as(self.worker_on(entry["case"], entry["start"])):
			goal = make_goal(
				plan,
				goal=entry["goal"],
				horizon=entry["horizon"],
				start_date=entry["start"],
				target_date=entry["target"],
				factor=FACTORS[entry["factor"]],
				serves_goal=self.made.goals[entry["serves"]] if "serves" in entry else None,
				actions=[
					{"action": action, "responsible": who, "due_date": due}
					for action, who, due, _status in entry.get("actions", [])
				],
			)
		self.made.goals[entry["code"]] = goal.name

	def take_goal_step(self, entry: dict, number: int, day: str) -> None:
		name = self.made.goals[entry["code"]]
		with acting_as(self.worker_on(entry["case"], day)):
			row = frappe.get_doc(GOAL, name).actions[number]
			goals.set_action(name, row.name, "Done")

	def set_back(self, entry: dict, setback: str, strategy: str, day: str) -> None:
		with acting_as(self.worker_on(entry["case"], day)):
			goals.add_setback(self.made.goals[entry["code"]], setback, strategy)

	def end_goal(self, entry: dict) -> None:
		with acting_as(self.worker_on(entry["case"], entry["outcome_on"])):
			goals.end(self.made.goals[entry["code"]], entry["status"], "We spoke about what was reached.")
