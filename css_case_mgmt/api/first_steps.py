"""Getting started, in the guide's order (R-456)."""

import frappe

from css_case_mgmt.first_steps import first_steps
from css_case_mgmt.permissions.scope import scope_of


@frappe.whitelist(methods=["GET", "POST"])
def get_first_steps() -> list[dict]:
	"""The first steps of each of the reader's roles, and which are done; empty for whoever has none."""
	return first_steps(scope_of(frappe.session.user))
