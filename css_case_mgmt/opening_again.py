"""A closed case is opened again (R-380): by a referral, or because somebody comes back."""

import frappe
from frappe.model.document import Document
from frappe.utils import add_days

from css_case_mgmt.closed_files import CLOSED
from css_case_mgmt.css_case_mgmt.doctype.css_case_access.css_case_access import write_caseworker
from css_case_mgmt.settings import case_today

ACCESS = "CSS Case Access"


def open_again(case: Document) -> bool:
	"""Open a case if it is closed, and say whether it was.

	Who worked with the family before has no more access than before: the assignment ends with yesterday, also where
	the days of the hand-over are not over yet.
	"""
	if case.status != CLOSED:
		return False
	case.status = "Open"
	case.save()
	today = case_today(case.name)
	for name in frappe.get_all(
		ACCESS,
		filters={"css_case": case.name, "kind": "Assigned"},
		or_filters=[["access_until", "is", "not set"], ["access_until", ">=", today]],
		pluck="name",
	):
		frappe.db.set_value(ACCESS, name, "access_until", add_days(today, -1))
	write_caseworker(case.name)
	return True
