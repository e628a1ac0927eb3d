"""What the head of a person's file shows beside family and assessments (R-052, R-054, R-056, R-061, R-065, R-500)."""

import frappe
from frappe.model.document import Document
from frappe.utils import getdate

from css_case_mgmt.people import NAME_FIELDS, case_of_client, full_name
from css_case_mgmt.permissions.conditions import may_add_to_case
from css_case_mgmt.rap import standing_of
from css_case_mgmt.rules.identifiers import shown_uci
from css_case_mgmt.rules.telephone import shown_number
from css_case_mgmt.settings import case_today

# What is added from the head of the file, by whoever may.
ADDED_HERE = ("CSS Safety Note", "CSS GBA Plus Profile", "CSS Client Document", "CSS Consent", "CSS Referral")
SPEAKS_FRENCH = ("Conversational", "Fluent")
PHONE_FIELDS = (
	"phone",
	"kind",
	"safe_to_call",
	"safe_for_voicemail",
	"safe_to_text",
	"safe_times",
	"remark",
)
ADDRESS_FIELDS = (
	"address_line",
	"unit",
	"city",
	"province",
	"postal_code",
	"kind",
	"lives_there_from",
	"safe_to_visit",
	"safe_to_write",
	"safe_times",
	"remark",
)


@frappe.whitelist(methods=["GET", "POST"])
def get_person(client: str) -> dict:
	"""Name, contact and what to know of a person before meeting her or him; each as far as the user may read it.

	What the user may not read is left out as if it did not exist, down to its number (R-060, R-065).
	"""
	document = frappe.get_doc("CSS Client", client)
	document.check_permission("read")
	css_case = case_of_client(client)
	today = case_today(css_case) if css_case else getdate()
	languages = language_names(document)
	may_write = document.may_be_changed() and not document.merged_into
	return {
		"today": today,
		"css_case": css_case,
		"full_name": full_name(document),
		"uci": shown_uci(document.uci) if document.uci else None,
		"phones": [phone_summary(row, languages) for row in document.phones],
		"addresses": [
			address_summary(row, languages)
			for row in document.addresses
			if not row.lives_there_until or row.lives_there_until >= today
		],
		"email": document.email and {"address": document.email, "safe_to_email": document.safe_to_email},
		"safety_notes": safety_notes(client, today),
		"gba_profile": gba_profile(client),
		"ties": ties(client),
		"rap": standing_of(document, css_case, today),
		"inform_of_french_services": must_be_informed_of_french_services(document),
		"may_write": may_write,
		"may_add": addable(css_case) if may_write else [],
	}


def phone_summary(row: Document, languages: dict[str, str]) -> dict:
	return {
		**{fieldname: row.get(fieldname) for fieldname in PHONE_FIELDS},
		"shown": shown_number(row.phone),
		"language": languages.get(row.language),
	}


def address_summary(row: Document, languages: dict[str, str]) -> dict:
	return {
		**{fieldname: row.get(fieldname) for fieldname in ADDRESS_FIELDS},
		"language": languages.get(row.language),
	}


def language_names(document: Document) -> dict[str, str]:
	codes = {row.language for row in (*document.phones, *document.addresses) if row.language}
	if not codes:
		return {}
	return dict(
		frappe.get_all(
			"CSS Language", {"name": ("in", codes)}, ["name", "language_name"], as_list=True, limit=0
		)
	)


def safety_notes(client: str, today) -> list[dict]:
	"""What to read before a visit; nothing, not even a number, for whoever may not (R-065)."""
	notes = readable(
		"CSS Safety Note",
		{"client": client, "active": 1},
		["name", "noted_on", "review_on", "behaviour", "precautions"],
		"noted_on desc",
	)
	return [{**note, "review_is_due": bool(note.review_on and note.review_on <= today)} for note in notes]


def gba_profile(client: str) -> str | None:
	profiles = readable("CSS GBA Plus Profile", {"client": client}, ["name"], "creation desc")
	return profiles[0].name if profiles else None


def ties(client: str) -> list[dict]:
	"""Relatives in other households; by name only those whose own file the user may read (R-066, R-502)."""
	rows = readable(
		"CSS Family Tie",
		{"client": client, "ended_on": ("is", "not set")},
		["name", "related_client", "relationship"],
		"creation asc",
	)
	people = {
		person.name: person
		for person in readable(
			"CSS Client",
			{"name": ("in", [row.related_client for row in rows])},
			["name", "file_number", *NAME_FIELDS],
			"name",
		)
	}
	return [
		{
			"relationship": row.relationship,
			"client": row.related_client if row.related_client in people else None,
			"full_name": full_name(people[row.related_client]) if row.related_client in people else None,
		}
		for row in rows
	]


def readable(doctype: str, filters: dict, fields: list[str], order_by: str) -> list[frappe._dict]:
	"""Rows that the user may read; none where the user's roles have nothing to do with the DocType."""
	if not frappe.has_permission(doctype):
		return []
	return frappe.get_list(doctype, filters=filters, fields=fields, order_by=order_by, limit=0)


def addable(css_case: str | None) -> list[str]:
	user = frappe.session.user
	return [
		doctype
		for doctype in ADDED_HERE
		if css_case and frappe.has_permission(doctype, "create") and may_add_to_case(doctype, css_case, user)
	]


def must_be_informed_of_french_services(document: Document) -> bool:
	"""Whoever speaks French is told of services in French, and sent there if she or he prefers (R-061)."""
	return (
		document.french_ability in SPEAKS_FRENCH
		and not document.francophone_services_explained_on
		and not document.died_on
	)
