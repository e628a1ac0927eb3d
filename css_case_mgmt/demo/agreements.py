"""What people agree to: charter and consents, before the first assessment and again before each ends (D-16)."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from random import Random

from css_case_mgmt.demo.chance import Weighted, between, day_between, happens, working_day
from css_case_mgmt.demo.histories import History, Member
from css_case_mgmt.demo.plans import CharterPlan, ClientPlan, ConsentPlan, EnrolmentPlan
from css_case_mgmt.rules.age import age_on
from css_case_mgmt.rules.consent import GUARDIAN_OF_AN_ADULT
from css_case_mgmt.rules.dates import add_months

MONTHS_VALID = 12
# So long a consent waits for the manager at most; what is older would hide what waits now.
REVIEWED_WITHIN_DAYS = 60
_RELEASES = Weighted((0, 55), (1, 33), (2, 12))
_RECIPIENTS = (
	("Referral for health", "Riverside Community Health Centre", "name, telephone number, language"),
	("Enrolment of the children", "Two Rivers School Board", "name, birth date, address"),
	("Language classes", "Maple Hill Newcomer School", "name, telephone number, level of English"),
	("Housing search", "Northern Housing Help", "name, size of the family, income"),
)


def with_agreements(
	rng: Random,
	enrolment: EnrolmentPlan,
	client: ClientPlan,
	history: History,
	today: date,
	is_kept: bool = False,
) -> EnrolmentPlan:
	"""Return the enrolment with what was agreed to: nobody is assessed without a consent in force.

	Args:
		rng: the source of chance.
		enrolment: without agreements.
		client: who agrees.
		history: of the family.
		today: nothing happens after this day.
		is_kept: whether every consent is renewed, and none withdrawn.
	"""
	life = _Agreements(rng, enrolment, client, history, today, is_kept)
	return replace(enrolment, charter=life.charter(), consents=tuple(life.consents()))


class _Agreements:
	def __init__(
		self,
		rng: Random,
		enrolment: EnrolmentPlan,
		client: ClientPlan,
		history: History,
		today: date,
		is_kept: bool,
	) -> None:
		self.is_kept = is_kept
		self.rng = rng
		self.enrolment = enrolment
		self.today = today
		self.history = history
		self.member: Member = history.members[enrolment.client]
		self.language = "fra" if client.french_ability in ("Conversational", "Fluent") else "eng"
		self.guardian = self.draw_guardian()
		self.assessed = [assessment.assessment_date for assessment in enrolment.assessments]
		self.has_draft = any(assessment.is_draft for assessment in enrolment.assessments)

	def draw_guardian(self) -> bool:
		"""A few old people have a legal guardian."""
		is_old = age_on(self.member.person.born, self.enrolment.enrolment_date) >= 70
		return is_old and happens(self.rng, 0.25)

	def case_on(self, day: date) -> int:
		stay = self.member.stay_on(day)
		return stay.case if stay else self.enrolment.current_case

	def charter(self) -> CharterPlan:
		start = self.enrolment.enrolment_date
		return CharterPlan(
			case=self.enrolment.case,
			acknowledged_on=start,
			language=self.language,
			graduation_discussed_on=start if happens(self.rng, 0.9) else None,
		)

	def consents(self) -> Iterator[ConsentPlan]:
		"""Yield one consent a year; the last one may have ended, or have been withdrawn."""
		end = self.enrolment.exit_date or self.today
		given_on = self.enrolment.enrolment_date
		while True:
			last_day = add_months(given_on, MONTHS_VALID) - timedelta(days=1)
			is_last = last_day >= end or not self.is_renewed(last_day)
			yield self.consent(given_on, last_day, end, is_last)
			if is_last:
				return
			given_on = self.renewal_day(given_on, last_day)

	def is_renewed(self, last_day: date) -> bool:
		"""Whoever is still assessed has renewed it; others have forgotten it now and then."""
		return self.is_kept or any(day > last_day for day in self.assessed) or happens(self.rng, 0.85)

	def renewal_day(self, given_on: date, last_day: date) -> date:
		day = working_day(day_between(self.rng, last_day - timedelta(days=25), last_day - timedelta(days=3)))
		return min(max(day, given_on + timedelta(days=1)), last_day)

	def consent(self, given_on: date, last_day: date, end: date, is_last: bool) -> ConsentPlan:
		return ConsentPlan(
			case=self.case_on(given_on),
			given_on=given_on,
			valid_until=last_day,
			withdrawn_on=self.withdrawal(given_on, min(last_day, end))
			if is_last and not self.is_kept
			else None,
			language=self.language,
			guardian_authority=GUARDIAN_OF_AN_ADULT if self.guardian else "",
			releases=tuple(self.releases()),
			has_copy=happens(self.rng, 0.92),
			is_reviewed=happens(self.rng, 0.4) or (self.today - given_on).days > REVIEWED_WITHIN_DAYS,
			signature=between(self.rng, 0, 10),
		)

	def withdrawal(self, given_on: date, end: date) -> date | None:
		"""Rarely, and after the last assessment."""
		earliest = max([given_on, *self.assessed]) + timedelta(days=5)
		is_leaving = self.enrolment.status == "Active" and not self.has_draft
		if not is_leaving or earliest > end or not happens(self.rng, 0.03):
			return None
		return day_between(self.rng, earliest, end)

	def releases(self) -> Iterator[tuple[str, str, str]]:
		yield "Case management by this agency", "", ""
		first = between(self.rng, 0, len(_RECIPIENTS) - 1)
		for place in range(_RELEASES.draw(self.rng)):
			yield _RECIPIENTS[(first + place) % len(_RECIPIENTS)]
