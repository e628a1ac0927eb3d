"""The cases of a reader by name, for reports over many records."""

import frappe
from pypika import Query

from css_case_mgmt.permissions.conditions import reachable_cases
from css_case_mgmt.permissions.registry import CASE
from css_case_mgmt.permissions.scope import Scope

NONE = ("",)


def readable_case_names(reader: Scope) -> list[str] | tuple[str, ...]:
	"""The names of the cases that a reader reaches, never empty, to be put into a second query: in one query,
	MariaDB goes through the records of all sites before it looks at whose they are (R-412)."""
	return readable_cases(reader).run(pluck=True) or NONE


def readable_cases(reader: Scope) -> Query:
	"""The same as a subquery."""
	if reader.user == "Administrator":
		case = frappe.qb.DocType(CASE)
		return frappe.qb.from_(case).select(case.name)
	return reachable_cases(reader)
