from datetime import date

import frappe
from frappe import _
from frappe.utils import getdate

from css_case_mgmt.case_document import CaseDocument, DateRefused, add_unique_source
from css_case_mgmt.case_note import require_case_note
from css_case_mgmt.consent_gate import require_consent, require_no_withdrawal
from css_case_mgmt.css_case_mgmt.doctype.css_case_member.css_case_member import as_membership
from css_case_mgmt.css_case_mgmt.doctype.css_nam_assessment import answer_rows, comparison, numbering
from css_case_mgmt.interpreter_use import check_interpreter
from css_case_mgmt.people import case_of_client
from css_case_mgmt.rules.nam_schedule import nearest_timepoint, slot_date
from css_case_mgmt.rules.nam_scoring import AssessmentScore, score, unexplained_gaps
from css_case_mgmt.settings import get_setting

USE = "Needs Assessment"


class AssessmentRefused(frappe.ValidationError):
	"""An assessment that the programme does not allow."""


class AssessmentLocked(frappe.ValidationError):
	"""A completed or abandoned assessment stays as it is (R-172)."""


class CSSNAMAssessment(CaseDocument):
	"""One Needs Assessment Matrix: a draft over several meetings, then complete and locked.

	Scores are computed here and never typed (D-03, D-21, R-140 to R-172). docstatus 1 means completed.
	"""

	def before_insert(self) -> None:
		self.load_enrolment()
		if self.revises:
			numbering.continue_revised_assessment(self)
		self.validate_bank()
		numbering.assign_number(self)

	def validate(self) -> None:
		self.load_enrolment()
		self.validate_draft_status()
		self.validate_file()
		self.validate_date()
		self.validate_consent()
		check_interpreter(self, self.assessment_date)
		self.set_timepoint()
		bank = answer_rows.load_bank(self.bank)
		answer_rows.complete_answer_rows(self, bank)
		self.set_scores(bank)

	def before_submit(self) -> None:
		self.require_reasons_for_gaps()
		require_case_note(self)
		self.update(numbering.draft_columns(self.enrolment, "Completed"))

	def on_submit(self) -> None:
		if self.revises:
			numbering.supersede(self)
			comparison.recompute_changes_since(self)

	def before_update_after_submit(self) -> None:
		frappe.throw(
			_(
				"A completed assessment does not change. Correct it: the original is kept beside the correction."
			),
			AssessmentLocked,
			title=_("Completed"),
		)

	def before_cancel(self) -> None:
		frappe.throw(
			_(
				"A completed assessment is not cancelled. Correct it: the original is kept beside the correction."
			),
			AssessmentLocked,
			title=_("Completed"),
		)

	def load_enrolment(self) -> None:
		"""The enrolment, and the site of the case with it: completing asks the database as seldom as it can."""
		enrolment, case = frappe.qb.DocType("CSS Enrolment"), frappe.qb.DocType("CSS Case")
		found = (
			frappe.qb.from_(enrolment)
			.left_join(case)
			.on(case.name == self.css_case)
			.select(
				enrolment.client, enrolment.status, enrolment.enrolment_date, enrolment.exit_date, case.site
			)
			.where(enrolment.name == self.enrolment)
			.run(as_dict=True)
		)
		self.enrolment_on_file = found[0] if found else None
		self.flags.site_of_case = found[0].site if found else None

	def validate_bank(self) -> None:
		"""New assessments use a published bank; a correction keeps the bank of what it corrects (D-05)."""
		self.bank = self.bank or frappe.get_cached_doc("CSS Settings").default_nam_bank
		if not self.bank:
			frappe.throw(
				_("No question bank is published yet. Ask the national analyst to publish one."),
				AssessmentRefused,
				title=_("Question bank"),
			)
		if not self.revises and frappe.get_cached_value("CSS NAM Bank", self.bank, "status") != "Published":
			frappe.throw(
				_("{0} is not published. Choose a published question bank.").format(self.bank),
				AssessmentRefused,
				title=_("Question bank"),
			)

	def validate_draft_status(self) -> None:
		before = self.get_doc_before_save()
		if before and before.draft_status != "Open":
			frappe.throw(
				_("This assessment is {0} and does not change.").format(_(before.draft_status)),
				AssessmentLocked,
				title=_("Assessment"),
			)
		if self.draft_status == "Abandoned":
			if self.docstatus.is_submitted() or not (self.abandoned_reason or "").strip():
				frappe.throw(
					_("Say why this draft is abandoned. It keeps its number."),
					AssessmentRefused,
					title=_("Abandon draft"),
				)
			self.update(numbering.draft_columns(self.enrolment, "Abandoned"))
		else:
			self.abandoned_reason = None
			self.update(numbering.draft_columns(self.enrolment, "Open"))

	def validate_file(self) -> None:
		enrolment = self.enrolment_on_file
		if enrolment.client != self.client:
			frappe.throw(
				_("The enrolment belongs to another client."), AssessmentRefused, title=_("Enrolment")
			)
		if enrolment.status == "Exited" and not self.revises:
			frappe.throw(
				_("This enrolment has ended. A new assessment needs a new enrolment."),
				AssessmentRefused,
				title=_("Enrolment"),
			)
		if not self.was_member_on_assessment_date():
			frappe.throw(
				_("The client was not a member of this case on the assessment date."),
				AssessmentRefused,
				title=_("Not a member"),
			)

	def was_member_on_assessment_date(self) -> bool:
		"""Of this case; a draft that has come along with her may have been begun in the case before (D-20)."""
		if self.is_covered_by_membership(self.css_case):
			return True
		has_come_along = not self.is_new() and case_of_client(self.client) == self.css_case
		return has_come_along and self.is_covered_by_membership()

	def is_covered_by_membership(self, css_case: str | None = None) -> bool:
		member = frappe.qb.DocType("CSS Case Member")
		query = (
			frappe.qb.from_(member)
			.select(member.name, member.client, member.member_from, member.member_to, member.is_head)
			.where(member.client == self.client)
		)
		if css_case:
			query = query.where(member.css_case == css_case)
		day = getdate(self.assessment_date)
		return any(as_membership(row).includes(day) for row in query.run(as_dict=True))

	def validate_date(self) -> None:
		self.refuse_future("assessment_date")
		if getdate(self.assessment_date) < self.enrolment_on_file.enrolment_date:
			frappe.throw(
				_("The assessment lies before the enrolment on {0}.").format(
					frappe.format(self.enrolment_on_file.enrolment_date, "Date")
				),
				DateRefused,
				title=_("Assessment date"),
			)
		exit_date = self.enrolment_on_file.exit_date
		if exit_date and getdate(self.assessment_date) > exit_date:
			frappe.throw(
				_("The assessment lies after the exit on {0}.").format(frappe.format(exit_date, "Date")),
				DateRefused,
				title=_("Assessment date"),
			)

	def validate_consent(self) -> None:
		"""Started with consent and charter on the assessment date, continued while they are not withdrawn; a
		correction mends what was recorded, and a draft can always be put aside (D-16, R-112, R-122)."""
		if self.revises or self.draft_status == "Abandoned":
			return
		before = self.get_doc_before_save()
		if not before or getdate(before.assessment_date) != getdate(self.assessment_date):
			require_consent(self.client, self.css_case, for_what=USE, on=self.assessment_date)
		else:
			require_no_withdrawal(self.client, self.css_case, for_what=USE)

	def set_timepoint(self) -> None:
		"""The slot nearest to the date names the assessment's place on the clock (D-21)."""
		anchor = self.enrolment_on_file.enrolment_date
		interval = get_setting("nam_interval_months", self.site_of_case())
		self.update(timepoint_columns(anchor, getdate(self.assessment_date), interval))

	def set_scores(self, bank: answer_rows.BankContent) -> None:
		answers = answer_rows.as_answers(self.answers, bank)
		minimum = get_setting("minimum_answered_percent", self.site_of_case())
		scores = score(answers, minimum)
		changes = comparison.changes_from_baseline(self, answers, bank, minimum)
		self.flags.unexplained_gaps = unexplained_gaps(answers)
		self.store_scores(scores)
		comparison.store_changes(self, changes)

	def store_scores(self, scores: AssessmentScore) -> None:
		stored = {row.factor: row for row in self.factor_scores}
		self.set("factor_scores", [])
		for position, factor_score in enumerate(scores.factor_scores, start=1):
			row = self.append(
				"factor_scores", stored.get(factor_score.factor) or {"factor": factor_score.factor}
			)
			row.idx = position
			row.owner = row.owner or self.owner
			row.update(comparison.score_columns(factor_score))
		self.update(comparison.overall_columns(scores))

	def require_reasons_for_gaps(self) -> None:
		gaps = self.flags.unexplained_gaps
		if gaps:
			frappe.throw(
				_("Give an answer or a reason for: {0}").format(", ".join(gaps)),
				AssessmentRefused,
				title=_("Not complete yet"),
			)

	@frappe.whitelist()
	def abandon(self, reason: str) -> None:
		"""Put a draft aside for good, with a reason; it keeps its number (D-21)."""
		self.check_permission("write")
		self.draft_status = "Abandoned"
		self.abandoned_reason = reason
		self.save()

	@frappe.whitelist()
	def correct(self, reason: str) -> str:
		"""Start a correction of a completed assessment and return its name (D-21, R-172)."""
		self.check_permission("read")
		correction = frappe.new_doc("CSS NAM Assessment")
		correction.update(
			{
				"client": self.client,
				"css_case": self.css_case,
				"enrolment": self.enrolment,
				"revises": self.name,
				"correction_reason": reason,
				**{fieldname: self.get(fieldname) for fieldname in numbering.KEPT_FIELDS},
			}
		)
		return correction.insert().name


def timepoint_columns(anchor: date, assessment_date: date, interval: int) -> dict[str, int | date]:
	"""The slot that an assessment counts for, and the day on which it was due."""
	month = nearest_timepoint(anchor, assessment_date, interval)
	return {"timepoint_month": month, "due_date": slot_date(anchor, month)}


def on_doctype_update() -> None:
	add_unique_source("CSS NAM Assessment")
	frappe.db.add_unique(
		"CSS NAM Assessment", ["enrolment", "sequence", "revision"], constraint_name="unique_number"
	)
	# My Caseload: the latest completed assessments of a worker's enrolments.
	frappe.db.add_index("CSS NAM Assessment", ["enrolment", "docstatus", "superseded_by"])
	# NAM Report: completed assessments within a range of dates.
	frappe.db.add_index("CSS NAM Assessment", ["docstatus", "assessment_date"])
	frappe.db.add_index("CSS NAM Assessment", ["css_case", "docstatus", "assessment_date"])
