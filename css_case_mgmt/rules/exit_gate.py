"""What an exit needs before it is reviewed, and again when it is approved and when it closes the file (R-360 to R-376)."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import Enum

from css_case_mgmt.rules.dates import add_months
from css_case_mgmt.rules.nam_next_steps import Course
from css_case_mgmt.rules.nam_over_time import NotComparable

DAYS_AHEAD = 90


class Code(str, Enum):
	"""What is asked."""

	LAST_DAY = "Last Day"
	LENGTH = "Length of the Programme"
	UNPLANNED_REASON = "Why Unplanned"
	CONTACT_ATTEMPTS = "Contact Attempts"
	DESTINATION = "Destination"
	DAY_OF_DEATH = "Day of Death"
	CITIZENSHIP = "Citizenship"
	INDICATORS = "Indicators"
	FINAL_ASSESSMENT = "Final Assessment"
	NEEDS_DECLINED = "Needs Declined"
	NOTHING_OUTSTANDING = "Nothing Outstanding"
	STABILITY = "Stability"
	ADVANCE_NOTICE = "Advance Notice"
	PLAN_REVIEWED = "Plan Reviewed"
	FINAL_REFERRAL = "Final Referral"
	COUNSELLOR = "Settlement Counsellor"
	REACCESS = "How to Come Back"
	INTERVIEW = "Exit Interview"
	HANDOVER = "Hand-over"


class Standing(str, Enum):
	"""How it stands with one thing that is asked."""

	MET = "Met"
	MISSING = "Missing"
	EXPLAINED = "Explained"
	NOT_APPLICABLE = "Not Applicable"
	WARNED = "Warned"


class Finding(str, Enum):
	"""What was found, in more detail; it is put into words elsewhere."""

	FINE = "Fine"
	NOT_ASKED = "Not Asked"
	NOT_SAID = "Not Said"
	BEFORE_ENROLMENT = "Before the Enrolment"
	BEFORE_LAST_ASSESSMENT = "Before the Last Assessment"
	TOO_FAR_AHEAD = "Too Far Ahead"
	TOO_EARLY = "Too Early"
	TOO_FEW = "Too Few"
	NOT_RECORDED = "Not Recorded"
	NOT_THAT_DAY = "Not That Day"
	AFTER_LAST_DAY = "After the Last Day"
	UNANSWERED = "Unanswered"
	WITHOUT_REMARK = "Without Remark"
	NOT_MET = "Not Met"
	NO_ASSESSMENT = "No Assessment"
	OTHER_TOOL = "Other Tool"
	LONG_AGO = "Long Ago"
	DECLINED = "Declined"
	NOT_DECLINED = "Not Declined"
	NOT_COMPARABLE = "Not Comparable"
	OPEN = "Open"
	NOT_YET = "Not Yet"
	BEFORE_ASSESSMENT = "Before the Assessment"
	NOT_SENT = "Not Sent"
	NO_PROVIDER = "No Provider"
	NO_SUMMARY = "No Summary"
	NO_CONSENT = "No Consent"


class AsksFor(str, Enum):
	"""What must be on file before a reason is used."""

	CONTACT_ATTEMPTS = "Contact Attempts"
	DESTINATION = "Destination"
	DAY_OF_DEATH = "Day of Death"
	CITIZENSHIP = "Citizenship"


class HandOver(str, Enum):
	"""Whether something is told to the settlement services (R-368)."""

	HAND_OVER = "Hand Over"
	NOTHING = "Nothing to Hand Over"
	DECLINES = "Client Declines"


@dataclass(frozen=True, slots=True)
class Policy:
	"""What the site asks for.

	Args:
		minimum_months: an earlier exit says why (D-02).
		transition_months: from then on the transition is spoken of (R-372).
		assessment_months: a final assessment that is older than this is warned of.
		contact_attempts: so many since the last successful contact are a lost contact.
	"""

	minimum_months: int = 12
	transition_months: int = 8
	assessment_months: int = 4
	contact_attempts: int = 3


@dataclass(frozen=True, slots=True)
class Indicator:
	"""One indicator of readiness, with what was answered; empty where nothing was."""

	title: str
	answer: str = ""
	has_remark: bool = False


@dataclass(frozen=True, slots=True)
class FinalAssessment:
	"""The assessment that ends the programme.

	Args:
		on: its day.
		is_of_intake_tool: made with the bank of A1, or one that is mapped to it (R-365).
		course: which way the overall score went since A1.
		why_not: why the two cannot be compared, where they cannot.
		worse: titles of the factors that have got worse, whatever the overall score says.
	"""

	on: date
	is_of_intake_tool: bool = True
	course: Course = Course.UNKNOWN
	why_not: NotComparable | None = None
	worse: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Outstanding:
	"""What is open on the file (R-375)."""

	safety_notes: int = 0
	problems: int = 0
	referrals: int = 0

	def __bool__(self) -> bool:
		return bool(self.safety_notes or self.problems or self.referrals)


@dataclass(frozen=True, slots=True)
class Facts:
	"""What is on file about one enrolment and its exit, as far as it has been written down.

	Args:
		today: at the site.
		enrolled_on: first day of the enrolment.
		policy: of the site.
		is_planned: ready, step by step; otherwise steps may be left out, with a reason (R-376).
		asks_for: what the reason of the exit asks for.
		last_day: the last day in the programme.
		last_assessed_on: day of the latest completed assessment of the enrolment.
		attempts: unsuccessful contacts since the last successful one.
		unanswered: questions of the interview without an answer; None where there is no interview.
		is_consent_covering: whether a consent names who is told (R-368).
	"""

	today: date
	enrolled_on: date
	policy: Policy = field(default_factory=Policy)
	is_planned: bool = True
	asks_for: AsksFor | None = None
	last_day: date | None = None
	last_assessed_on: date | None = None
	early_reason: str = ""
	outstanding_reason: str = ""
	needs_explanation: str = ""
	stability_opinion: str = ""
	unplanned_reason: str = ""
	moves_to_site: str = ""
	died_on: date | None = None
	citizen_since: date | None = None
	attempts: int = 0
	indicators: tuple[Indicator, ...] = ()
	assessment: FinalAssessment | None = None
	outstanding: Outstanding = field(default_factory=Outstanding)
	advance_notice_on: date | None = None
	plan_reviewed_on: date | None = None
	is_final_referral_sent: bool = False
	settlement_counsellor: str = ""
	counsellor_met_on: date | None = None
	reaccess_explained_on: date | None = None
	unanswered: int | None = None
	handover: HandOver | None = None
	handover_provider: str = ""
	handover_summary: str = ""
	is_consent_covering: bool = False

	@property
	def is_death(self) -> bool:
		return self.asks_for is AsksFor.DAY_OF_DEATH

	@property
	def day(self) -> date:
		"""The day for which it is asked."""
		return self.last_day or self.today


@dataclass(frozen=True, slots=True)
class Check:
	"""The answer to one thing that is asked.

	Args:
		code: what is asked.
		standing: how it stands.
		finding: in more detail.
		values: what the words about it need: numbers, titles, days.
	"""

	code: Code
	standing: Standing
	finding: Finding = Finding.FINE
	values: tuple = ()

	@property
	def blocks(self) -> bool:
		return self.standing is Standing.MISSING


def checks(facts: Facts) -> list[Check]:
	"""Return how it stands with everything that an exit needs, in the order of the work."""
	return list(_checks(facts))


def blocking(found: Iterable[Check]) -> list[Check]:
	"""Return what stands in the way of the review."""
	return [check for check in found if check.blocks]


def _checks(facts: Facts) -> Iterator[Check]:
	yield _last_day(facts)
	if not facts.is_planned:
		yield from _unplanned(facts)
	for code, planned in _PLANNED.items():
		yield planned(facts) if facts.is_planned else _not_asked(code)
	yield _outstanding(facts)
	yield _handover(facts)


def _not_asked(code: Code) -> Check:
	return Check(code, Standing.NOT_APPLICABLE, Finding.NOT_ASKED)


def _said(code: Code, *values: object) -> Check:
	if all(values):
		return Check(code, Standing.MET)
	return Check(code, Standing.MISSING, Finding.NOT_SAID)


def _missing(code: Code, finding: Finding, *values: object) -> Check:
	return Check(code, Standing.MISSING, finding, values)


def _last_day(facts: Facts) -> Check:
	code, day = Code.LAST_DAY, facts.last_day
	if day is None:
		return _missing(code, Finding.NOT_SAID)
	if day < facts.enrolled_on:
		return _missing(code, Finding.BEFORE_ENROLMENT, facts.enrolled_on)
	if day > facts.today + timedelta(days=DAYS_AHEAD):
		return _missing(code, Finding.TOO_FAR_AHEAD, DAYS_AHEAD)
	if facts.last_assessed_on and day < facts.last_assessed_on and not facts.is_death:
		return _missing(code, Finding.BEFORE_LAST_ASSESSMENT, facts.last_assessed_on)
	return Check(code, Standing.MET)


def _unplanned(facts: Facts) -> Iterator[Check]:
	yield _said(Code.UNPLANNED_REASON, facts.unplanned_reason.strip())
	asked = {
		AsksFor.CONTACT_ATTEMPTS: _contact_attempts,
		AsksFor.DESTINATION: _destination,
		AsksFor.DAY_OF_DEATH: _day_of_death,
		AsksFor.CITIZENSHIP: _citizenship,
	}
	if facts.asks_for:
		yield asked[facts.asks_for](facts)


def _contact_attempts(facts: Facts) -> Check:
	needed = facts.policy.contact_attempts
	if facts.attempts < needed:
		return _missing(Code.CONTACT_ATTEMPTS, Finding.TOO_FEW, facts.attempts, needed)
	return Check(Code.CONTACT_ATTEMPTS, Standing.MET, values=(facts.attempts, needed))


def _destination(facts: Facts) -> Check:
	return _said(Code.DESTINATION, facts.moves_to_site or facts.unplanned_reason.strip())


def _day_of_death(facts: Facts) -> Check:
	if facts.died_on is None:
		return _missing(Code.DAY_OF_DEATH, Finding.NOT_RECORDED)
	if facts.last_day != facts.died_on:
		return _missing(Code.DAY_OF_DEATH, Finding.NOT_THAT_DAY, facts.died_on)
	return Check(Code.DAY_OF_DEATH, Standing.MET)


def _citizenship(facts: Facts) -> Check:
	if facts.citizen_since is None:
		return _missing(Code.CITIZENSHIP, Finding.NOT_RECORDED)
	if facts.citizen_since > facts.day:
		return _missing(Code.CITIZENSHIP, Finding.AFTER_LAST_DAY, facts.citizen_since)
	return Check(Code.CITIZENSHIP, Standing.MET)


def _length(facts: Facts) -> Check:
	"""D-02: earlier than the shortest usual length says why."""
	earliest = add_months(facts.enrolled_on, facts.policy.minimum_months)
	if facts.day >= earliest:
		return Check(Code.LENGTH, Standing.MET)
	if facts.early_reason.strip():
		return Check(Code.LENGTH, Standing.EXPLAINED, Finding.TOO_EARLY, (earliest,))
	return _missing(Code.LENGTH, Finding.TOO_EARLY, earliest)


def _indicators(facts: Facts) -> Check:
	unanswered = tuple(each.title for each in facts.indicators if not each.answer)
	if unanswered:
		return Check(Code.INDICATORS, Standing.MISSING, Finding.UNANSWERED, unanswered)
	silent = tuple(each.title for each in facts.indicators if each.answer != "Met" and not each.has_remark)
	if silent:
		return Check(Code.INDICATORS, Standing.MISSING, Finding.WITHOUT_REMARK, silent)
	not_met = tuple(each.title for each in facts.indicators if each.answer == "Not Met")
	if not_met:
		return Check(Code.INDICATORS, Standing.EXPLAINED, Finding.NOT_MET, not_met)
	return Check(Code.INDICATORS, Standing.MET)


def _final_assessment(facts: Facts) -> Check:
	"""R-365: the tool of the intake, asked again; R-362: at the end, not long before."""
	code, final = Code.FINAL_ASSESSMENT, facts.assessment
	if final is None:
		return _missing(code, Finding.NO_ASSESSMENT)
	if not final.is_of_intake_tool:
		return _missing(code, Finding.OTHER_TOOL)
	if add_months(final.on, facts.policy.assessment_months) < facts.day:
		return Check(code, Standing.WARNED, Finding.LONG_AGO, (final.on,))
	return Check(code, Standing.MET)


def _needs_declined(facts: Facts) -> Check:
	code, final = Code.NEEDS_DECLINED, facts.assessment
	if final is None or not final.is_of_intake_tool:
		return _missing(code, Finding.NO_ASSESSMENT)
	if final.course is Course.DECLINED:
		return Check(code, Standing.MET, Finding.DECLINED, final.worse)
	standing = Standing.EXPLAINED if facts.needs_explanation.strip() else Standing.MISSING
	if final.course is Course.NOT_DECLINED:
		return Check(code, standing, Finding.NOT_DECLINED, final.worse)
	return Check(code, standing, Finding.NOT_COMPARABLE, (final.why_not, *final.worse))


def _stability(facts: Facts) -> Check:
	return _said(Code.STABILITY, facts.stability_opinion.strip())


def _advance_notice(facts: Facts) -> Check:
	"""R-372: whoever stays as long as that is told beforehand."""
	code = Code.ADVANCE_NOTICE
	if facts.advance_notice_on and facts.last_day and facts.advance_notice_on > facts.last_day:
		return _missing(code, Finding.AFTER_LAST_DAY, facts.last_day)
	if facts.advance_notice_on:
		return Check(code, Standing.MET)
	first = add_months(facts.enrolled_on, facts.policy.transition_months)
	if facts.day < first:
		return Check(code, Standing.NOT_APPLICABLE, Finding.NOT_YET, (first,))
	return _missing(code, Finding.NOT_SAID)


def _plan_reviewed(facts: Facts) -> Check:
	code = Code.PLAN_REVIEWED
	if facts.plan_reviewed_on is None:
		return _missing(code, Finding.NOT_SAID)
	if facts.assessment and facts.plan_reviewed_on < facts.assessment.on:
		return _missing(code, Finding.BEFORE_ASSESSMENT, facts.assessment.on)
	return Check(code, Standing.MET)


def _final_referral(facts: Facts) -> Check:
	if facts.is_final_referral_sent:
		return Check(Code.FINAL_REFERRAL, Standing.MET)
	return _missing(Code.FINAL_REFERRAL, Finding.NOT_SENT)


def _counsellor(facts: Facts) -> Check:
	return _said(Code.COUNSELLOR, facts.settlement_counsellor.strip(), facts.counsellor_met_on)


def _reaccess(facts: Facts) -> Check:
	return _said(Code.REACCESS, facts.reaccess_explained_on)


def _interview(facts: Facts) -> Check:
	if facts.unanswered is None:
		return _missing(Code.INTERVIEW, Finding.NOT_RECORDED)
	if facts.unanswered:
		return _missing(Code.INTERVIEW, Finding.UNANSWERED, facts.unanswered)
	return Check(Code.INTERVIEW, Standing.MET)


def _outstanding(facts: Facts) -> Check:
	"""R-375: open safety issues and critical referrals need a reason, but for a death."""
	code, outstanding = Code.NOTHING_OUTSTANDING, facts.outstanding
	if facts.is_death and not facts.is_planned:
		return _not_asked(code)
	if not outstanding:
		return Check(code, Standing.MET)
	values = (outstanding.safety_notes, outstanding.problems, outstanding.referrals)
	standing = Standing.EXPLAINED if facts.outstanding_reason.strip() else Standing.MISSING
	return Check(code, standing, Finding.OPEN, values)


def _handover(facts: Facts) -> Check:
	"""R-368: nothing is told without a consent that names who is told."""
	code = Code.HANDOVER
	if facts.handover is None:
		return _missing(code, Finding.NOT_SAID) if facts.is_planned else _not_asked(code)
	if facts.handover is not HandOver.HAND_OVER:
		return Check(code, Standing.MET)
	if not (facts.handover_provider or facts.moves_to_site):
		return _missing(code, Finding.NO_PROVIDER)
	if not facts.handover_summary.strip():
		return _missing(code, Finding.NO_SUMMARY)
	if not facts.is_consent_covering:
		return _missing(code, Finding.NO_CONSENT)
	return Check(code, Standing.MET)


_PLANNED = {
	Code.LENGTH: _length,
	Code.INDICATORS: _indicators,
	Code.FINAL_ASSESSMENT: _final_assessment,
	Code.NEEDS_DECLINED: _needs_declined,
	Code.STABILITY: _stability,
	Code.ADVANCE_NOTICE: _advance_notice,
	Code.PLAN_REVIEWED: _plan_reviewed,
	Code.FINAL_REFERRAL: _final_referral,
	Code.COUNSELLOR: _counsellor,
	Code.REACCESS: _reaccess,
	Code.INTERVIEW: _interview,
}
