import frappe
from frappe import _

from css_case_mgmt.assessment_rhythm import NAM
from css_case_mgmt.case_document import add_unique_source
from css_case_mgmt.case_note import require_case_note
from css_case_mgmt.css_case_mgmt.doctype.css_nam_assessment import answer_rows, comparison, numbering
from css_case_mgmt.css_case_mgmt.doctype.css_nam_assessment.who_answers import check_who_answers
from css_case_mgmt.interpreter_use import check_interpreter
from css_case_mgmt.printed_assessment import as_printed
from css_case_mgmt.rules.nam_scoring import AssessmentScore, score, unexplained_gaps
from css_case_mgmt.scheduled_assessment import AssessmentRefused, ScheduledAssessment
from css_case_mgmt.settings import get_setting
from css_case_mgmt.ways_of_meeting import check_ways_in_use


class CSSNAMAssessment(ScheduledAssessment):
	"""One Needs Assessment Matrix: a draft over several meetings, then complete and locked.

	Scores are computed here and never typed (D-03, D-21, R-140 to R-172). docstatus 1 means completed.
	"""

	rhythm = NAM
	kept_by_correction = numbering.KEPT_FIELDS

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
		self.validate_who_answers()
		check_interpreter(self, self.assessment_date)
		check_ways_in_use(self)
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

	def as_printed(self) -> dict:
		"""What the print format Needs Assessment shows (R-171)."""
		return as_printed(self)

	def validate_who_answers(self) -> None:
		"""A draft can always be put aside; a correction begins as the original was."""
		begins_as_original = bool(self.revises and self.is_new())
		if self.draft_status != "Abandoned" and not begins_as_original:
			check_who_answers(self, self.enrolment_on_file.date_of_birth)

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


def on_doctype_update() -> None:
	add_unique_source("CSS NAM Assessment")
	frappe.db.add_unique(
		"CSS NAM Assessment", ["enrolment", "sequence", "revision"], constraint_name="unique_number"
	)
	# My Caseload, Participants Without Assessment: the assessments of some enrolments that count, and their dates.
	frappe.db.add_index(
		"CSS NAM Assessment",
		["enrolment", "docstatus", "superseded_by", "marked_in_error_on", "assessment_date"],
		"counting_index",
	)
	# NAM Report: completed assessments within a range of dates.
	frappe.db.add_index("CSS NAM Assessment", ["docstatus", "assessment_date"])
	frappe.db.add_index("CSS NAM Assessment", ["css_case", "docstatus", "assessment_date"])
