"""The shapes of what is agreed with a person and done for her: settlement plans, goals, referrals elsewhere.

Like those of `plans.py`: plain, frozen, without database names. Links inside an enrolment are positions: a goal
names the need by its place in the first revision of the plan, another goal by its place in
`EnrolmentPlan.goals`; a provider is a place in the directory.
"""

from dataclasses import dataclass
from datetime import date

FOLLOWED_UP = "Followed Up"


@dataclass(frozen=True, slots=True)
class StrengthPlan:
	"""What somebody brings along."""

	category: str  # a seeded CSS Strength Category
	strength: str
	said_by: str  # Client, Family Member, Caseworker, NAARS


@dataclass(frozen=True, slots=True)
class NeedPlan:
	"""A challenge, and the same as a need."""

	factor: str
	challenge: str
	need: str


@dataclass(frozen=True, slots=True)
class PlanReviewPlan:
	"""What was said about a plan on a later day."""

	reviewed_on: date
	occasion: str  # Check-in, Needs Assessment, Periodic Assessment, Exit
	sequence: int | None  # of the assessment
	what_changes: str


@dataclass(frozen=True, slots=True)
class RevisionPlan:
	"""A revision of a settlement plan; only the last one may be a draft."""

	revision: int  # 1 is the first
	plan_date: date
	sequence: int  # of the needs assessment that it follows
	strengths: tuple[StrengthPlan, ...]  # more than there are needs
	needs: tuple[NeedPlan, ...]
	is_draft: bool
	agreed_on: date | None  # None of a draft
	has_copy: bool
	language: str  # in which it was agreed
	signature: int  # which of the drawn signatures
	change_reason: str  # empty in the first revision
	reviews: tuple[PlanReviewPlan, ...] = ()  # by date


@dataclass(frozen=True, slots=True)
class GoalActionPlan:
	"""A step towards a goal."""

	action: str
	responsible: str  # Client, Caseworker, Together
	due_date: date
	status: str  # Open, Done, Dropped
	done_on: date | None
	strength: int | None  # a place in the strengths of the plan


@dataclass(frozen=True, slots=True)
class CheckInPlan:
	"""A word about a goal."""

	checked_on: date
	progress: str


@dataclass(frozen=True, slots=True)
class SetbackPlan:
	"""Something that went wrong, and what was done about it."""

	happened_on: date
	setback: str
	strategy: str  # a seeded CSS Setback Strategy
	response: str


@dataclass(frozen=True, slots=True)
class GoalPlan:
	"""A goal in the client's words."""

	goal: str
	horizon: str  # Immediate, Intermediate
	start_date: date
	target_date: date
	vision: str
	success_measure: str
	expected_change: str
	factor: str
	need: int
	serves: int | None  # an intermediate goal before it
	actions: tuple[GoalActionPlan, ...]
	check_ins: tuple[CheckInPlan, ...]  # by date
	setbacks: tuple[SetbackPlan, ...]
	status: str  # Open, Achieved, Partly Achieved, Carried Over, Set Aside
	outcome_on: date | None
	outcome_note: str


@dataclass(frozen=True, slots=True)
class ReferralStepPlan:
	"""A change of status, or a follow-up."""

	status: str  # or `FOLLOWED_UP`
	step_on: date
	told_by: str  # Client, Provider, Caseworker
	remark: str


@dataclass(frozen=True, slots=True)
class OutwardReferralPlan:
	"""A referral to a provider, or to a colleague of the agency."""

	number: int  # in the order of the enrolment's
	provider: int | None  # a place in the directory; None of an internal one
	internal_to: str
	service: str  # a seeded CSS Service Type
	target_class: str
	intervention: str
	reason: str
	support_level: str  # Worker Books, Worker Accompanies, Client Alone
	purpose: str  # of an external one, as the consent names it
	information: str
	francophone_explained: bool
	factor: str
	goal: int | None
	written_on: date
	steps: tuple[ReferralStepPlan, ...]  # by date; none of a draft
	obtained: str
	benefitted: str
	outcome_note: str
	is_final: bool = False  # the one at the end of the programme

	@property
	def status(self) -> str:
		"""Where it stands today."""
		return next((step.status for step in reversed(self.steps) if step.status != FOLLOWED_UP), "Draft")


@dataclass(frozen=True, slots=True)
class DetailsPlan:
	"""What is said of an activity besides its note; most activities have none of it."""

	topics: tuple[str, ...] = ()  # seeded CSS Activity Topics
	support_services: tuple[str, ...] = ()  # seeded CSS Service Types
	purpose: str = ""
	living_conditions: str = ""
	accompanied_to: int | None = None  # a place in the directory
	cannot_alone_reason: str = ""
	skill_practised: str = ""
	has_ccb_potential: bool = False
	referral: int | None = None  # a place in the referrals of the enrolment
	goal: int | None = None  # a place in the goals of the enrolment
	problem: str = ""
	resolves: int | None = None  # the number of the activity that found the problem
	late_days: int = 0  # after how many days it was written down, if that was late
	addendum: str = ""


NO_DETAILS = DetailsPlan()
