"""A family entered as the staff would enter it in the desk: every controller and permission counts."""

from collections.abc import Iterator

import frappe
from frappe.model.document import Document

from css_case_mgmt.css_case_mgmt.doctype.css_consent.css_consent import REVIEWED
from css_case_mgmt.demo.acting import acting_as
from css_case_mgmt.demo.cast import Cast
from css_case_mgmt.demo.intake_through_documents import IntakeEntry
from css_case_mgmt.demo.interpreting import Registered
from css_case_mgmt.demo.leaving_through_documents import LeavingEntry
from css_case_mgmt.demo.ledger import Record
from css_case_mgmt.demo.meeting_records import activity_values, appointment_values, periodic_values
from css_case_mgmt.demo.plans import AssessmentPlan, ConsentPlan, EnrolmentPlan, FamilyPlan, MembershipPlan
from css_case_mgmt.demo.records import (
	Sources,
	access_values,
	assessment_values,
	case_values,
	charter_values,
	client_values,
	consent_values,
	enrolment_values,
	membership_values,
	who_enters_members,
	withdrawal_values,
)
from css_case_mgmt.demo.support_through_documents import SupportEntry


def enter_family(family: FamilyPlan, cast: Cast, sources: Sources, bank: str) -> list[Record]:
	"""Enter a family and return all records made."""
	return Entry(family, cast, sources, bank).enter()


class Entry:
	"""Enters one family, case by case."""

	def __init__(self, family: FamilyPlan, cast: Cast, sources: Sources, bank: str) -> None:
		self.family = family
		self.cast = cast
		self.sources = sources
		self.bank = bank
		self.cases: list[Document] = []
		self.clients: dict[int, Document] = {}
		self.enrolments: dict[EnrolmentPlan, Document] = {}
		self.consents: dict[ConsentPlan, Document] = {}
		self.made: list[Record] = []

	def enter(self) -> list[Record]:
		for case in range(len(self.family.cases)):
			self.open_case(case)
			intake = IntakeEntry(self, case)
			intake.enter()
			for enrolment in self.family.enrolments:
				if enrolment.episode > 1:
					continue
				if enrolment.eligibility and enrolment.case == case:
					intake.assess(enrolment.eligibility, enrolment.episode)
				self.enter_enrolment(enrolment, case)
		LeavingEntry(self).enter()
		for case, plan in enumerate(self.family.cases):
			if plan.status == "Closed" and not plan.turns:
				with acting_as(self.manager(case)):
					self.change(self.cases[case], {"status": "Closed"})
		return self.made

	def open_case(self, case: int) -> None:
		"""The manager opens the file and assigns the worker, who enters the family."""
		plan = self.family.cases[case]
		with acting_as(self.manager(case)):
			self.cases.append(self.insert("CSS Case", case_values(plan, self.sources)))
			self.insert("CSS Case Access", access_values(plan, self.cases[case].name))
		with acting_as(who_enters_members(self.family, case, self.manager(case))):
			for membership in plan.members:
				self.enter_membership(case, membership)

	def manager(self, case: int) -> str:
		return self.cast.managers[self.family.cases[case].site]

	def register(self, case: int) -> list[Registered]:
		return self.cast.register[self.family.cases[case].site]

	def enter_membership(self, case: int, plan: MembershipPlan) -> None:
		if plan.client not in self.clients:
			client = client_values(self.family.clients[plan.client], self.sources)
			self.clients[plan.client] = self.insert("CSS Client", client)
		client = self.clients[plan.client].name
		source = self.sources.membership(self.family, case, plan)
		self.insert("CSS Case Member", membership_values(plan, self.cases[case].name, client, source))

	def enter_enrolment(self, plan: EnrolmentPlan, case: int) -> None:
		"""Enter what happened while the person belonged to this case."""
		client = self.family.clients[plan.client]
		if plan.case == case:
			values = enrolment_values(plan, self.clients[plan.client].name, self.cases[case].name)
			with acting_as(self.family.cases[case].worker):
				self.enrolments[plan] = self.insert(
					"CSS Enrolment", values | self.sources.enrolment(client, plan)
				)
		if plan not in self.enrolments:
			return
		with acting_as(self.family.cases[case].worker):
			self.enter_agreements(plan, case)
			assessments = {
				assessment.sequence: self.enter_assessment(plan, assessment)
				for assessment in plan.assessments
				if assessment.case == case
			}
			support = SupportEntry(self, plan, assessments)
			if plan.case == case:
				support.enter()
				self.enter_meetings(plan, support)
		if case == plan.current_case:
			self.end_agreements(plan, case)

	def enter_agreements(self, enrolment: EnrolmentPlan, case: int) -> None:
		"""Charter and consents that were recorded in this case; before the assessments that need them."""
		client = self.family.clients[enrolment.client]
		name, css_case = self.clients[enrolment.client].name, self.cases[case].name
		if enrolment.charter and enrolment.charter.case == case:
			values = charter_values(enrolment.charter, name, css_case)
			self.insert("CSS Charter Acknowledgement", values | self.sources.charter(client, enrolment))
		for plan in enrolment.consents:
			if plan.case == case:
				values = consent_values(plan, name, css_case, self.register(case))
				source = self.sources.consent(client, enrolment, plan)
				self.consents[plan] = self.insert("CSS Consent", values | source)

	def end_agreements(self, enrolment: EnrolmentPlan, case: int) -> None:
		"""The worker records a withdrawal, the manager reviews what was recorded."""
		for plan in enrolment.consents:
			if plan.withdrawn_on:
				with acting_as(self.family.cases[case].worker):
					self.change(self.consents[plan], withdrawal_values(plan))
			elif plan.is_reviewed:
				with acting_as(self.manager(case)):
					self.change(self.consents[plan], {"workflow_state": REVIEWED})

	def enter_assessment(self, enrolment: EnrolmentPlan, plan: AssessmentPlan) -> str:
		client = self.family.clients[enrolment.client]
		values = assessment_values(
			plan,
			client=self.clients[enrolment.client].name,
			css_case=self.cases[plan.case].name,
			enrolment=self.enrolments[enrolment].name,
			bank=self.bank,
			register=self.register(plan.case),
		)
		answers = [
			{
				"question_code": answer.question_code,
				"option_code": answer.option_code,
				"unanswered_reason": answer.unanswered_reason,
			}
			for answer in plan.answers
		]
		source = self.sources.assessment(client, enrolment, plan)
		assessment = self.insert("CSS NAM Assessment", values | source | {"answers": answers})
		if not plan.is_draft:
			assessment.submit()
		return assessment.name

	def enter_meetings(self, enrolment: EnrolmentPlan, support: SupportEntry) -> None:
		"""What happened between the assessments, and what is planned."""
		client, name = self.family.clients[enrolment.client], self.clients[enrolment.client].name
		case = enrolment.case
		css_case, site = self.cases[case].name, self.family.cases[case].site
		names = {place: document.name for place, document in self.clients.items()}
		for plan in enrolment.periodic:
			values = periodic_values(plan, name, css_case, self.enrolments[enrolment].name)
			source = self.sources.periodic(client, enrolment, plan)
			self.complete("CSS Periodic Assessment", values | source)
		for plan in enrolment.activities:
			values = activity_values(plan, css_case, names) | support.details(plan)
			activity = self.complete("CSS Activity", values | self.sources.activity(client, enrolment, plan))
			support.sign_off(plan, activity.name)
		for plan in enrolment.appointments:
			values = appointment_values(plan, name, css_case, site)
			self.insert("CSS Appointment", values | self.sources.appointment(client, enrolment, plan))

	def complete(self, doctype: str, values: dict) -> Document:
		document = frappe.get_doc({"doctype": doctype, **values})
		document.submit()
		self.made.append((doctype, document.name))
		return document

	def insert(self, doctype: str, values: dict) -> Document:
		document = frappe.get_doc({"doctype": doctype, **values}).insert()
		self.made.append((doctype, document.name))
		return document

	def change(self, document: Document, values: dict) -> None:
		# Others have written to it meanwhile: the caseworker, the case moved to.
		document.reload()
		document.update(values)
		document.save()
