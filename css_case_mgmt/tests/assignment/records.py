"""Caseloads for the tests of assignment."""

import frappe
from frappe.utils import add_months

from css_case_mgmt.tests.factories import (
	acting_as,
	make_case,
	make_client,
	make_enrolment,
	make_member,
	today,
)


def make_enrolled_family(caseworker: str | None = None, needs_level: str = "High", **client_values) -> str:
	"""A case with one enrolled person; who works with it, if anybody."""
	css_case = make_case(caseworker=caseworker).name
	client = make_client(**client_values).name
	make_member(css_case, client, is_head=1, member_from=add_months(today(), -9))
	make_enrolment(css_case, client, needs_level=needs_level, consent=False)
	return css_case


def assign(css_case: str, user: str, by: str, **values):
	with acting_as(by):
		return frappe.get_doc(
			doctype="CSS Case Access", css_case=css_case, user=user, kind="Assigned", **values
		).insert()


def set_targets(**values) -> None:
	settings = frappe.get_doc("CSS Settings")
	settings.update(values)
	settings.save(ignore_permissions=True)
