"""Referrals for tests, entered by the site's intake worker."""

import frappe
from frappe.utils import add_months

from css_case_mgmt.tests.factories import NORTH, NUMBER, acting_as, make_staff, today


def make_intake_worker(email: str = "intake@test.example", site: str = NORTH) -> str:
	return make_staff(email, "CSS Intake Worker", site=site)


def make_referral(site: str = NORTH, **values):
	"""A referral after a NAARS of two months ago; nobody has looked at it yet."""
	values = {
		"source_organization": "Harbour Settlement Services",
		"given_names": f"Referredperson{next(NUMBER)}",
		"phone": "+14165550134",
		"safe_to_call": "Yes",
		"naars_date": add_months(today(), -2),
		"naars_provider_type": "Settlement",
		**values,
	}
	return frappe.get_doc(doctype="CSS Inbound Referral", site=site, **values).insert()


def make_triaged_referral(site: str = NORTH, **values):
	referral = make_referral(site, **values)
	referral.start_triage("Soon", "Expecting a child")
	return referral


def accept_as(user: str, referral, **arguments) -> dict:
	with acting_as(user):
		return frappe.get_doc("CSS Inbound Referral", referral.name).accept(**arguments)
