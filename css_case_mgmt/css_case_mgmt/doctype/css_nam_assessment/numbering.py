"""What a correction of a NAM takes over from the original (D-21, R-172); numbers are given as to every assessment."""

from frappe.model.document import Document

from css_case_mgmt.assessment_numbering import (
	OpenDraftExists,
	RevisionRefused,
	assessment_to_correct,
	assign_number,
	draft_columns,
	numbered_title,
	supersede,
)
from css_case_mgmt.interpreter_use import FIELDS as INTERPRETER_FIELDS

__all__ = [
	"KEPT_FIELDS",
	"OpenDraftExists",
	"RevisionRefused",
	"assign_number",
	"continue_revised_assessment",
	"draft_columns",
	"numbered_title",
	"supersede",
]

# What a correction takes over from the original, beside the answers.
KEPT_FIELDS = (
	"mode",
	"place",
	"duration_minutes",
	"answered_by",
	"answering_client",
	"case_note",
	*INTERPRETER_FIELDS,
)


def continue_revised_assessment(correction: Document) -> None:
	"""A correction starts as a copy of what it corrects, which stays completed (D-21, R-172).

	Raises:
		RevisionRefused: as `assessment_to_correct` says.
	"""
	original = assessment_to_correct(correction)
	correction.bank = original.bank
	for fieldname in KEPT_FIELDS:
		correction.set(fieldname, correction.get(fieldname) or original.get(fieldname))
	correction.assessment_date = correction.assessment_date or original.assessment_date
	if not correction.answers:
		for row in original.answers:
			correction.append(
				"answers",
				{
					"question_code": row.question_code,
					"option_code": row.option_code,
					"unanswered_reason": row.unanswered_reason,
				},
			)
