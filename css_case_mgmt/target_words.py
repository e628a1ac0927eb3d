"""A contact target as people say it."""

from fractions import Fraction

import frappe
from frappe import _

from css_case_mgmt.rules.contact_targets import Targets
from css_case_mgmt.rules.enrolment_level import NeedsLevel


def target_in_words(level: NeedsLevel, days: int, full_days: int, targets: Targets) -> str:
	"""Such as "2 to 5 a week"; of a part of a week or month the prorated numbers and the days (R-223, D-28).

	Args:
		level: the level of need then.
		days: how many of the days of the week or month count.
		full_days: of the whole week or month.
		targets: of the site.
	"""
	minimum, maximum = targets.of_level(level)
	if days < full_days:
		part = Fraction(days, full_days)
		return _("{0} to {1} in {2} of {3} days").format(
			decimal(minimum * part), decimal(maximum * part), days, full_days
		)
	if level is NeedsLevel.HIGH:
		return _("{0} to {1} a week").format(minimum, maximum)
	return _("{0} to {1} a month").format(minimum, maximum)


def decimal(number: Fraction) -> str:
	"""With one decimal, as the site writes numbers; whole numbers without."""
	if number.denominator == 1:
		return str(number.numerator)
	return frappe.format(float(number), {"fieldtype": "Float", "precision": 1})
