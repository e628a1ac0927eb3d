"""What was asked of a report, checked: filters come from anywhere and may be anything."""

from datetime import date

import frappe
from frappe import _
from frappe.utils import getdate

MOST_DAYS = 10_000


class FilterRefused(frappe.ValidationError):
	"""A filter that nothing can be answered to."""


def text(filters: frappe._dict, fieldname: str) -> str | None:
	"""A name to filter by; None where nothing is asked."""
	value = filters.get(fieldname)
	if value in (None, ""):
		return None
	if not isinstance(value, str):
		refuse(_("Choose one value for each filter."))
	return value


def day(filters: frappe._dict, fieldname: str) -> date | None:
	"""A date to filter by; None where nothing is asked."""
	value = filters.get(fieldname)
	if value in (None, ""):
		return None
	if not isinstance(value, str | date):
		refuse(_("Give a date."))
	try:
		return getdate(value)
	except (ValueError, TypeError, OverflowError):
		refuse(_("Give a date."))


def number_of_days(filters: frappe._dict, fieldname: str) -> int | None:
	"""A number of days to filter by; None where nothing is asked."""
	value = filters.get(fieldname)
	if value in (None, ""):
		return None
	try:
		days = int(value)
	except (ValueError, TypeError, OverflowError):
		days = 0
	if not 1 <= days <= MOST_DAYS:
		refuse(_("Give a number of days from 1 to {0}.").format(MOST_DAYS))
	return days


def refuse(message: str) -> None:
	frappe.throw(message, FilterRefused, title=_("Filters"))
