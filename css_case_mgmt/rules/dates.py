"""Calendar arithmetic that every clock of the programme shares."""

from datetime import date

from dateutil.relativedelta import relativedelta


def add_months(anchor: date, months: int) -> date:
	"""Return the date `months` months after `anchor`, clamped to the last day of a shorter month (D-01).

	Always count from the anchor: adding to an earlier result would let month-ends drift.
	"""
	return anchor + relativedelta(months=months)
