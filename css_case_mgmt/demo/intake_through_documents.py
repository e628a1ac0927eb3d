"""The intake of one case as the staff would enter it in the desk."""

from typing import TYPE_CHECKING

from frappe.model.document import Document

from css_case_mgmt.demo.acting import acting_as
from css_case_mgmt.demo.intake_records import (
	Values,
	acceptance_values,
	eligibility_values,
	profile_values,
	referral_values,
	safety_note_values,
	triage_values,
)
from css_case_mgmt.demo.plans import AcceptedReferralPlan, EligibilityPlan
from css_case_mgmt.programme_stage import write_stage

if TYPE_CHECKING:
	from css_case_mgmt.demo.through_documents import Entry


class IntakeEntry:
	"""Enters what belongs to one case, once its members are there."""

	def __init__(self, entry: "Entry", case: int) -> None:
		self.entry = entry
		self.family = entry.family
		self.case = case
		self.plan = entry.family.cases[case]
		self.css_case = entry.cases[case].name

	def enter(self) -> None:
		if self.family.referral and self.case == 0:
			self.enter_referral(self.family.referral)
		for plan in self.family.not_eligible:
			if plan.case == self.case:
				self.assess(plan, 0)
		with acting_as(self.plan.worker):
			for note in self.family.safety_notes:
				if note.case == self.case:
					values = safety_note_values(note, self.client(note.client), self.css_case)
					self.entry.insert("CSS Safety Note", values)
			for profile in self.family.profiles:
				if profile.case == self.case:
					values = profile_values(profile, self.client(profile.client), self.css_case)
					self.entry.insert("CSS GBA Plus Profile", values)

	def client(self, client: int) -> str:
		return self.entry.clients[client].name

	def assess(self, plan: EligibilityPlan, episode: int) -> None:
		principal = plan.principal_applicant
		values = eligibility_values(
			plan,
			self.client(plan.client),
			self.css_case,
			None if principal is None else self.client(principal),
		)
		source = self.entry.sources.eligibility(self.family.clients[plan.client], episode)
		with acting_as(self.plan.worker):
			self.entry.insert("CSS Eligibility Assessment", values | source)

	def enter_referral(self, plan: AcceptedReferralPlan) -> None:
		"""The intake worker enters and triages it, the manager accepts it, the caseworker follows it up."""
		site = self.plan.site
		intake_worker, manager = self.entry.cast.intake[site], self.entry.cast.managers[site]
		values = referral_values(plan.referral, self.family.clients[plan.client], site)
		with acting_as(intake_worker):
			referral = self.entry.insert(
				"CSS Inbound Referral", values | self.entry.sources.of(plan.referral.key)
			)
			self.take_step(referral, triage_values(plan, intake_worker))
		with acting_as(manager):
			client = self.client(plan.client)
			self.take_step(referral, acceptance_values(plan, client, self.css_case, manager))
			write_stage(client)
		if plan.followed_up_on:
			with acting_as(self.plan.worker):
				referral.record_follow_up(str(plan.followed_up_on))

	def take_step(self, referral: Document, values: Values) -> None:
		"""What the buttons write, but dated on the day on which it happened."""
		referral.reload()
		referral.flags.taking_a_step = True
		referral.update(values)
		referral.save()
