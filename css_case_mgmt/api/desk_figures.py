"""What stands in the number cards and charts of the workspaces: each counts only what its reader may see (R-458,
R-412)."""

import frappe
from frappe import _

from css_case_mgmt import desk_charts
from css_case_mgmt.permissions.scope import Scope, scope_of
from css_case_mgmt.rules.today import Kind, State, counts
from css_case_mgmt.today import counts_for, items_for
from css_case_mgmt.today.collecting import collect
from css_case_mgmt.today.whose import ROLES, Whose


def reader() -> Scope:
	"""Who asks.

	Raises:
		frappe.PermissionError: somebody who does not work with families.
	"""
	scope = scope_of(frappe.session.user)
	if not ROLES & scope.roles:
		frappe.throw(
			_("These figures are for those who work with families."),
			frappe.PermissionError,
			title=_("Not permitted"),
		)
	return scope


@frappe.whitelist(methods=["GET", "POST"])
def overdue() -> int:
	"""How much is overdue on the reader's own list."""
	return counts_for(reader().user)[State.OVERDUE]


@frappe.whitelist(methods=["GET", "POST"])
def due_today() -> int:
	"""How much is due today on the reader's own list."""
	return counts_for(reader().user)[State.TODAY]


@frappe.whitelist(methods=["GET", "POST"])
def overdue_at_my_sites() -> int:
	"""How much is overdue at the sites that the reader manages, with whomever (R-187)."""
	scope = reader()
	return sum(counts(collect(Whose(scope, site)).items)[State.OVERDUE] for site in scope.managed_sites)


@frappe.whitelist(methods=["GET", "POST"])
def waiting_for_a_manager() -> int:
	"""How much the reader is to review, approve or decide on (R-358)."""
	return sum(item.kind is Kind.REVIEW for item in items_for(reader().user))


@frappe.whitelist(methods=["GET", "POST"])
def beyond_typical_length() -> int:
	"""How many have been in the programme for as long as is typical, or longer (D-02)."""
	return desk_charts.beyond_typical_length(reader())


@frappe.whitelist(methods=["GET", "POST"])
def enrolments_by_level() -> dict | None:
	"""Active enrolments by level of need."""
	return desk_charts.enrolments_by_level(reader())


@frappe.whitelist(methods=["GET", "POST"])
def contacts_by_week() -> dict | None:
	"""How often people were reached in each of the last twelve weeks (R-223)."""
	return desk_charts.contacts_by_week(reader())


@frappe.whitelist(methods=["GET", "POST"])
def caseload_by_worker() -> dict | None:
	"""Cases of each caseworker at the sites that the reader manages (R-351)."""
	return desk_charts.caseload_by_worker(reader())


@frappe.whitelist(methods=["GET", "POST"])
def exits_by_month() -> dict | None:
	"""Exits of the last twelve months, planned or not (R-360)."""
	return desk_charts.exits_by_month(reader())
