"""What the NAM and the periodic assessment have in common: a draft of an enrolment, numbered, on a clock, then
completed and locked (D-16, D-20, D-21, D-29, R-172)."""

from datetime import date

import frappe
from frappe import _
from frappe.utils import getdate

from css_case_mgmt.assessment_numbering import draft_columns
from css_case_mgmt.assessment_rhythm import Rhythm
from css_case_mgmt.case_document import CaseDocument, DateRefused
from css_case_mgmt.consent_gate import require_consent, require_no_withdrawal
from css_case_mgmt.css_case_mgmt.doctype.css_case_member.css_case_member import as_membership
from css_case_mgmt.people import case_of_client
from css_case_mgmt.rules.nam_schedule import nearest_timepoint, slot_date

USE = "Needs Assessment"


class AssessmentRefused(frappe.ValidationError):
	"""An assessment that the programme does not allow."""


class AssessmentLocked(frappe.ValidationError):
	"""A completed or abandoned assessment stays as it is (R-172)."""


class ScheduledAssessment(CaseDocument):
	"""A draft over several meetings, then complete and locked; docstatus 1 means completed (D-21).

	Attributes:
		rhythm: how often it recurs.
		kept_by_correction: the fields that a correction takes over from the original.
	"""

	rhythm: Rhythm
	kept_by_correction: tuple[str, ...]

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
		client = frappe.qb.DocType("CSS Client")
		found = (
			frappe.qb.from_(enrolment)
			.join(client)
			.on(client.name == enrolment.client)
			.left_join(case)
			.on(case.name == self.css_case)
			.select(
				enrolment.client,
				enrolment.status,
				enrolment.enrolment_date,
				enrolment.exit_date,
				client.date_of_birth,
				case.site,
			)
			.where(enrolment.name == self.enrolment)
			.run(as_dict=True)
		)
		if not found or not found[0].site:
			frappe.throw(_("Choose the enrolment and the case."), AssessmentRefused, title=_("Enrolment"))
		self.enrolment_on_file = found[0]

	def validate_draft_status(self) -> None:
		self.marked_in_error_on = None  # By a correction alone, and of a completed one.
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
			self.update(draft_columns(self.enrolment, "Abandoned"))
		else:
			self.abandoned_reason = None
			self.update(draft_columns(self.enrolment, "Open"))

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
		interval = self.rhythm.interval(self.site_of_case())
		self.update(
			timepoint_columns(
				anchor, getdate(self.assessment_date), interval, self.rhythm.first_month(interval)
			)
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
		correction = frappe.new_doc(self.doctype)
		correction.update(
			{
				**{fieldname: self.get(fieldname) for fieldname in self.kept_by_correction},
				"client": self.client,
				"css_case": self.css_case,
				"enrolment": self.enrolment,
				"revises": self.name,
				"correction_reason": reason,
			}
		)
		return correction.insert().name


def timepoint_columns(
	anchor: date, assessment_date: date, interval: int, first_month: int = 0
) -> dict[str, int | date]:
	"""The slot that an assessment counts for, and the day on which it was due."""
	month = nearest_timepoint(anchor, assessment_date, interval, first_month)
	return {"timepoint_month": month, "due_date": slot_date(anchor, month)}
