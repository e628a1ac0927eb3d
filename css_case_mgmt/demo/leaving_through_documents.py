"""Exits, comings back and extensions as the staff would enter them: the worker asks, the manager approves (D-24)."""

from datetime import date
from typing import TYPE_CHECKING

import frappe
from frappe.model.document import Document
from frappe.utils import add_days

from css_case_mgmt.coming_back import come_back
from css_case_mgmt.css_case_mgmt.doctype.css_case_access.css_case_access import write_caseworker
from css_case_mgmt.css_case_mgmt.doctype.css_exit.readiness_rows import enabled_indicators
from css_case_mgmt.demo.acting import acting_as
from css_case_mgmt.demo.intake_through_documents import IntakeEntry
from css_case_mgmt.demo.leaving_plans import EXITED, WORKER, DecisionPlan
from css_case_mgmt.demo.leaving_records import (
	EXIT,
	EXTENSION,
	INTERVIEW,
	KNOWS_THE_FAMILY,
	dated_columns,
	disclosure_title,
	exit_values,
	extension_values,
	interview_values,
	questions_to_ask,
	title_of_exit,
)
from css_case_mgmt.demo.plans import EnrolmentPlan
from css_case_mgmt.demo.support_records import Owner
from css_case_mgmt.demo.support_times import stored_moment
from css_case_mgmt.demo.turns import in_order, last_day_of_access
from css_case_mgmt.exit_day import close_if_still_ready
from css_case_mgmt.moving_site import REFERRAL
from css_case_mgmt.moving_site import SOURCE as OF_ANOTHER_SITE
from css_case_mgmt.settings import get_setting, site_today

if TYPE_CHECKING:
	from css_case_mgmt.demo.through_documents import Entry

ACCESS, APPOINTMENT, CASE, DISCLOSURE = (
	"CSS Case Access",
	"CSS Appointment",
	"CSS Case",
	"CSS Disclosure",
)


class LeavingEntry:
	"""Enters who leaves one family, and who comes back to it, in the order of the days."""

	def __init__(self, entry: "Entry") -> None:
		self.entry = entry
		self.family = entry.family
		self.indicators = enabled_indicators()
		self.questions = questions_to_ask()

	def enter(self) -> None:
		for enrolment, ends in in_order(self.family.enrolments):
			if ends:
				self.enter_extension(enrolment)
				self.enter_exit(enrolment)
			else:
				self.come_back(enrolment)
		for enrolment in self.family.enrolments:
			if not enrolment.exit_date:
				self.enter_extension(enrolment)
				if enrolment.leaving:
					self.enter_exit(enrolment)

	def come_back(self, enrolment: EnrolmentPlan) -> None:
		"""The manager opens the file again and assigns the worker who knows the family."""
		case, entry = enrolment.case, self.entry
		css_case = entry.cases[case]
		was_closed = frappe.db.get_value(CASE, css_case.name, "status") == "Closed"
		if was_closed:
			with acting_as(entry.manager(case)):
				client = frappe.get_doc("CSS Client", entry.clients[enrolment.client].name)
				worker = self.family.cases[case].worker
				come_back(client, caseworker=worker, over_target_reason=KNOWS_THE_FAMILY)
				access = frappe.get_last_doc(ACCESS, {"css_case": css_case.name, "kind": "Assigned"})
			entry.made.append((ACCESS, access.name))
			date_row(ACCESS, access.name, {"access_from": enrolment.enrolment_date})
			date_row(CASE, css_case.name, {"opened_again_on": enrolment.enrolment_date})
		if enrolment.eligibility:
			IntakeEntry(entry, case).assess(enrolment.eligibility, enrolment.episode)
		entry.enter_enrolment(enrolment, case)

	def owner(self, enrolment: EnrolmentPlan) -> Owner:
		return Owner(
			self.entry.clients[enrolment.client].name,
			self.entry.cases[enrolment.current_case].name,
			self.entry.enrolments[enrolment].name,
		)

	def site(self, enrolment: EnrolmentPlan) -> str:
		return self.family.cases[enrolment.current_case].site

	def worker(self, enrolment: EnrolmentPlan) -> str:
		return self.family.cases[enrolment.current_case].worker

	def enter_exit(self, enrolment: EnrolmentPlan) -> None:
		plan, entry, owner = enrolment.leaving, self.entry, self.owner(enrolment)
		client = self.family.clients[enrolment.client]
		number = entry.clients[enrolment.client].file_number
		with acting_as(self.worker(enrolment)):
			self.enter_what_happened(enrolment)
			values = exit_values(plan, owner, self.indicators, entry.cast.providers)
			if enrolment.end.is_closed_by_job:
				values["exit_date"] = add_days(site_today(self.site(enrolment)), 1)
			css_exit = entry.insert(EXIT, values | entry.sources.leaving(client, enrolment))
			if plan.interview:
				register = entry.register(enrolment.current_case)
				values = interview_values(plan.interview, owner, css_exit.name, self.questions, register)
				entry.insert(INTERVIEW, values | entry.sources.interview(client, enrolment))
		date_row(EXIT, css_exit.name, {"title": title_of_exit(plan, number)})
		self.decide(css_exit, enrolment, plan.decisions)
		if enrolment.end.is_closed_by_job:
			self.close_by_job(css_exit, plan.exit_date)
		elif plan.state == EXITED:
			self.date_closing(css_exit, enrolment)

	def enter_what_happened(self, enrolment: EnrolmentPlan) -> None:
		"""A death or a citizenship, in the person's file."""
		plan, client = enrolment.leaving, self.entry.clients[enrolment.client]
		if plan.died_on:
			self.entry.change(client, {"died_on": plan.died_on})
		if plan.citizen_since:
			self.entry.change(client, {"citizen_since": plan.citizen_since})

	def decide(
		self, request: Document, enrolment: EnrolmentPlan, decisions: tuple[DecisionPlan, ...]
	) -> None:
		"""Each step by whoever takes it, and dated on its day."""
		manager = self.entry.manager(enrolment.current_case)
		for decision in decisions:
			with acting_as(self.worker(enrolment) if decision.by == WORKER else manager):
				request.move(decision.state, decision.note or None)
		site = self.site(enrolment)
		date_row(request.doctype, request.name, dated_columns(decisions, site))
		for row in request.decisions:
			on = decisions[min(row.idx, len(decisions)) - 1].on
			date_row(row.doctype, row.name, {"decided_on": stored_moment(site, on)})

	def close_by_job(self, css_exit: Document, last_day: date) -> None:
		"""When it was approved its last day was still to come; now that it has come, the job closes it (R-378, D-29)."""
		date_row(EXIT, css_exit.name, {"exit_date": last_day})
		close_if_still_ready(css_exit.name)
		told = frappe.get_all(
			DISCLOSURE, {"client": css_exit.client, "css_case": css_exit.css_case}, pluck="name"
		)
		referred = {"source_system": OF_ANOTHER_SITE, "source_id": ("in", told)}
		self.entry.made.extend((DISCLOSURE, name) for name in told)
		self.entry.made.extend((REFERRAL, name) for name in frappe.get_all(REFERRAL, referred, pluck="name"))

	def date_closing(self, css_exit: Document, enrolment: EnrolmentPlan) -> None:
		"""What the approval wrote with the day of loading."""
		on = enrolment.leaving.decided_on
		owner, number = self.owner(enrolment), self.entry.clients[enrolment.client].file_number
		if enrolment.leaving.handover_provider is not None:
			disclosure = frappe.get_last_doc(DISCLOSURE, {"client": owner.client})
			self.entry.made.append((DISCLOSURE, disclosure.name))
			values = {"disclosed_on": on, "title": disclosure_title(number, on)}
			date_row(DISCLOSURE, disclosure.name, values)
			date_row(EXIT, css_exit.name, {"handed_over_on": on})
		self.date_appointments(enrolment)
		if any(
			turn.is_closing and (turn.client, turn.episode) == (enrolment.client, enrolment.episode)
			for turn in self.family.cases[enrolment.current_case].turns
		):
			self.date_access(enrolment, owner.css_case)

	def date_appointments(self, enrolment: EnrolmentPlan) -> None:
		client = self.family.clients[enrolment.client]
		for plan in enrolment.appointments:
			source = self.entry.sources.appointment(client, enrolment, plan)
			name = frappe.db.get_value(APPOINTMENT, source)
			date_row(APPOINTMENT, name, {"outcome_on": enrolment.leaving.decided_on})

	def date_access(self, enrolment: EnrolmentPlan, css_case: str) -> None:
		site = self.site(enrolment)
		until = last_day_of_access(enrolment, get_setting("handover_days", site))
		access = frappe.get_last_doc(ACCESS, {"css_case": css_case, "kind": "Assigned"})
		date_row(ACCESS, access.name, {"access_until": until})
		with acting_as(self.entry.manager(enrolment.current_case)):
			write_caseworker(css_case)

	def enter_extension(self, enrolment: EnrolmentPlan) -> None:
		plan = enrolment.extension
		if not plan:
			return
		client = self.family.clients[enrolment.client]
		with acting_as(self.worker(enrolment)):
			values = extension_values(plan, self.owner(enrolment))
			source = self.entry.sources.extension(client, enrolment)
			extension = self.entry.insert(EXTENSION, values | source)
		self.decide(extension, enrolment, plan.decisions)


def date_row(doctype: str, name: str, values: dict) -> None:
	frappe.db.set_value(doctype, name, values, update_modified=False)
