"""Which assessments count: one condition for every clock, report, page and comparison (D-21).

A completed assessment counts until it is corrected: then its correction does. Whether somebody may read it is another
question.
"""

from pypika.queries import Selectable
from pypika.terms import Criterion

# The same for `frappe.get_all` and `frappe.get_list`.
COUNTING = {"docstatus": 1, "superseded_by": ("is", "not set")}
IN_FORCE = {
	"docstatus": ("in", (0, 1)),
	"draft_status": ("!=", "Abandoned"),
	"superseded_by": ("is", "not set"),
}


def still_counts(assessment: Selectable) -> Criterion:
	"""Completed, and not corrected since.

	Args:
		assessment: the table, or an alias of it, of CSS NAM Assessment or CSS Periodic Assessment.
	"""
	return (assessment.docstatus == 1) & assessment.superseded_by.isnull()


def is_in_force(assessment: Selectable) -> Criterion:
	"""What still counts, and drafts that were not abandoned; arguments as for `still_counts`."""
	return (
		assessment.docstatus.isin((0, 1))
		& (assessment.draft_status != "Abandoned")
		& assessment.superseded_by.isnull()
	)
