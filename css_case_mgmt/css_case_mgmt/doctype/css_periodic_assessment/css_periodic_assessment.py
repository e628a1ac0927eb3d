import frappe
from frappe import _

from css_case_mgmt import assessment_numbering as numbering
from css_case_mgmt.assessment_rhythm import PERIODIC
from css_case_mgmt.case_document import add_unique_source
from css_case_mgmt.case_note import require_case_note
from css_case_mgmt.css_case_mgmt.doctype.css_periodic_assessment.level_change import (
	enter_level,
	level_in_force,
)
from css_case_mgmt.interpreter_use import FIELDS as INTERPRETER_FIELDS
from css_case_mgmt.interpreter_use import check_interpreter
from css_case_mgmt.scheduled_assessment import AssessmentRefused, ScheduledAssessment
from css_case_mgmt.ways_of_meeting import check_ways_in_use

ANSWERS = (
	"wellbeing",
	"progress",
	"referrals_obtained",
	"still_required",
	"still_required_reason",
	"ready_for_exit",
	"ready_for_exit_reason",
	"plan_adjustments",
	"needs_level",
	"level_reason",
	"case_note",
)
MEETING = ("assessment_date", "occasion", "mode", "place", "duration_minutes", *INTERPRETER_FIELDS)


class CSSPeriodicAssessment(ScheduledAssessment):
	"""The quarterly look at where somebody stands: a draft, then complete and locked (R-180 to R-186).

	docstatus 1 means completed. A level of need decided here is entered in the enrolment's history (D-06).
	"""

	rhythm = PERIODIC
	kept_by_correction = (*MEETING, *ANSWERS)

	def before_insert(self) -> None:
		self.load_enrolment()
		if self.revises:
			self.continue_revised_assessment()
		numbering.assign_number(self)

	def validate(self) -> None:
		self.load_enrolment()
		self.validate_draft_status()
		self.validate_file()
		self.validate_date()
		self.validate_consent()
		check_interpreter(self, self.assessment_date)
		check_ways_in_use(self)
		self.set_timepoint()
		self.drop_unasked_reasons()
		self.level_before = None

	def before_submit(self) -> None:
		self.level_before = level_in_force(self)
		self.require_answers()
		require_case_note(self)
		self.update(numbering.draft_columns(self.enrolment, "Completed"))

	def on_submit(self) -> None:
		enter_level(self)
		if self.revises:
			numbering.supersede(self)

	def continue_revised_assessment(self) -> None:
		"""A correction that says nothing else starts as what it corrects (D-21, R-172)."""
		original = numbering.assessment_to_correct(self)
		if not any(self.get(fieldname) for fieldname in ANSWERS):
			self.update({fieldname: original.get(fieldname) for fieldname in (*INTERPRETER_FIELDS, *ANSWERS)})
		self.assessment_date = self.assessment_date or original.assessment_date

	def drop_unasked_reasons(self) -> None:
		"""A reason belongs to the answer that asks for it; the form hides it with the question."""
		if self.still_required != "No":
			self.still_required_reason = None
		if self.ready_for_exit != "Yes":
			self.ready_for_exit_reason = None
		if not self.needs_level:
			self.level_reason = None

	@property
	def changes_level(self) -> bool:
		return bool(self.needs_level) and self.needs_level != self.level_before

	def require_answers(self) -> None:
		"""Every question has its answer, also if it is that nothing changes (R-182)."""
		missing = [
			fieldname
			for fieldname, is_asked in (
				("still_required", True),
				("still_required_reason", self.still_required == "No"),
				("ready_for_exit", True),
				("ready_for_exit_reason", self.ready_for_exit == "Yes"),
				("plan_adjustments", True),
				("level_reason", self.changes_level),
			)
			if is_asked and not (self.get(fieldname) or "").strip()
		]
		if missing:
			labels = "".join(f"<li>{_(self.meta.get_label(fieldname))}</li>" for fieldname in missing)
			frappe.throw(
				_("Still to be answered:") + f"<ul>{labels}</ul>",
				AssessmentRefused,
				title=_("Not complete yet"),
			)


def on_doctype_update() -> None:
	doctype = PERIODIC.doctype
	add_unique_source(doctype)
	frappe.db.add_unique(doctype, ["enrolment", "sequence", "revision"], constraint_name="unique_number")
	# The clocks, and the reports without and on time: the assessments of some enrolments that count.
	frappe.db.add_index(
		doctype,
		["enrolment", "docstatus", "superseded_by", "marked_in_error_on", "assessment_date"],
		"counting_index",
	)
	frappe.db.add_index(doctype, ["docstatus", "assessment_date"])
