"""Enters the hand-counted families into a site, each thing on its day."""

from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date, timedelta

from css_case_mgmt.tests.hand_counted.exit_steps import ExitSteps
from css_case_mgmt.tests.hand_counted.note_steps import NoteSteps
from css_case_mgmt.tests.hand_counted.plan_steps import PlanSteps
from css_case_mgmt.tests.hand_counted.reading import NOON, read, together
from css_case_mgmt.tests.hand_counted.referral_steps import ENDED, NOT_SENT, ReferralSteps
from css_case_mgmt.tests.hand_counted.steps import Loaded

PLANNED_BEFORE = timedelta(days=3)
DAYS_OF_OUTCOMES = ("outcome_on", "missed_on", "cancelled_on")


class Loading(ExitSteps, NoteSteps, PlanSteps, ReferralSteps):
	"""All that happened, put in the order of its days, then done."""

	def __init__(self, clock) -> None:
		super().__init__()
		self.clock = clock
		self.steps: list[tuple[str, int, Callable, tuple]] = []

	def run(self) -> Loaded:
		self.make_sites()
		self.fill_directory()
		self.gather()
		self.gather_services()
		self.gather_exits()
		for day, _order, step, arguments in sorted(self.steps, key=lambda each: each[:2]):
			self.clock.move_to(f"{day} {NOON}")
			step(*arguments)
		return self.made

	def later(self, day: str, order: int, step: Callable, *arguments) -> None:
		self.steps.append((day, order, step, arguments))

	def gather(self) -> None:
		for family in self.families["families"]:
			self.gather_family(family)
		for move in self.families["moves"]:
			self.later(move["on"], 1, self.move, move)
		for referral in self.families["referrals"]:
			self.later(max(referral["received_on"], self.opened(referral["person"])), 2, self.refer, referral)
		for nam in together("assessments.json")["nam"]:
			self.later(nam.get("entered_on") or nam["on"], 5, self.assess, nam)
			if "abandoned_on" in nam:
				self.later(nam["abandoned_on"], 6, self.abandon, nam)
		for periodic in together("assessments.json")["periodic"]:
			for day in periodic["on"]:
				self.later(day, 5, self.assess_periodically, periodic, day)
		for deviation in self.families["deviations"]:
			self.later("2026-10-06", 7, self.explain, deviation)
		for planned in self.families["appointments"]:
			day = date.fromisoformat(planned["starts"][:10])
			self.later(str(day - PLANNED_BEFORE), 7, self.plan, planned)
			if "outcome" in planned:
				self.later(str(day), 8, self.settle, planned)

	def gather_family(self, family: dict) -> None:
		self.later(family["opened_on"], 0, self.open_case, family)
		returns = [enrolment["on"] for enrolment in family["enrolments"] if enrolment["episode"] > 1]
		for worker in family["workers"][1:]:
			if worker["from"] not in returns:
				self.later(worker["from"], 1, self.assign, family["code"], worker)
		for enrolment in family["enrolments"]:
			if enrolment["episode"] > 1:
				self.later(enrolment["on"], 0, self.come_back, family["code"], enrolment)
			self.later(enrolment["on"], 3, self.enrol, family["code"], enrolment)
			if "consent_withdrawn_on" in enrolment:
				self.later(enrolment["consent_withdrawn_on"], 8, self.withdraw_consent, enrolment)
			if enrolment.get("exit_reason", "Died") != "Died":
				self.later(enrolment["exit_on"], 9, self.end, family["site"], enrolment)
		for member in family["members"]:
			if "died_on" in member:
				self.later(member["died_on"], 9, self.die, family["code"], member)
			if "citizen_since" in member:
				self.later(member["citizen_since"], 9, self.become_citizen, member)

	def gather_services(self) -> None:
		self.gather_notes()
		for plan in self.services["plans"]:
			self.later(plan["date"], 6, self.write_plan, plan)
		for goal in self.services["goals"]:
			self.gather_goal(goal)
		for referral in self.services["referrals"]:
			self.gather_referral(referral)

	def gather_exits(self) -> None:
		added = read("exits.json")
		for entry in added["exits"]:
			self.later(entry["exit_on"], 9, self.leave, entry)
		for entry in added["open_exits"]:
			self.later(entry["on"], 9, self.begin_exit, entry)
		for entry in added["extensions"]:
			self.later(entry["on"], 9, self.extend, entry)

	def gather_notes(self) -> None:
		for interpreter in self.services["interpreters"]:
			self.later(interpreter["signed_on"], 0, self.register_interpreter, interpreter)
		for french in self.services["french"]:
			day = french.get("recorded_on") or french["explained_on"] or self.opened(french["person"])
			self.later(day, 4, self.record_french, french, day)
		for code, line in numbered(together("activities.json")["activities"]):
			details = self.services["activities"].get(code, {})
			if line[7:] != ["from appointment"]:
				self.later(details.get("entered_on") or line[0], 6, self.write_down, code, line, details)
		for further in self.services["further_activities"]:
			if "moved_from" not in further:
				self.later(further["line"][0], 6, self.write_down, further["code"], further["line"], further)
		for addendum in self.services["addenda"]:
			self.later(addendum["on"], 7, self.add, addendum)
		for restricted in self.services["restricted_notes"]:
			self.later(restricted["on"], 7, self.write_restricted, restricted)
		for correction in self.services["wrong_file_corrections"]:
			self.later(correction["found_on"], 8, self.correct, correction)

	def gather_goal(self, goal: dict) -> None:
		self.later(goal["start"], 8 if "serves" in goal else 7, self.set_goal, goal)
		for number, (_action, _who, due, status) in enumerate(goal.get("actions", [])):
			if status == "Done":
				self.later(due, 8, self.take_goal_step, goal, number, due)
		for day, setback, strategy in goal.get("setbacks", []):
			self.later(day, 8, self.set_back, goal, setback, strategy, day)
		if "outcome_on" in goal and goal["status"] != "Carried Over":
			self.later(goal["outcome_on"], 8, self.end_goal, goal)

	def gather_referral(self, referral: dict) -> None:
		began = referral["referred_on"] or referral["drafted_on"]
		self.later(began, 8, self.refer_out, referral)
		ended = next(filter(None, map(referral.get, DAYS_OF_OUTCOMES)), None)
		asked = referral["followed_up_on"]
		if referral["status"] not in ("Sent", *NOT_SENT):
			self.later(ended or asked or began, 9, self.hear_of, referral)
		if asked and (referral["status"] not in ENDED or referral["benefitted"]):
			self.later(asked, 10, self.ask, referral)


def numbered(lines: list[list]) -> Iterator[tuple[str, list]]:
	"""Each line with its code: the third of F01 is F01.3."""
	numbers = Counter()
	for line in lines:
		numbers[line[2]] += 1
		yield f"{line[2]}.{numbers[line[2]]}", line
