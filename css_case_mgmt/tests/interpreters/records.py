"""Interpreters for tests."""

import frappe

from css_case_mgmt.tests.factories import NORTH


def make_interpreter(full_name: str = "Test Interpreter", site: str = NORTH, **values):
	"""A formal interpreter of the site who may interpret at once."""
	values = {
		"kind": "Formal",
		"adult_confirmed": 1,
		"confidentiality_signed_on": "2020-01-01",
		"languages": [{"language": "prs"}],
		**values,
	}
	return frappe.get_doc(doctype="CSS Interpreter", full_name=full_name, site=site, **values).insert()


def make_agency(**values):
	values = {"agency_name": "Test Telephone Interpreters", "telephone_interpretation": 1, **values}
	return frappe.get_doc(doctype="CSS Interpreter Agency", **values).insert(ignore_permissions=True)


def say(css_case: str, client: str, interpreter: str, preference: str):
	"""What a client says about an interpreter."""
	return frappe.get_doc(
		doctype="CSS Client Interpreter",
		css_case=css_case,
		client=client,
		interpreter=interpreter,
		preference=preference,
	).insert()
