"""What belongs in every file, and whether it is there (R-266, R-276, R-283, R-284, R-287).

The sections are the same for all files, in the same order. Each thing is Yes, No, or N/A where it does not apply: an
empty mark would say neither.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum

ADULT_AGE = 18


class Mark(str, Enum):
	"""How it stands with one thing of a file."""

	YES = "Yes"
	NO = "No"
	NOT_APPLICABLE = "N/A"


class Section(str, Enum):
	"""The fixed sections of a file, in order."""

	REQUIRED = "Required documents"
	ASSESSMENTS = "Assessments and plan"
	NOTES = "Case notes"
	REFERRALS = "Referrals"
	DOCUMENTS = "Documents"


class Item(str, Enum):
	"""What is looked for, in the order of the sections."""

	CONSENT = "consent"
	CHARTER = "charter"
	COPIES = "copies"
	ELIGIBILITY = "eligibility"
	FIRST_ASSESSMENT = "first_assessment"
	PLAN = "plan"
	FORMAL_EVENTS = "formal_events"
	NOTES_IN_TIME = "notes_in_time"
	PROBLEMS = "problems"
	REFERRALS_FOLLOWED_UP = "referrals_followed_up"
	REFERRALS_NOTED = "referrals_noted"
	DOCUMENTS = "documents"


SECTION_OF = {
	Item.CONSENT: Section.REQUIRED,
	Item.CHARTER: Section.REQUIRED,
	Item.COPIES: Section.REQUIRED,
	Item.ELIGIBILITY: Section.ASSESSMENTS,
	Item.FIRST_ASSESSMENT: Section.ASSESSMENTS,
	Item.PLAN: Section.ASSESSMENTS,
	Item.FORMAL_EVENTS: Section.NOTES,
	Item.NOTES_IN_TIME: Section.NOTES,
	Item.PROBLEMS: Section.NOTES,
	Item.REFERRALS_FOLLOWED_UP: Section.REFERRALS,
	Item.REFERRALS_NOTED: Section.REFERRALS,
	Item.DOCUMENTS: Section.DOCUMENTS,
}


@dataclass(frozen=True, slots=True)
class Limits:
	"""What is still good enough.

	Args:
		late_percent: how many of a hundred notes may be late.
		problem_days: how long a problem may wait for its follow-up; the last of these days included.
	"""

	late_percent: int = 20
	problem_days: int = 30


@dataclass(frozen=True, slots=True)
class File:
	"""What is found in the file of one person.

	Args:
		age: in years, None where no date of birth is known.
		has_consent: a valid one.
		has_charter: a valid one.
		signed_forms: how many consents and charters are signed.
		copies_given: of how many of these the client has a copy.
		is_eligible: an eligibility assessment says so.
		has_first_assessment: a needs assessment of the enrolment is completed.
		has_plan: a settlement plan of the enrolment is agreed.
		formal_events: how many activities there were that demand a note.
		formal_without_note: how many of these have none.
		notes: how many notes there are.
		late_notes: how many of these were late.
		oldest_problem: the day of the oldest open problem.
		referrals: how many were sent.
		referrals_followed_up: how many of these somebody asked about.
		referrals_overdue: how many of these wait for a follow-up that was due.
		referrals_without_note: how many of these no activity names.
		documents: how many papers of the client are kept.
	"""

	age: int | None = None
	has_consent: bool = False
	has_charter: bool = False
	signed_forms: int = 0
	copies_given: int = 0
	is_eligible: bool = False
	has_first_assessment: bool = False
	has_plan: bool = False
	formal_events: int = 0
	formal_without_note: int = 0
	notes: int = 0
	late_notes: int = 0
	oldest_problem: date | None = None
	referrals: int = 0
	referrals_followed_up: int = 0
	referrals_overdue: int = 0
	referrals_without_note: int = 0
	documents: int = 0


def check(file: File, today: date, limits: Limits) -> dict[Item, Mark]:
	"""Every item with its mark, in the order of the sections.

	A plan is needed by adults; a minor's is there or does not apply. Nothing is said of notes, problems, referrals
	and documents where there is none: no document but the signed forms is required.
	"""
	is_minor = file.age is not None and file.age < ADULT_AGE
	return {
		Item.CONSENT: mark(file.has_consent),
		Item.CHARTER: mark(file.has_charter),
		Item.COPIES: mark(file.copies_given >= file.signed_forms, applies=file.signed_forms > 0),
		Item.ELIGIBILITY: mark(file.is_eligible),
		Item.FIRST_ASSESSMENT: mark(file.has_first_assessment),
		Item.PLAN: mark(file.has_plan, applies=file.has_plan or not is_minor),
		Item.FORMAL_EVENTS: mark(not file.formal_without_note, applies=file.formal_events > 0),
		Item.NOTES_IN_TIME: mark(
			100 * file.late_notes <= limits.late_percent * file.notes, applies=file.notes > 0
		),
		Item.PROBLEMS: problem_mark(file.oldest_problem, today, limits),
		Item.REFERRALS_FOLLOWED_UP: mark(
			not file.referrals_overdue, applies=file.referrals_overdue + file.referrals_followed_up > 0
		),
		Item.REFERRALS_NOTED: mark(not file.referrals_without_note, applies=file.referrals > 0),
		Item.DOCUMENTS: mark(True, applies=file.documents > 0),
	}


def mark(is_there: bool, *, applies: bool = True) -> Mark:
	if not applies:
		return Mark.NOT_APPLICABLE
	return Mark.YES if is_there else Mark.NO


def problem_mark(oldest: date | None, today: date, limits: Limits) -> Mark:
	"""Whether every open problem is young enough to wait for its follow-up."""
	if oldest is None:
		return Mark.NOT_APPLICABLE
	return mark(today <= oldest + timedelta(days=limits.problem_days))


def missing(marks: dict[Item, Mark]) -> list[Item]:
	"""What has to be done, in the order of the sections."""
	return [item for item, found in marks.items() if found is Mark.NO]
