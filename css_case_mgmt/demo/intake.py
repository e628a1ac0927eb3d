"""Who is eligible, and why: before each enrolment, and of a few who were not (R-049 to R-052, R-084 to R-103)."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from random import Random

from css_case_mgmt.demo.chance import Weighted, between, happens, pick, working_day
from css_case_mgmt.demo.histories import History, Stay
from css_case_mgmt.demo.plans import ClientPlan, EligibilityPlan, EnrolmentPlan, OtherFactorPlan
from css_case_mgmt.rules.age import age_on

MOST_DAYS_BEFORE = 10
PERMANENT_RESIDENT = "Permanent Resident"
PROTECTED_PERSON = "Protected Person in Canada"
SELECTED = "Selected for Permanent Residence"
WORKER = "Temporary Foreign Worker Under Section 112 or 113"
DEPENDANT = "Dependant of an Eligible Person"
TEMPORARY_RESIDENT = "Temporary Resident"

_MODES = Weighted(("In Person", 82), ("Phone", 8), ("Video", 4), ("In Person and Remote", 6))
_REMOTE = ("Video", "Phone")
_REMOTE_REASONS = ("Lives far from the office.", "Recovering at home after surgery.", "Snow closed the road.")
_HEALTH = Weighted(("2.1", 27), ("2.2", 18), ("2.3", 20), ("2.4", 35))
_STRUCTURES = Weighted(("3.1", 32), ("3.2", 26), ("3.3", 42))
_OTHER_FACTORS = {
	"1": "Has never lived in a town before.",
	"2": "Grieves for relatives who stayed behind.",
	"3": "The community that supported the family has moved away.",
}
_UNDERSTANDING = "Came up in several conversations and stands in the way of every other step."
_SERVICES = (
	("Language Services", "Maple Hill Newcomer School"),
	("Employment-related Services", "Bridgeway Employment Centre"),
	("Community Connections", "Newcomer Neighbours"),
	("Information and Orientation", "Welcome Desk of the City"),
)
_ANSWERS = Weighted(("Accepted", 60), ("Undecided", 28), ("Declined", 12))


@dataclass(frozen=True, slots=True)
class Standing:
	"""A legal status, with what it asks for."""

	legal_status: str
	evidence: str = ""
	principal_applicant: int | None = None


class Eligibility:
	"""Draws the assessments of a family."""

	def __init__(
		self,
		rng: Random,
		clients: tuple[ClientPlan, ...],
		history: History,
		category: str,
		own_file_age: int,
		today: date,
	) -> None:
		self.rng = rng
		self.clients = clients
		self.history = history
		self.category = category
		self.own_file_age = own_file_age
		self.today = today

	def before(self, enrolment: EnrolmentPlan, last_exit: date | None) -> EnrolmentPlan:
		"""Return the enrolment with the assessment that it rests on."""
		start = enrolment.enrolment_date
		stay = self.history.members[enrolment.client].stay_on(start)
		if stay is None:
			raise ValueError(f"nobody can be enrolled outside of a case: {start}")
		earliest = max(stay.since, last_exit or date.min)
		on = max(start - timedelta(days=between(self.rng, 0, MOST_DAYS_BEFORE)), earliest)
		plan = self.assessment(enrolment.client, stay, min(working_day(on), start))
		plan = replace(
			plan,
			needs_level=enrolment.levels[0].needs_level,
			plan_updated_on=plan.assessment_date if last_exit and happens(self.rng, 0.8) else None,
		)
		return replace(enrolment, eligibility=plan)

	def not_eligible(self, enrolled: set[int]) -> Iterator[EligibilityPlan]:
		"""Yield assessments of grown-ups who were never enrolled: some found not eligible."""
		for client, member in enumerate(self.history.members):
			stay = member.stays[0]
			joined_as_adult = age_on(member.person.born, stay.since) >= self.own_file_age
			if client in enrolled or not joined_as_adult or not happens(self.rng, 0.5):
				continue
			on = working_day(stay.since + timedelta(days=between(self.rng, 0, 20)))
			if on <= self.today and stay.covers(on):
				yield self.refused(self.assessment(client, stay, on))

	def assessment(self, client: int, stay: Stay, on: date) -> EligibilityPlan:
		"""Return an assessment with a criterion in each column, or an Other Factor instead of one."""
		standing = self.standing(client, stay, on)
		criteria = [self.individual_criterion(self.clients[client])]
		criteria += [_HEALTH.draw(self.rng), _STRUCTURES.draw(self.rng)]
		other_factor = self.other_factor() if happens(self.rng, 0.05) else None
		if other_factor:
			criteria = [code for code in criteria if code[0] != other_factor.column]
		elif happens(self.rng, 0.4):
			further = pick(self.rng, ("1.3", "2.4", "3.1", "3.3"))
			criteria += [further] if further not in criteria else []
		mode = _MODES.draw(self.rng)
		return EligibilityPlan(
			client=client,
			case=stay.case,
			assessment_date=on,
			mode=mode,
			remote_reason=pick(self.rng, _REMOTE_REASONS) if mode in _REMOTE else "",
			legal_status=standing.legal_status,
			status_evidence=standing.evidence,
			principal_applicant=standing.principal_applicant,
			criteria=tuple(sorted(criteria)),
			other_factor=other_factor,
			needs_level="",
		)

	def refused(self, plan: EligibilityPlan) -> EligibilityPlan:
		"""Return the same with a column that nothing speaks for, or with a status that does not count."""
		first = between(self.rng, 0, len(_SERVICES) - 1)
		services = tuple(
			(*_SERVICES[(first + place) % len(_SERVICES)], plan.assessment_date, _ANSWERS.draw(self.rng))
			for place in range(between(self.rng, 1, 2))
		)
		plan = replace(plan, services_offered=services, other_factor=None)
		if self.category == "other" and happens(self.rng, 0.5):
			return replace(
				plan, legal_status=TEMPORARY_RESIDENT, status_evidence="", principal_applicant=None
			)
		missing = pick(self.rng, ("2", "2", "3"))
		return replace(plan, criteria=tuple(code for code in plan.criteria if code[0] != missing))

	def standing(self, client: int, stay: Stay, on: date) -> Standing:
		"""Return the legal status that goes with the immigration category (R-049 to R-051)."""
		head = self.head_on(stay.case, on)
		is_dependant = stay.role in ("spouse", "child") and head not in (None, client)
		if self.category in ("protected_person", "other") and is_dependant and happens(self.rng, 0.4):
			return Standing(DEPENDANT, principal_applicant=head)
		if self.category == "protected_person":
			return Standing(PROTECTED_PERSON)
		if self.category != "other":
			return Standing(PERMANENT_RESIDENT)
		seen_from = on - timedelta(days=between(self.rng, 20, 200))
		if happens(self.rng, 0.75):
			return Standing(SELECTED, f"Letter from IRCC of {seen_from.isoformat()}")
		return Standing(WORKER, f"Work permit of {seen_from.isoformat()}")

	def head_on(self, case: int, on: date) -> int | None:
		for client, member in enumerate(self.history.members):
			stay = member.stay_on(on)
			if stay and stay.case == case and stay.role == "head":
				return client
		return None

	def individual_criterion(self, client: ClientPlan) -> str:
		if client.needs_interpreter:
			return "1.2"
		if client.literacy != "Reads and writes":
			return "1.1"
		return pick(self.rng, ("1.3", "1.4"))

	def other_factor(self) -> OtherFactorPlan:
		column = pick(self.rng, tuple(_OTHER_FACTORS))
		return OtherFactorPlan(_OTHER_FACTORS[column], column, _UNDERSTANDING)


def with_eligibility(
	eligibility: Eligibility, enrolments: tuple[EnrolmentPlan, ...]
) -> tuple[EnrolmentPlan, ...]:
	"""Return the enrolments, by client and episode, each with the assessment that it rests on."""
	last_exits: dict[int, date | None] = {}
	assessed = []
	for enrolment in enrolments:
		assessed.append(eligibility.before(enrolment, last_exits.get(enrolment.client)))
		last_exits[enrolment.client] = enrolment.exit_date
	return tuple(assessed)
