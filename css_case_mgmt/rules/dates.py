"""Calendar arithmetic that every clock of the programme shares."""

from calendar import monthrange
from datetime import date


def add_months(anchor: date, months: int) -> date:
	"""Return the date `months` months after `anchor`, clamped to the last day of a shorter month (D-01).

	Always count from the anchor: adding to an earlier result would let month-ends drift.
	"""
	year, month = divmod(anchor.year * 12 + anchor.month - 1 + months, 12)
	return date(year, month + 1, min(anchor.day, monthrange(year, month + 1)[1]))


def whole_months(start: date, end: date) -> int:
	"""Return the months completed from `start` to `end`; 0 if `end` lies before (R-150).

	Somebody who begins on the last day of a month completes one on the last day of a shorter month, as
	`add_months` has it.
	"""
	months = (end.year - start.year) * 12 + end.month - start.month
	return max(months - (end < add_months(start, months)), 0) if end >= start else 0
