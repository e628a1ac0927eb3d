"""Which assessments count: one condition for every clock, report, page and comparison (D-21).

A completed assessment counts until it is corrected: then its correction does. What was entered in the wrong file counts
nowhere (R-503). Whether somebody may read it is another question.
"""

from datetime import date

from pypika.queries import Selectable
from pypika.terms import Criterion

# The same for `frappe.get_all` and `frappe.get_list`.
NOT_IN_ERROR = {"marked_in_error_on": ("is", "not set")}
COUNTING = {"docstatus": 1, "superseded_by": ("is", "not set"), **NOT_IN_ERROR}
IN_FORCE = {
	"docstatus": ("in", (0, 1)),
	"draft_status": ("!=", "Abandoned"),
	"superseded_by": ("is", "not set"),
	**NOT_IN_ERROR,
}


def still_counts(assessment: Selectable) -> Criterion:
	"""Completed, not corrected since, and not entered in the wrong file.

	Args:
		assessment: the table, or an alias of it, of CSS NAM Assessment or CSS Periodic Assessment.
	"""
	return (
		(assessment.docstatus == 1)
		& assessment.superseded_by.isnull()
		& assessment.marked_in_error_on.isnull()
	)


def counted_before(assessment: Selectable, day: date) -> Criterion:
	"""What counted on the evening before a day, for what is worked off later: assessed before it, and not marked
	before it as entered in the wrong file. Of a correction made since only the latest revision is asked.

	Args:
		assessment: as for `still_counts`.
		day: the day.
	"""
	marked_on = assessment.marked_in_error_on
	return (
		(assessment.docstatus == 1)
		& assessment.superseded_by.isnull()
		& (assessment.assessment_date < day)
		& (marked_on.isnull() | (marked_on >= day))
	)


def is_in_force(assessment: Selectable) -> Criterion:
	"""What still counts, and drafts that were not abandoned; arguments as for `still_counts`."""
	return (
		assessment.docstatus.isin((0, 1))
		& (assessment.draft_status != "Abandoned")
		& assessment.superseded_by.isnull()
		& assessment.marked_in_error_on.isnull()
	)
