"""Who is who: ages, relationships, records, language, and how to reach each safely (R-041, R-046, R-500)."""

from collections import defaultdict
from datetime import date

import frappe

from css_case_mgmt.api.client_file import ADDRESS_FIELDS, PHONE_FIELDS, address_summary, phone_summary
from css_case_mgmt.contact_counts import ALL_ATTEMPTS, counted
from css_case_mgmt.family_page.family import CLIENT, Family, is_enrolled
from css_case_mgmt.people import age
from css_case_mgmt.rules.contact_targets import contact_of_episode, days_without_contact

PHONE, ADDRESS, LANGUAGE = "CSS Client Phone", "CSS Client Address", "CSS Language"


def people(family: Family) -> list[dict] | None:
	"""Everybody in the family, the head first; None for whoever may not read files of clients."""
	if not family.may_read(CLIENT):
		return None
	ways = ways_to_reach(family)
	return [summary(person, family, ways[person.name]) for person in family.people]


def summary(person: frappe._dict, family: Family, ways: dict[str, list[dict]]) -> dict:
	enrolment = person.enrolment
	return {
		"client": person.name,
		"file_number": person.file_number,
		"full_name": person.full_name,
		"preferred_name": person.preferred_name,
		"name_in_own_script": person.name_in_own_script,
		"relationship": person.relationship,
		"is_head": person.is_head,
		"age": age(person, family.today),
		"age_is_estimated": person.birth_date_is_estimated,
		"died_on": person.died_on,
		"programme_stage": person.programme_stage,
		"has_own_file": family.has_own_file(person),
		"language": person.language_name
		and {
			"code": person.primary_language,
			"name": person.language_name,
			"is_right_to_left": person.right_to_left,
		},
		"needs_interpreter": person.needs_interpreter,
		"enrolment": enrolment
		and {
			"name": enrolment.name,
			"status": enrolment.status,
			"needs_level": enrolment.needs_level,
			"enrolment_date": enrolment.enrolment_date,
			"exit_date": enrolment.exit_date,
		},
		"last_seen": last_seen(person, family),
		**ways,
	}


def last_seen(person: frappe._dict, family: Family) -> dict | None:
	"""The last contact and how long ago; of somebody enrolled who was never reached, since the enrolment (R-411)."""
	if person.died_on:
		return None
	last, enrolment = last_counted(person, family), person.enrolment
	is_active = is_enrolled(person)
	if is_active:
		last = contact_of_episode(last, enrolment.enrolment_date, enrolment.episode)
	elif not last:
		return None
	days = days_without_contact(last, enrolment.enrolment_date if is_active else last, family.today)
	tried = person.last_attempt
	return {
		"on": last,
		"days": days,
		"is_long_ago": is_active and days > family.setting("without_contact_days"),
		"tried_on": tried if tried and (not last or tried > last) else None,
	}


def last_counted(person: frappe._dict, family: Family) -> date | None:
	"""As the site counts contacts (D-10)."""
	days = [person.last_reached]
	if counted(family.case.site) == ALL_ATTEMPTS:
		days.append(person.last_attempt)
	return max(filter(None, days), default=None)


def ways_to_reach(family: Family) -> dict[str, dict[str, list[dict]]]:
	"""Numbers, and addresses of today, each with how it may be used safely (R-500)."""
	phones, addresses = defaultdict(dict), defaultdict(dict)
	for row in pairs_of_ways(family):
		if row.phone_row:
			of_phone = part_of(row, "phone_")
			phones[row.client][row.phone_row] = phone_summary(of_phone, {of_phone.language: row.phone_speaks})
		if row.address_row:
			at = part_of(row, "address_")
			addresses[row.client][row.address_row] = address_summary(at, {at.language: row.address_speaks})
	return {
		client: {"phones": list(phones[client].values()), "addresses": list(addresses[client].values())}
		for client in family.by_name
	}


def part_of(row: frappe._dict, prefix: str) -> frappe._dict:
	return frappe._dict(
		{key.removeprefix(prefix): value for key, value in row.items() if key.startswith(prefix)}
	)


def pairs_of_ways(family: Family) -> list[frappe._dict]:
	"""Every number beside every address of a person: few of each, so that one query serves both."""
	client, phone, address = (frappe.qb.DocType(doctype) for doctype in (CLIENT, PHONE, ADDRESS))
	speaks, speaks_there = (frappe.qb.DocType(LANGUAGE).as_(name) for name in ("speaks", "speaks_there"))
	lives_there = address.lives_there_until.isnull() | (address.lives_there_until >= family.today)
	return (
		frappe.qb.from_(client)
		.left_join(phone)
		.on((phone.parent == client.name) & (phone.parenttype == CLIENT))
		.left_join(speaks)
		.on(speaks.name == phone.language)
		.left_join(address)
		.on((address.parent == client.name) & (address.parenttype == CLIENT) & lives_there)
		.left_join(speaks_there)
		.on(speaks_there.name == address.language)
		.select(
			client.name.as_("client"),
			phone.name.as_("phone_row"),
			speaks.language_name.as_("phone_speaks"),
			*(phone[fieldname].as_(f"phone_{fieldname}") for fieldname in (*PHONE_FIELDS, "language")),
			address.name.as_("address_row"),
			speaks_there.language_name.as_("address_speaks"),
			*(address[fieldname].as_(f"address_{fieldname}") for fieldname in (*ADDRESS_FIELDS, "language")),
		)
		.where(client.name.isin(family.clients))
		.orderby(phone.idx)
		.orderby(address.idx)
		.run(as_dict=True)
	)
