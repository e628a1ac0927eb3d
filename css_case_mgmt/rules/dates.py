"""Calendar arithmetic that every clock of the programme shares."""

from datetime import date

from dateutil.relativedelta import relativedelta


def add_months(anchor: date, months: int) -> date:
	"""Return the date `months` months after `anchor`, clamped to the last day of a shorter month (D-01).

	Always count from the anchor: adding to an earlier result would let month-ends drift.
	"""
	return anchor + relativedelta(months=months)


def whole_months(start: date, end: date) -> int:
	"""Return the months completed from `start` to `end`; 0 if `end` lies before (R-150).

	Somebody who begins on the last day of a month completes one on the last day of a shorter month, as
	`add_months` has it.
	"""
	months = (end.year - start.year) * 12 + end.month - start.month
	return max(months - (end < add_months(start, months)), 0) if end >= start else 0
