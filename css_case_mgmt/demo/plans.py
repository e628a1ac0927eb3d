"""The shapes in which the demo population is handed over: plain, frozen, without database names.

Links inside a family are positions: `client` and `case` count from 0 in `FamilyPlan.clients` and
`FamilyPlan.cases`. Nothing points outside its family, so each family can be loaded and forgotten.
Values that go into a Select field are the ones of the DocType.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from css_case_mgmt.demo.leaving_plans import (
	LOST_CONTACT,
	SILENT_DAYS,
	EndPlan,
	ExitPlan,
	ExtensionPlan,
	TurnPlan,
)
from css_case_mgmt.demo.work_plans import (
	NO_DETAILS,
	DetailsPlan,
	GoalPlan,
	OutwardReferralPlan,
	RevisionPlan,
)


@dataclass(frozen=True, slots=True)
class LanguagePlan:
	"""A language that a person speaks."""

	language: str  # ISO 639-3
	ability: str  # Fluent, Conversational, Basic
	reads_and_writes: bool


@dataclass(frozen=True, slots=True)
class PhonePlan:
	"""A telephone number, and what it may be used for: Yes, No, Not Known."""

	phone: str  # +1 and ten digits
	kind: str
	safe_to_call: str
	safe_for_voicemail: str
	safe_to_text: str
	safe_times: str


@dataclass(frozen=True, slots=True)
class AddressPlan:
	"""Where a household lives, or lived until a day."""

	address_line: str
	unit: str
	city: str
	province: str
	postal_code: str
	kind: str
	lives_there_from: date
	lives_there_until: date | None
	safe_to_visit: str
	safe_to_write: str


@dataclass(frozen=True, slots=True)
class ContactPlan:
	"""How a person is reached; children through their parents."""

	phones: tuple[PhonePlan, ...] = ()
	addresses: tuple[AddressPlan, ...] = ()
	email: str = ""
	safe_to_email: str = ""


@dataclass(frozen=True, slots=True)
class ConnectionPlan:
	"""What a person was connected with or informed of after the arrival."""

	ifh_coverage: str = ""
	ifh_until: date | None = None
	health_screening_connected: str = ""
	health_screening_on: date | None = None
	health_screening_agency: str = ""
	francophone_services_explained_on: date | None = None
	prefers_francophone_services: str = ""
	has_immigration_loan: str = ""
	loan_explained_on: date | None = None


@dataclass(frozen=True, slots=True)
class ClientPlan:
	"""A person; texts that are not known are empty, dates are None."""

	key: str  # unique in the population, the same for every size of it
	given_names: str  # one to six names separated by spaces
	family_name: str  # often empty: many of these cultures know none
	name_in_own_script: str
	other_spellings: tuple[str, ...]  # the same name as other documents transliterate it
	preferred_name: str
	gender: str  # Woman, Man, Girl, Boy
	date_of_birth: date
	birth_date_is_estimated: bool
	immigration_category: str  # empty for a child born in Canada
	uci: str  # 8 or 10 digits
	arrival_date: date | None  # None for a child born in Canada
	rap_start_date: date | None
	rap_end_date: date | None
	primary_language: str
	languages: tuple[LanguagePlan, ...]  # the primary language first, each at most once
	english_ability: str  # None, Limited, Conversational, Fluent; empty for infants
	french_ability: str
	needs_interpreter: bool
	literacy: str
	digital_literacy: str
	technology_access: str
	contact: ContactPlan = ContactPlan()
	connections: ConnectionPlan = ConnectionPlan()


@dataclass(frozen=True, slots=True)
class MembershipPlan:
	"""A period in which a person belongs to a case. `member_to`, the day of leaving, is no longer part of it."""

	client: int
	relationship: str
	is_head: bool
	member_from: date
	member_to: date | None
	leaving_reason: str


@dataclass(frozen=True, slots=True)
class CasePlan:
	"""A case of one family. It is closed once nobody in it is enrolled any more."""

	key: str
	site: str
	worker: str
	opened_on: date
	status: str  # Open, Closed
	members: tuple[MembershipPlan, ...]  # ordered by member_from, the head first
	turns: tuple[TurnPlan, ...] = ()  # by date; a case may also be closed without one, by hand


@dataclass(frozen=True, slots=True)
class AnswerPlan:
	"""An answer with its weight, or the reason for having none: always one of the two."""

	question_code: str
	option_code: str | None
	weight: float | None
	unanswered_reason: str | None


@dataclass(frozen=True, slots=True)
class AssessmentPlan:
	"""A needs assessment. A draft has answers to the questions asked so far only."""

	case: int  # the case that the person belonged to on that day
	sequence: int  # 1 = A1
	assessment_date: date
	mode: str  # In Person, Video, Phone, In Person and Remote
	is_draft: bool
	answers: tuple[AnswerPlan, ...]  # in the order of the bank's factors and questions
	interpreter: int | None = None  # the place in the register of the site


@dataclass(frozen=True, slots=True)
class LevelPlan:
	"""A change of the level of need; the first one is of the enrolment date."""

	needs_level: str  # High, Low
	level_from: date
	reason: str


@dataclass(frozen=True, slots=True)
class ConsentPlan:
	"""A consent, explained and signed on one day."""

	case: int  # the case that the person belonged to on that day
	given_on: date
	valid_until: date
	withdrawn_on: date | None
	language: str  # of the form: eng, fra
	guardian_authority: str  # empty where the person signed alone
	releases: tuple[tuple[str, str, str], ...]  # purpose, recipient, information
	has_copy: bool
	is_reviewed: bool
	signature: int  # which of the drawn signatures
	interpreter: int | None = None  # the place in the register of the site


@dataclass(frozen=True, slots=True)
class CharterPlan:
	"""The client charter, acknowledged on the day of enrolment."""

	case: int
	acknowledged_on: date
	language: str
	graduation_discussed_on: date | None


@dataclass(frozen=True, slots=True)
class OtherFactorPlan:
	"""A complexity that no numbered criterion names."""

	text: str
	column: str
	reason: str


@dataclass(frozen=True, slots=True)
class EligibilityPlan:
	"""An assessment of eligibility; without a level of need for whoever is not eligible."""

	client: int
	case: int
	assessment_date: date
	mode: str
	remote_reason: str
	legal_status: str
	status_evidence: str
	principal_applicant: int | None  # a client of the same case
	criteria: tuple[str, ...]  # codes
	other_factor: OtherFactorPlan | None
	needs_level: str
	services_offered: tuple[tuple[str, str, date, str], ...] = ()  # service, provider, day, answer
	plan_updated_on: date | None = None


@dataclass(frozen=True, slots=True)
class ReferralPlan:
	"""A referral that led to a case, or one that still waits."""

	key: str
	source_organization: str
	source_contact: str
	channel: str
	reason: str
	received_on: date
	household_size: int
	naars_date: date | None
	naars_provider_type: str
	naars_provider: str
	has_rap_exit_results: bool
	assets: str
	urgency: str
	triage_note: str


@dataclass(frozen=True, slots=True)
class AcceptedReferralPlan:
	"""What happened to a referral that led to the first case of a family."""

	referral: ReferralPlan
	client: int
	triaged_on: date
	decided_on: date
	followed_up_on: date | None


@dataclass(frozen=True, slots=True)
class SafetyNotePlan:
	"""What is read before a visit."""

	client: int
	case: int
	noted_on: date
	review_on: date
	behaviour: str
	precautions: str


@dataclass(frozen=True, slots=True)
class ProfilePlan:
	"""Groups that a person has named of free will; none for somebody who prefers not to say."""

	client: int
	case: int
	declared_on: date
	groups: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ParticipantPlan:
	"""Somebody who took part; a child without own records is documented under somebody."""

	client: int
	documented_under: int | None


@dataclass(frozen=True, slots=True)
class ActivityPlan:
	"""A contact, or an attempt at one, in the case of the enrolment."""

	number: int  # in the order of the enrolment's
	activity_date: date
	activity_type: str
	method: str
	is_reached: bool
	attempt_result: str  # No Answer, Message Left; empty if somebody was reached
	location_kind: str  # of a meeting in person
	duration_minutes: int
	participants: tuple[ParticipantPlan, ...]
	note: str
	details: DetailsPlan = NO_DETAILS


@dataclass(frozen=True, slots=True)
class PeriodicPlan:
	"""A completed periodic assessment."""

	sequence: int
	assessment_date: date
	is_beside_session: bool
	method: str
	is_ready_for_exit: bool
	wellbeing: str
	progress: str


@dataclass(frozen=True, slots=True)
class AppointmentPlan:
	"""Something planned with one person."""

	number: int  # in the order of the enrolment's
	day: date
	hour: int
	minutes: int
	kind: str
	location_kind: str
	outcome: str  # Kept, Missed, Cancelled; empty while it is to come, or where nobody has said


@dataclass(frozen=True, slots=True)
class EnrolmentPlan:
	"""A stay in the programme, which goes on when the person moves to another case."""

	client: int
	case: int  # the case of the day of enrolment
	current_case: int  # the case of today, or of the day of exit; another one after a move
	episode: int
	enrolment_date: date
	levels: tuple[LevelPlan, ...]
	status: str  # Active, Exited
	exit_date: date | None
	exit_reason: str  # empty while active
	assessments: tuple[AssessmentPlan, ...]  # by date; a draft is the last one
	charter: CharterPlan | None = None
	consents: tuple[ConsentPlan, ...] = ()  # by date; one is in force whenever an assessment is made
	eligibility: EligibilityPlan | None = None  # what the enrolment rests on
	periodic: tuple[PeriodicPlan, ...] = ()  # by date
	activities: tuple[ActivityPlan, ...] = ()  # by date
	appointments: tuple[AppointmentPlan, ...] = ()  # by date
	settlement_plans: tuple[RevisionPlan, ...] = ()  # by revision
	goals: tuple[GoalPlan, ...] = ()  # of these plans; an intermediate one before those that serve it
	referrals: tuple[
		OutwardReferralPlan, ...
	] = ()  # by the day on which they were written, the final one last
	end: EndPlan | None = None  # that it has ended, or that its end has been begun
	leaving: ExitPlan | None = None  # the exit of that end
	extension: ExtensionPlan | None = None

	@property
	def reached_until(self) -> date | None:
		"""The last day on which somebody who was lost was reached; otherwise the day of exit."""
		if self.exit_date and self.end and self.end.key == LOST_CONTACT:
			return self.exit_date - timedelta(days=SILENT_DAYS + 1)
		return self.exit_date

	@property
	def needs_level(self) -> str:
		"""The level in force."""
		return self.levels[-1].needs_level

	def level_on(self, day: date) -> str:
		"""The level in force on a day of the stay."""
		return [level for level in self.levels if level.level_from <= day][-1].needs_level


@dataclass(frozen=True, slots=True)
class FamilyPlan:
	"""A family with everything that happened to it: one case, or two if somebody moved out into an own one."""

	index: int
	culture: str
	clients: tuple[ClientPlan, ...]
	cases: tuple[CasePlan, ...]
	enrolments: tuple[EnrolmentPlan, ...]  # by client, then episode
	not_eligible: tuple[EligibilityPlan, ...] = ()  # of people who were never enrolled
	referral: AcceptedReferralPlan | None = None
	safety_notes: tuple[SafetyNotePlan, ...] = ()
	profiles: tuple[ProfilePlan, ...] = ()

	@property
	def is_left_to_job(self) -> bool:
		"""Whether the job closes an exit."""
		return any(enrolment.end and enrolment.end.is_closed_by_job for enrolment in self.enrolments)
