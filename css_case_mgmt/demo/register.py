"""The register of interpreters, as the manager of each site would keep it (R-250, R-251, D-15)."""

import frappe

from css_case_mgmt.demo.acting import acting_as
from css_case_mgmt.demo.interpreting import BUREAU, REGISTER, TELEPHONE_AGENCY, Registered, RegisterPlace
from css_case_mgmt.demo.ledger import enter_in_ledger, is_made_already

INTERPRETER, AGENCY = "CSS Interpreter", "CSS Interpreter Agency"
SIGNED_ON = "2020-01-13"
AGENCIES = {
	BUREAU: {"phone": "1-800-555-0142", "telephone_interpretation": 0},
	TELEPHONE_AGENCY: {
		"phone": "1-800-555-0171",
		"telephone_interpretation": 1,
		"confidentiality_agreed_on": SIGNED_ON,
	},
}


def make_register(site: str, manager: str) -> list[Registered]:
	"""Make the register of a site as its manager would, unless it is there."""
	with acting_as(manager):
		for agency, values in AGENCIES.items():
			if not is_made_already(AGENCY, agency):
				frappe.get_doc(doctype=AGENCY, agency_name=agency, **values).insert()
				enter_in_ledger([(AGENCY, agency)])
		return [registered(site, place) for place in REGISTER]


def registered(site: str, place: RegisterPlace) -> Registered:
	name = frappe.db.get_value(INTERPRETER, {"site": site, "full_name": place.full_name}, "name")
	if not name:
		document = frappe.get_doc(
			doctype=INTERPRETER,
			full_name=place.full_name,
			site=site,
			kind=place.kind,
			agency=place.agency or None,
			by_telephone=int(place.by_telephone),
			adult_confirmed=1,
			confidentiality_signed_on=SIGNED_ON,
			gender=place.gender or None,
			community=place.community or None,
			languages=[{"language": language} for language in place.languages],
		)
		name = document.insert().name
		enter_in_ledger([(INTERPRETER, name)])
	return Registered(name, place.kind, place.by_telephone)
