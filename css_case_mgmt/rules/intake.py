"""What the intake of a person has done, and what is next, in the guide's order (R-107, R-110, R-126, R-129).

Steps come in one order for everybody. A step that does not concern somebody is Not Needed; the first one that
is still to do is Next; a step that cannot be taken before another is Waiting.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import Enum


class Step(Enum):
	"""The steps of an intake, in the guide's order."""

	REFERRAL = "Referral"
	CASEWORKER = "Caseworker"
	IDENTITY = "Identity"
	ELIGIBILITY = "Eligibility"
	ENROLMENT = "Enrolment"
	CONSENT = "Consent"
	CHARTER = "Charter"
	GRADUATION = "Graduation"
	COPIES = "Copies"
	HEALTH_SCREENING = "Health Screening"
	FRENCH = "Services in French"
	ASSESSMENT = "First Assessment"
	PLAN = "Updated Plan"


FAMILY_STEPS = (Step.REFERRAL, Step.CASEWORKER)
PERSON_STEPS = tuple(step for step in Step if step not in FAMILY_STEPS)

# A step -> the steps that must be done before it can be taken.
PREREQUISITES = {
	Step.ENROLMENT: (Step.ELIGIBILITY,),
	Step.GRADUATION: (Step.CHARTER,),
	Step.COPIES: (Step.CONSENT, Step.CHARTER),
	Step.ASSESSMENT: (Step.ENROLMENT, Step.CONSENT, Step.CHARTER),
	Step.PLAN: (Step.ENROLMENT, Step.CONSENT, Step.CHARTER),
}


class State(Enum):
	"""Where a step stands."""

	DONE = "Done"
	NEXT = "Next"
	OPEN = "Open"
	WAITING = "Waiting"
	NOT_NEEDED = "Not Needed"


@dataclass(frozen=True, slots=True)
class Finding:
	"""What the file says about one step.

	Args:
		is_done: nothing remains to do.
		is_needed: the step concerns this person or family.
		missing: codes of what is missing, in the order in which the worker would ask for it.
	"""

	is_done: bool
	is_needed: bool = True
	missing: tuple[str, ...] = field(default=())


def states(findings: Mapping[Step, Finding], order: Iterable[Step]) -> dict[Step, State]:
	"""Where each step stands (R-110).

	Args:
		findings: what the file says; a step without a finding is not needed.
		order: the steps to judge, in their order.

	Returns:
		A state for each step of `order`, at most one of them Next.
	"""
	found: dict[Step, State] = {}
	for step in order:
		finding = findings.get(step, Finding(is_done=False, is_needed=False))
		if not finding.is_needed:
			found[step] = State.NOT_NEEDED
		elif finding.is_done:
			found[step] = State.DONE
		elif any(is_outstanding(findings.get(earlier)) for earlier in PREREQUISITES.get(step, ())):
			found[step] = State.WAITING
		elif State.NEXT in found.values():
			found[step] = State.OPEN
		else:
			found[step] = State.NEXT
	return found


def is_outstanding(finding: Finding | None) -> bool:
	"""Whether a step is needed and not done."""
	return finding is not None and finding.is_needed and not finding.is_done


def is_complete(found: Mapping[Step, State]) -> bool:
	"""Whether an intake has nothing left to do."""
	return all(state in (State.DONE, State.NOT_NEEDED) for state in found.values())
