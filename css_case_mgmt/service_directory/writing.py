"""The tables of HSDS 3 out of organisations. Pure: no frappe."""

from collections.abc import Iterable, Iterator

from css_case_mgmt.rules.telephone import shown_number
from css_case_mgmt.service_directory.hsds import (
	TABLES,
	TAXONOMY,
	TERM_NAMES,
	WEEKDAYS,
	Location,
	Organisation,
	Service,
	Term,
)

CELL = dict[str, str]
CODES = {weekday: code for code, weekday in WEEKDAYS.items()}
COUNTRY = "CA"


def tables_of(organisations: Iterable[Organisation], language_names: dict[str, str]) -> dict[str, list[CELL]]:
	"""Return the rows of every table.

	Args:
		organisations: in the order in which they are written.
		language_names: by code.
	"""
	tables: dict[str, list[CELL]] = {name: [] for name in TABLES}
	for organisation in organisations:
		for table, row in rows_of(organisation, language_names):
			tables[table].append(row)
	used = {row["taxonomy_term_id"] for row in tables["attributes"]}
	tables["taxonomy_terms"] = [
		{"id": term.value, "name": name, "description": name, "taxonomy": TAXONOMY}
		for term, name in TERM_NAMES.items()
		if term.value in used
	]
	return tables


def rows_of(organisation: Organisation, language_names: dict[str, str]) -> Iterator[tuple[str, CELL]]:
	owner = {"organization_id": organisation.id}
	yield (
		"organizations",
		{
			"id": organisation.id,
			"name": organisation.provider_name,
			"description": organisation.description,
			"email": organisation.email,
			"website": organisation.website,
		},
	)
	yield from attributes(organisation.id, "organization", terms_of(organisation))
	if organisation.contact_person:
		yield (
			"contacts",
			{"id": f"{organisation.id}-contact", **owner, "name": organisation.contact_person},
		)
	yield from phone(organisation.id, owner, organisation.phone, organisation.phone_extension)
	for service in organisation.services:
		yield from rows_of_service(service, organisation)
	for place in organisation.locations:
		yield from rows_of_place(place, organisation)
	for code in organisation.languages:
		yield (
			"languages",
			{
				"id": f"{organisation.id}-{code}",
				"name": language_names.get(code, code),
				"code": code,
				**owner,
			},
		)
	for schedule in organisation.schedules:
		yield (
			"schedules",
			{
				"id": schedule.id,
				"location_id": schedule.location,
				"freq": "WEEKLY",
				"byday": CODES[schedule.weekday],
				"description": schedule.remark,
				"opens_at": schedule.opens_at,
				"closes_at": schedule.closes_at,
				**owner,
			},
		)


def terms_of(organisation: Organisation) -> Iterator[tuple[Term, str]]:
	told = (
		(Term.IRCC_FUNDED, organisation.ircc_funded),
		(Term.FRANCOPHONE, organisation.francophone),
		(Term.NOT_IN_USE, not organisation.enabled),
	)
	yield from ((term, "yes") for term, is_so in told if is_so)
	if organisation.address:
		yield Term.ADDRESS, organisation.address


def rows_of_service(service: Service, organisation: Organisation) -> Iterator[tuple[str, CELL]]:
	yield (
		"services",
		{
			"id": service.id,
			"organization_id": organisation.id,
			"name": service.service_name or service.service_type,
			"status": "active" if organisation.enabled else "inactive",
			"application_process": service.special_process,
			"wait_time": service.waiting_time,
			"eligibility_description": service.eligibility,
		},
	)
	told = (
		(Term.SERVICE_TYPE, service.service_type),
		(Term.INTERVENTION, service.intervention),
		(Term.WAITING_LIST, "yes" if service.waiting_list else ""),
		(Term.WAITING_CONTACT, service.waiting_contact),
	)
	yield from attributes(service.id, "service", ((term, value) for term, value in told if value))
	if service.what_to_bring:
		yield (
			"required_documents",
			{"id": f"{service.id}-bring", "service_id": service.id, "document": service.what_to_bring},
		)


def rows_of_place(place: Location, organisation: Organisation) -> Iterator[tuple[str, CELL]]:
	yield (
		"locations",
		{
			"id": place.id,
			"location_type": "physical",
			"organization_id": organisation.id,
			"name": place.location_name,
		},
	)
	if any((place.address_line, place.city, place.province, place.postal_code)):
		yield (
			"addresses",
			{
				"id": f"{place.id}-address",
				"location_id": place.id,
				"address_1": place.address_line,
				"city": place.city,
				"state_province": place.province,
				"postal_code": place.postal_code,
				"country": COUNTRY,
				"address_type": "physical",
			},
		)
	yield from phone(place.id, {"location_id": place.id}, place.phone, place.phone_extension)
	if place.accessibility:
		yield (
			"accessibility",
			{"id": f"{place.id}-access", "location_id": place.id, "description": place.accessibility},
		)


def phone(identifier: str, owner: CELL, number: str, extension: str) -> Iterator[tuple[str, CELL]]:
	if number:
		yield (
			"phones",
			{
				"id": f"{identifier}-phone",
				**owner,
				"number": shown_number(number),
				"extension": extension,
				"type": "voice",
			},
		)


def attributes(identifier: str, entity: str, told: Iterable[tuple[Term, str]]) -> Iterator[tuple[str, CELL]]:
	for term, value in told:
		yield (
			"attributes",
			{
				"id": f"{identifier}-{term.value}",
				"link_id": identifier,
				"taxonomy_term_id": term.value,
				"link_entity": entity,
				"value": value,
			},
		)
