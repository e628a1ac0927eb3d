"""Records of consent for tests, made the way the desk makes them."""

import frappe

from css_case_mgmt.tests.factories import CHARTER_FORM, NORTH, SIGNATURE, acting_as, make_staff, today

SECOND_MANAGER = "second.manager@test.example"
DANGER = "To prevent death or serious bodily harm"


def make_second_manager() -> str:
	return make_staff(SECOND_MANAGER, "CSS Manager", site=NORTH)


def make_charter(css_case: str, client: str, on=None, **values):
	"""A charter signed on the screen."""
	on = on or today()
	values = {
		"charter_form": CHARTER_FORM,
		"acknowledged_on": on,
		"signature_method": "Signed on Screen",
		"client_signature": SIGNATURE,
		"caseworker_signature": SIGNATURE,
		"client_signed_on": on,
		"caseworker_signed_on": on,
		**values,
	}
	return frappe.get_doc(
		doctype="CSS Charter Acknowledgement", css_case=css_case, client=client, **values
	).insert()


def make_disclosure(css_case: str, client: str, **values):
	values = {
		"recipient": "Emergency services",
		"ground": DANGER,
		"disclosed_on": today(),
		"information": "Name and address",
		"reason": "Danger to life",
		**values,
	}
	return frappe.get_doc(doctype="CSS Disclosure", css_case=css_case, client=client, **values).insert()


def approved_override(css_case: str, client: str, worker: str, manager: str | None, **values):
	"""An emergency override that a worker asked for and, if named, a manager has approved."""
	values = {"is_override": 1, "override_for": "Needs Assessment", **values}
	with acting_as(worker):
		override = make_disclosure(css_case, client, **values)
	if manager:
		with acting_as(manager):
			override.approve()
	return override
