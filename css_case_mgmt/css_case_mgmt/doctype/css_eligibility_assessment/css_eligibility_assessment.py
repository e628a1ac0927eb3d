from collections.abc import Iterable
from datetime import date

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import getdate

from css_case_mgmt.case_document import CaseDocument, add_unique_source
from css_case_mgmt.css_case_mgmt.doctype.css_case_member.css_case_member import memberships
from css_case_mgmt.css_case_mgmt.doctype.css_eligibility_assessment.decision import (
	decision_columns,
	other_factor_texts,
	standing_of,
)
from css_case_mgmt.permissions.scope import scope_of
from css_case_mgmt.rules.eligibility import Outcome, Standing
from css_case_mgmt.rules.membership import members_on
from css_case_mgmt.settings import site_today

REMOTE_MODES = ("Video", "Phone")
CHANGED_AFTERWARDS = ("services_offered", "services_offered_on", "plan_updated_on")


class EligibilityRefused(frappe.ValidationError):
	"""An eligibility assessment that does not hold together."""


class EligibilityLocked(frappe.ValidationError):
	"""An enrolment rests on this assessment."""


class CSSEligibilityAssessment(CaseDocument):
	"""Whether somebody is eligible for case management: computed and explained, never typed.

	Annex B of the framework (R-084 to R-106, D-07); legal status first (R-049 to R-052).
	"""

	def before_insert(self) -> None:
		self.assessor = frappe.session.user
		self.refuse_enrolment_of_another()

	def validate(self) -> None:
		file_number = frappe.db.get_value("CSS Client", self.client, "file_number")
		self.title = eligibility_title(file_number, self.assessment_date)
		if self.carries_enrolment():
			self.keep_what_was_decided()
		else:
			self.validate_meeting()
			self.validate_legal_status()
			self.copy_columns()
			self.refuse_repeated_criteria()
			self.validate_other_factor()
			self.set_decision()
			self.set_earlier_enrolment()
		self.validate_offers()
		self.refuse_future("plan_updated_on")

	def on_update(self) -> None:
		self.say_what_is_left()

	def carries_enrolment(self) -> bool:
		before = self.get_doc_before_save()
		return bool(before and (before.enrolment or any(row.enrolment for row in before.members)))

	def keep_what_was_decided(self) -> None:
		before = self.get_doc_before_save()
		for field in self.meta.fields:
			if field.fieldname in CHANGED_AFTERWARDS:
				continue
			if field.fieldtype in frappe.model.table_fields:
				is_changed = row_values(self, field.fieldname) != row_values(before, field.fieldname)
			else:
				is_changed = self.has_value_changed(field.fieldname)
			if is_changed:
				frappe.throw(
					_(
						"An enrolment rests on this assessment: {0} stays as it is. If something has changed, assess again."
					).format(_(field.label)),
					EligibilityLocked,
					title=_("Eligibility"),
				)

	def refuse_enrolment_of_another(self) -> None:
		if self.enrolment and frappe.db.get_value("CSS Enrolment", self.enrolment, "client") != self.client:
			frappe.throw(
				_("The enrolment belongs to another client."), EligibilityRefused, title=_("Enrolment")
			)

	def validate_meeting(self) -> None:
		self.refuse_future("assessment_date")
		self.keep_assessor_and_ties()
		self.validate_members()
		if self.mode in REMOTE_MODES and not (self.remote_reason or "").strip():
			frappe.throw(
				_("Eligibility is assessed in person where possible. Give the reason for not meeting."),
				EligibilityRefused,
				title=_("Mode"),
			)

	def keep_assessor_and_ties(self) -> None:
		"""The site that decides is not the provider that did the NAARS (R-105)."""
		if not self.is_new():
			before = self.get_doc_before_save()
			self.assessor, self.enrolment = before.assessor, before.enrolment
			return
		if self.flags.ignore_permissions or self.assessor == "Administrator":
			return
		if self.site_of_case() not in scope_of(self.assessor).staff_sites:
			frappe.throw(
				_("Eligibility is decided by staff of the case's site, not by whoever did the NAARS."),
				EligibilityRefused,
				title=_("Assessed by"),
			)

	def validate_members(self) -> None:
		"""Everybody it is about belongs to the case on that day (R-099)."""
		family = members_on(memberships({"css_case": self.css_case}), getdate(self.assessment_date))
		of_case = {member.client for member in family}
		included = [row.client for row in self.members]
		if self.client not in of_case or not of_case.issuperset(included):
			frappe.throw(
				_("Everybody who is assessed must be a member of the case on the assessment date."),
				EligibilityRefused,
				title=_("Not a member"),
			)
		if bool(self.is_family_level) != bool(included):
			frappe.throw(
				_(
					"An assessment of the whole family names the other members it includes; no other one does."
				),
				EligibilityRefused,
				title=_("For the whole family"),
			)
		if len({self.client, *included}) <= len(included):
			frappe.throw(
				_("Name each family member once; the client is included already."),
				EligibilityRefused,
				title=_("Family members included"),
			)

	def validate_legal_status(self) -> None:
		"""Evidence and the principal applicant, where the status asks for them (R-049, R-051)."""
		standing = standing_of(self.legal_status)
		if standing is Standing.WITH_EVIDENCE and not (self.status_evidence or "").strip():
			frappe.throw(
				_("Write down the letter or permit that was seen, with its date."),
				EligibilityRefused,
				title=_("What was seen"),
			)
		if standing is not Standing.AS_DEPENDANT:
			return
		if not self.principal_applicant or self.principal_applicant == self.client:
			frappe.throw(
				_("Name the principal applicant on whom this person depends."),
				EligibilityRefused,
				title=_("Principal applicant"),
			)

	def copy_columns(self) -> None:
		"""The column is the criterion's, as it was when it was ticked."""
		before = self.get_doc_before_save()
		stored = {row.criterion: row.criterion_column for row in before.criteria} if before else {}
		for row in self.criteria:
			row.criterion_column = stored.get(row.criterion) or self.column_of(row)

	def column_of(self, row) -> str:
		criterion = frappe.db.get_value(
			"CSS Eligibility Criterion", row.criterion, ["criterion_column", "enabled"], as_dict=True
		)
		if criterion and not criterion.enabled:
			frappe.throw(
				_("Row {0}: the criterion {1} is no longer in use.").format(row.idx, row.criterion),
				EligibilityRefused,
				title=_("Criteria"),
			)
		return criterion.criterion_column if criterion else None

	def refuse_repeated_criteria(self) -> None:
		seen = set()
		for row in self.criteria:
			if row.criterion in seen:
				frappe.throw(
					_("Row {0}: the criterion {1} is there twice.").format(row.idx, row.criterion),
					EligibilityRefused,
					title=_("Criteria"),
				)
			seen.add(row.criterion)

	def validate_other_factor(self) -> None:
		problems = other_factor_texts(self)
		if problems:
			frappe.throw("<br>".join(problems), EligibilityRefused, title=_("Other Factor"))

	def set_decision(self) -> None:
		self.update(decision_columns(self))
		if self.outcome == Outcome.INELIGIBLE.value:
			self.drop_level()
		elif self.needs_level not in ("High", "Low"):
			frappe.throw(
				_(
					"Choose the level of need. High: ongoing, high-level intervention and coordination on numerous issues. Low: help to navigate the plan, integration help beyond general settlement, light coordination."
				),
				EligibilityRefused,
				title=_("Level of need"),
			)

	def drop_level(self) -> None:
		"""Only who is eligible has a level of need (R-096)."""
		if self.needs_level:
			self.needs_level = None
			frappe.msgprint(_("The level of need was taken off: only who is eligible has one."), alert=True)

	def set_earlier_enrolment(self) -> None:
		"""Somebody who comes back keeps the old episode, closed and linked (R-103, R-380)."""
		earlier = frappe.get_all(
			"CSS Enrolment",
			filters={
				"client": self.client,
				"status": "Exited",
				"exit_date": ("<=", getdate(self.assessment_date)),
			},
			order_by="episode desc",
			limit=1,
			pluck="name",
		)
		self.earlier_enrolment = earlier[0] if earlier else None

	def validate_offers(self) -> None:
		for row in self.services_offered:
			if row.offered_on and getdate(row.offered_on) > site_today(self.site_of_case()):
				frappe.throw(
					_("Row {0}: the service cannot have been offered in the future.").format(row.idx),
					EligibilityRefused,
					title=_("Services offered"),
				)
		self.services_offered_on = latest_offer(self.services_offered)

	def say_what_is_left(self) -> None:
		"""Reminders, not refusals: the offer and the plan may follow (R-095, R-103)."""
		if self.outcome == Outcome.INELIGIBLE.value and not self.services_offered:
			frappe.msgprint(
				_(
					"Not eligible for case management. Offer specialised services and write down below what was offered."
				),
				title=_("Other services"),
				indicator="orange",
			)
		if self.outcome == Outcome.ELIGIBLE.value and self.earlier_enrolment and not self.plan_updated_on:
			frappe.msgprint(
				_("Whoever comes back needs an updated settlement plan. Enter the date once it is updated."),
				title=_("Coming back"),
				indicator="orange",
			)


def eligibility_title(file_number: str, on: str | date) -> str:
	"""The title names no one: the file number of the client and the day."""
	return f"{file_number} / {getdate(on)}"


def latest_offer(rows: Iterable[Document | dict]) -> date | None:
	"""The day of the latest of some services offered."""
	return max((getdate(row.get("offered_on")) for row in rows if row.get("offered_on")), default=None)


def row_values(document: CaseDocument, table: str) -> list[tuple]:
	"""What the rows of a table hold, without when and by whom they were written."""
	return [
		tuple(row.get(field.fieldname) or None for field in row.meta.fields) for row in document.get(table)
	]


def on_doctype_update() -> None:
	add_unique_source("CSS Eligibility Assessment")
	# Whom an enrolment rests on, and the families of cases.
	frappe.db.add_index("CSS Eligibility Assessment", ["client", "assessment_date"])
	frappe.db.add_index("CSS Eligibility Assessment", ["css_case", "assessment_date"])
