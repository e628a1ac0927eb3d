"""The shapes in which the demo population is handed over: plain, frozen, without database names.

Links inside a family are positions: `client` and `case` count from 0 in `FamilyPlan.clients` and
`FamilyPlan.cases`. Nothing points outside its family, so each family can be loaded and forgotten.
Values that go into a Select field are the ones of the DocType.
"""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class LanguagePlan:
	"""A language that a person speaks."""

	language: str  # ISO 639-3
	ability: str  # Fluent, Conversational, Basic
	reads_and_writes: bool


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


@dataclass(frozen=True, slots=True)
class CharterPlan:
	"""The client charter, acknowledged on the day of enrolment."""

	case: int
	acknowledged_on: date
	language: str
	graduation_discussed_on: date | None


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

	@property
	def needs_level(self) -> str:
		"""The level in force."""
		return self.levels[-1].needs_level


@dataclass(frozen=True, slots=True)
class FamilyPlan:
	"""A family with everything that happened to it: one case, or two if somebody moved out into an own one."""

	index: int
	culture: str
	clients: tuple[ClientPlan, ...]
	cases: tuple[CasePlan, ...]
	enrolments: tuple[EnrolmentPlan, ...]  # by client, then episode
