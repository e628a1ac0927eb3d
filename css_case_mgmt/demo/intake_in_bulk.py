"""The intake of one family as rows: referral, eligibility, and what few may read."""

from typing import TYPE_CHECKING

from css_case_mgmt.demo.bulk_rows import Row
from css_case_mgmt.demo.intake_rows import (
	Handling,
	Subject,
	rows_of_eligibility,
	rows_of_profile,
	rows_of_referral,
	rows_of_safety_note,
)
from css_case_mgmt.demo.plans import EligibilityPlan
from css_case_mgmt.demo.records import Values

if TYPE_CHECKING:
	from css_case_mgmt.demo.in_bulk import FamilyRows


class IntakeRows:
	"""Makes them beside the other rows of the family.

	Args:
		of: the family's rows.
		enrolments: its enrolments by client and episode.
	"""

	def __init__(self, of: "FamilyRows", enrolments: dict[tuple[int, int], Row]) -> None:
		self.of = of
		self.family = of.family
		self.enrolments = enrolments

	def make(self) -> None:
		self.make_referral()
		for enrolment in self.family.enrolments:
			if enrolment.eligibility:
				self.make_eligibility(enrolment.eligibility, enrolment.episode)
		for plan in self.family.not_eligible:
			self.make_eligibility(plan, 0)
		for note in self.family.safety_notes:
			self.add(rows_of_safety_note(self.of.maker, note, self.subject(note.client, note.case)))
		for profile in self.family.profiles:
			self.add(rows_of_profile(self.of.maker, profile, self.subject(profile.client, profile.case)))

	def add(self, rows: dict[str, list[Row]]) -> None:
		for doctype, made in rows.items():
			self.of.rows[doctype].extend(made)

	def subject(self, client: int, case: int) -> Subject:
		return Subject(
			client=self.of.clients[client]["name"],
			client_number=self.of.clients[client]["file_number"],
			css_case=self.of.cases[case]["name"],
			worker=self.family.cases[case].worker,
		)

	def make_eligibility(self, plan: EligibilityPlan, episode: int) -> None:
		principal = plan.principal_applicant
		self.add(
			rows_of_eligibility(
				self.of.maker,
				plan,
				self.subject(plan.client, plan.case),
				self.of.sources.eligibility(self.family.clients[plan.client], episode),
				columns=self.of.batch.columns_of_criteria,
				principal_applicant=None if principal is None else self.of.clients[principal]["name"],
				ties=self.ties(plan.client, episode),
			)
		)

	def ties(self, client: int, episode: int) -> Values:
		"""To the enrolment that rests on an assessment, and to the one before."""
		enrolment, earlier = (self.enrolments.get((client, number)) for number in (episode, episode - 1))
		return {
			"enrolment": enrolment and enrolment["name"],
			"earlier_enrolment": earlier and earlier["name"],
		}

	def make_referral(self) -> None:
		plan, case = self.family.referral, self.family.cases[0]
		if not plan:
			return
		handling = Handling(
			site=case.site,
			intake_worker=self.of.batch.cast.intake[case.site],
			manager=self.of.batch.cast.managers[case.site],
			worker=case.worker,
		)
		self.add(
			rows_of_referral(
				self.of.maker,
				plan,
				self.family.clients[plan.client],
				self.subject(plan.client, 0),
				handling,
				next(self.of.batch.referral_numbers),
				self.of.sources.of(plan.referral.key),
			)
		)
