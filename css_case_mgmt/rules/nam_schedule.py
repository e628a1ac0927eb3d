"""When assessments fall due (D-01, D-17, D-21, R-150, R-156, R-168, R-169, R-180).

An enrolment has slots whole intervals after its anchor, the enrolment date. A slot is named by its months from the
anchor: 0, 4, 8, 12 for the NAM; 3, 6, 9, 12 for the periodic assessment, whose first slot lies one interval after the
intake. Assessments count for the slot nearest to their date; slots are never back-filled, and a due date is always
reckoned from the anchor.
"""

from collections.abc import Iterable
from datetime import date

from css_case_mgmt.rules.dates import add_months


class BeforeAnchor(ValueError):
	"""A date before the enrolment date, where no slot can be."""


def slot_date(anchor: date, month: int) -> date:
	"""Return the date of the slot `month` months after the enrolment date `anchor` (D-01, R-150)."""
	return add_months(anchor, month)


def nearest_timepoint(anchor: date, on: date, interval_months: int, first_month: int = 0) -> int:
	"""Return the slot, in months from the anchor, that is nearest in days to a date (D-21).

	Halfway between two slots it is the earlier one; before the first slot it is the first.

	Args:
		anchor: the enrolment date.
		on: the date of the assessment.
		interval_months: months between slots, at least 1.
		first_month: the first slot: 0 for the NAM, one interval for the periodic assessment.

	Raises:
		BeforeAnchor: if the date lies before the enrolment.
		ValueError: if the interval is not positive.
	"""
	_require_interval(interval_months)
	if on < anchor:
		raise BeforeAnchor(f"{on} is before {anchor}")
	calendar_months = (on.year - anchor.year) * 12 + on.month - anchor.month
	# By the calendar month the slot may be one too late, as the day may lie before the anchor's; a slot before
	# the anchor is never the nearest.
	slot = calendar_months // interval_months * interval_months
	candidates = (max(month, first_month) for month in (slot - interval_months, slot, slot + interval_months))
	return min(candidates, key=lambda month: (abs((slot_date(anchor, month) - on).days), month))


def next_timepoint(completed_months: Iterable[int], interval_months: int, first_month: int = 0) -> int:
	"""Return the slot that is due next, in months from the anchor (D-21, R-156, R-180).

	It is one interval after the latest completed slot, or the first slot if none is completed.

	Args:
		completed_months: the slots that have a completed assessment, in any order.
		interval_months: months between slots, at least 1.
		first_month: the first slot: 0 for the NAM, one interval for the periodic assessment.

	Raises:
		ValueError: if the interval is not positive.
	"""
	_require_interval(interval_months)
	return max((month + interval_months for month in completed_months), default=first_month)


def next_due(
	anchor: date, completed_months: Iterable[int], interval_months: int, first_month: int = 0
) -> date:
	"""Return the date on which the next assessment is due (D-01, D-21, R-150, R-180).

	Arguments and errors as for `next_timepoint`; `anchor` is the enrolment date.
	"""
	return slot_date(anchor, next_timepoint(completed_months, interval_months, first_month))


def missed_slots(
	anchor: date, completed_months: Iterable[int], today: date, interval_months: int, first_month: int = 0
) -> list[int]:
	"""Return the slots, in months from the anchor, that were passed over without an assessment (D-21, R-188).

	A slot is missed once it can no longer be met: a later one is completed, or an assessment made today would
	already count for a later one. Until then it is due or overdue, not missed. Before the enrolment none is.

	Arguments and errors as for `next_timepoint`; `anchor` is the enrolment date.
	"""
	_require_interval(interval_months)
	completed = set(completed_months)
	within_reach = (
		first_month if today < anchor else nearest_timepoint(anchor, today, interval_months, first_month)
	)
	latest = max(completed, default=0)
	months = range(first_month, max(within_reach, latest), interval_months)
	return [month for month in months if month not in completed]


def is_overdue(due: date, today: date) -> bool:
	"""Whether a due date has passed; on the day itself the assessment is due, not overdue (R-169)."""
	return due < today


def days_since(last: date, today: date) -> int:
	"""Return the days elapsed from `last` to `today`, which reports show beside the due date (D-01)."""
	return (today - last).days


def without_assessment(
	last_assessment: date | None, enrolment_date: date, today: date, threshold_days: int
) -> bool:
	"""Whether the last completed assessment is more than `threshold_days` days ago (D-01, R-168).

	Exactly that many days ago is not yet "more than". Someone never assessed in this enrolment counts from
	the enrolment date. This clock is independent of due dates: nothing need be overdue.
	"""
	return days_since(last_assessment or enrolment_date, today) > threshold_days


def _require_interval(interval_months: int) -> None:
	if interval_months < 1:
		raise ValueError(f"an interval is at least one month, not {interval_months}")
