"""Enters the hand-counted families into a site, each thing on its day."""

from collections.abc import Callable
from datetime import date, timedelta

from css_case_mgmt.tests.hand_counted.reading import NOON, read
from css_case_mgmt.tests.hand_counted.steps import Loaded, Steps

PLANNED_BEFORE = timedelta(days=3)


class Loading(Steps):
	"""All that happened, put in the order of its days, then done."""

	def __init__(self, clock) -> None:
		super().__init__()
		self.clock = clock
		self.steps: list[tuple[str, int, Callable, tuple]] = []

	def run(self) -> Loaded:
		self.make_sites()
		self.gather()
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
		for nam in read("assessments.json")["nam"]:
			self.later(nam.get("entered_on") or nam["on"], 5, self.assess, nam)
			if "abandoned_on" in nam:
				self.later(nam["abandoned_on"], 6, self.abandon, nam)
		for periodic in read("assessments.json")["periodic"]:
			for day in periodic["on"]:
				self.later(day, 5, self.assess_periodically, periodic, day)
		for line in read("activities.json")["activities"]:
			if line[7:] != ["from appointment"]:
				self.later(line[0], 6, self.write_down, *line)
		for deviation in self.families["deviations"]:
			self.later("2026-10-06", 7, self.explain, deviation)
		for planned in self.families["appointments"]:
			day = date.fromisoformat(planned["starts"][:10])
			self.later(str(day - PLANNED_BEFORE), 7, self.plan, planned)
			if "outcome" in planned:
				self.later(str(day), 8, self.settle, planned)

	def gather_family(self, family: dict) -> None:
		self.later(family["opened_on"], 0, self.open_case, family)
		for worker in family["workers"][1:]:
			self.later(worker["from"], 1, self.assign, family["code"], worker)
		for enrolment in family["enrolments"]:
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
