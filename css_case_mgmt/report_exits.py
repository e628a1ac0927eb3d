"""What reports ask about exits and closed cases (R-356, R-379)."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date

import frappe
from frappe.query_builder.functions import Coalesce
from pypika.terms import Term

from css_case_mgmt.named_rows import IsNamed
from css_case_mgmt.permissions.case_names import NONE

ENROLMENT, EXIT, REASON = "CSS Enrolment", "CSS Exit", "CSS Exit Reason"


def is_planned(css_exit, reason) -> Term:
	"""What the exit says; of an enrolment that ended before there were exits, what its reason says.

	Args:
		css_exit, reason: tables, left-joined to the enrolment.
	"""
	return Coalesce(css_exit.planned, reason.is_planned, 0)


class AssignedWorkers:
	"""Who was assigned to cases, also to those that are closed by now and have nobody (R-378)."""

	def __init__(self, cases: Iterable[str]) -> None:
		access = frappe.qb.DocType("CSS Case Access")
		rows = (
			frappe.qb.from_(access)
			.select(access.css_case, access.access_from, access.user)
			.where(access.kind == "Assigned")
			.where(IsNamed(access.css_case, cases))
			.orderby(access.access_from)
			.orderby(access.creation)
			.run()
		)
		self._assigned: dict[str, list[tuple[date, str]]] = defaultdict(list)
		for css_case, access_from, user in rows:
			self._assigned[css_case].append((access_from, user))

	def on(self, css_case: str, day: date) -> str | None:
		"""Whoever was assigned last by a day; where the first assignment is on record later, that one."""
		assigned = self._assigned.get(css_case)
		if not assigned:
			return None
		by_then = [user for access_from, user in assigned if access_from <= day]
		return by_then[-1] if by_then else assigned[0][1]
