"""The directory of service providers, as the managers would keep it together (R-304, R-305)."""

import frappe

from css_case_mgmt.demo.acting import acting_as
from css_case_mgmt.demo.ledger import enter_in_ledger
from css_case_mgmt.demo.records import SOURCE_SYSTEM, Values
from css_case_mgmt.demo.referring import providers, services

PROVIDER, TRUSTED = "CSS Service Provider", "CSS Trusted Provider"
# Each site trusts three of four, and each another fourth not.
NOT_TRUSTED = 4
OPEN_ON = ("Monday", "Tuesday", "Thursday", "Friday")


def make_directory(managers: dict[str, str]) -> list[str]:
	"""Make the providers and what each site trusts, unless they are there.

	Args:
		managers: of each site.

	Returns:
		The names of the providers, by their places in the directory.
	"""
	with acting_as(next(iter(managers.values()))):
		names = [provider(place, values) for place, values in enumerate(providers())]
	for number, (site, manager) in enumerate(managers.items()):
		with acting_as(manager):
			for place, name in enumerate(names):
				if place % NOT_TRUSTED != number:
					trust(site, name)
	return names


def provider(place: int, values: Values) -> str:
	source = {"source_system": SOURCE_SYSTEM, "source_id": f"provider-{place}"}
	if name := frappe.db.get_value(PROVIDER, source, "name"):
		return name
	document = frappe.get_doc(doctype=PROVIDER, **provider_values(values), **source).insert()
	enter_in_ledger([(PROVIDER, document.name)])
	return document.name


def provider_values(values: Values) -> Values:
	return {
		**{
			fieldname: values[fieldname]
			for fieldname in ("provider_name", "ircc_funded", "francophone", "phone", "contact_person")
		},
		"address": values["address_line"],
		"services": [
			{
				"service_type": services()[key].service,
				"intervention": services()[key].intervention,
				"what_to_bring": values["what_to_bring"] or None,
			}
			for key in values["services"]
		],
		"languages": [{"language": language} for language in values["languages"]],
		"locations": [
			{"address_line": values["address_line"], "accessibility": values["accessibility"] or None}
		],
		"schedules": [{"weekday": day, "opens_at": "09:00:00", "closes_at": "16:30:00"} for day in OPEN_ON],
	}


def trust(site: str, name: str) -> None:
	if not frappe.db.exists(TRUSTED, {"site": site, "provider": name}):
		document = frappe.get_doc(doctype=TRUSTED, site=site, provider=name).insert()
		enter_in_ledger([(TRUSTED, document.name)])
