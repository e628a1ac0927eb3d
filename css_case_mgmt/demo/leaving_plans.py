"""The shapes of how somebody leaves the programme: the end of a stay, its exit, the interview, longer stays.

Like those of `plans.py`: plain, frozen, without database names.
"""

from dataclasses import dataclass
from datetime import date, timedelta

DRAFT, READY, RETURNED, APPROVED, EXITED = "Draft", "Ready for Review", "Returned", "Approved", "Exited"
WORKER, MANAGER = "Worker", "Manager"
# Keys of the vocabulary's exit reasons that are more than words.
GRADUATED, LOST_CONTACT, DIED, CITIZEN = "needs_met", "lost_contact", "deceased", "citizen"
# For so many days before the exit nobody was reached who was lost.
SILENT_DAYS = 28


def weekday_before(day: date) -> date:
	"""Return the day itself, or the Friday before a weekend."""
	return day - timedelta(days=max(0, day.weekday() - 4))


@dataclass(frozen=True, slots=True)
class EndPlan:
	"""That a stay has ended, or that its end has been begun."""

	key: str  # of the vocabulary's exit reasons
	reason: str  # the site's word for it
	last_day: date
	state: str  # of the exit
	final_on: date | None  # the needs assessment with which a planned stay ends
	is_closed_by_job: bool = False  # approved before its last day, on which the job closes it


@dataclass(frozen=True, slots=True)
class DecisionPlan:
	"""A step of an approval."""

	state: str
	by: str  # Worker, Manager
	on: date
	note: str = ""


@dataclass(frozen=True, slots=True)
class AnsweredPlan:
	"""The client's answer to a question of the interview; with none of the three it is still open."""

	satisfaction: str = ""
	words: str = ""
	is_declined: bool = False


@dataclass(frozen=True, slots=True)
class InterviewPlan:
	"""The exit interview, with the client's own answers."""

	interviewed_on: date
	method: str
	place: str
	not_at_home_reason: str
	interpreter: int | None  # the place in the register of the site
	answers: tuple[tuple[str, AnsweredPlan], ...]  # by the code of the question


@dataclass(frozen=True, slots=True)
class ExitPlan:
	"""An exit as far as it has been filled in; texts that are not said are empty, dates are None."""

	reason: str
	is_planned: bool
	exit_date: date
	begun_on: date
	answered_indicators: int | None = None  # the first ones only; None for all, 0 for none
	exceptions: tuple[tuple[str, str, str], ...] = ()  # code, Not Met or Not Applicable, remark
	unplanned_reason: str = ""
	needs_explanation: str = ""
	stability_opinion: str = ""
	early_reason: str = ""
	outstanding_reason: str = ""
	advance_notice_on: date | None = None
	plan_reviewed_on: date | None = None
	settlement_counsellor: str = ""
	counsellor_met_on: date | None = None
	reaccess_explained_on: date | None = None
	handover: str = ""
	handover_provider: int | None = None  # a place in the directory
	handover_consent: int | None = None  # a place in the consents of the enrolment
	handover_summary: str = ""
	moves_to_site: str = ""
	achievements: str = ""
	future_plan: str = ""
	died_on: date | None = None
	citizen_since: date | None = None
	interview: InterviewPlan | None = None
	decisions: tuple[DecisionPlan, ...] = ()  # by date; without the end, which follows by itself
	state: str = DRAFT

	@property
	def decided_on(self) -> date:
		"""The day of the last step."""
		return self.decisions[-1].on


@dataclass(frozen=True, slots=True)
class ExtensionPlan:
	"""Staying longer than the longest length of the programme."""

	asked_on: date
	extended_until: date
	reason: str
	support: str
	decisions: tuple[DecisionPlan, ...]


@dataclass(frozen=True, slots=True)
class TurnPlan:
	"""A case closes because the last one leaves, or opens again because somebody comes back."""

	is_closing: bool
	on: date
	client: int
	episode: int
