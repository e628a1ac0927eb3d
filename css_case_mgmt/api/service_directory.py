"""The directory of service providers: choosing from it, and a directory as a file (R-304, R-305)."""

import frappe
from frappe import _
from frappe.utils import cint

from css_case_mgmt.api.arguments import is_yes
from css_case_mgmt.api.permission import require
from css_case_mgmt.rules.telephone import shown_number
from css_case_mgmt.service_directory.search import find_providers, is_trusted_by_own_site

PROVIDER = "CSS Service Provider"


@frappe.whitelist(methods=["GET", "POST"])
@frappe.validate_and_sanitize_search_inputs
def search_providers(
	doctype: str,
	txt: str,
	searchfield: str,
	start: int,
	page_len: int,
	filters: dict | list | str | None,
	**_kwargs,
) -> list[tuple]:
	"""What a Link to a provider offers: those that the reader's site trusts first (R-304).

	Args:
		filters: `service`, a CSS Service Type that is offered; `in_french_first`, for whoever prefers French.
	"""
	require(PROVIDER, "select")
	wanted = frappe.parse_json(filters) if filters else {}
	wanted = wanted if isinstance(wanted, dict) else {}
	rows = find_providers(
		txt or "",
		service=wanted.get("service"),
		in_french_first=is_yes(wanted.get("in_french_first")),
		start=cint(start),
		limit=cint(page_len) or 20,
	)
	return [(row.name, row.provider_name, ", ".join(marks(row))) for row in rows]


def marks(row: frappe._dict) -> list[str]:
	told = ((row.is_trusted, _("Trusted")), (row.francophone, _("In French")), (row.ircc_funded, _("IRCC")))
	return [text for is_so, text in told if is_so]


@frappe.whitelist(methods=["GET", "POST"])
def get_provider(provider: str, service: str | None = None) -> dict:
	"""What a worker tells a client of a provider: where, in which languages, for whom, how long the wait is."""
	document = frappe.get_doc(PROVIDER, provider)
	document.check_permission("read")
	return {
		"name": document.name,
		"provider_name": document.provider_name,
		"description": document.description,
		"is_trusted": is_trusted_by_own_site(document.name),
		"ircc_funded": document.ircc_funded,
		"francophone": document.francophone,
		"contact_person": document.contact_person,
		"phone": shown_number(document.phone) if document.phone else None,
		"phone_extension": document.phone_extension,
		"address": document.address,
		"languages": language_names(document),
		"places": [place(row) for row in document.locations],
		"hours": [
			{
				"weekday": row.weekday,
				"opens_at": row.opens_at,
				"closes_at": row.closes_at,
				"remark": row.remark,
			}
			for row in document.schedules
		],
		"services": [
			{
				"service_type": row.service_type,
				"service_name": row.service_name,
				"intervention": row.intervention,
				"eligibility": row.eligibility,
				"special_process": row.special_process,
				"waiting_list": row.waiting_list,
				"waiting_time": row.waiting_time,
				"waiting_contact": row.waiting_contact,
				"what_to_bring": row.what_to_bring,
			}
			for row in document.services
			if service in (None, row.service_type)
		],
	}


def language_names(document) -> list[str]:
	codes = [row.language for row in document.languages]
	rows = frappe.get_all(
		"CSS Language", filters={"name": ("in", codes or [""])}, fields=["name", "language_name"]
	)
	names = {row.name: row.language_name for row in rows}
	return [_(names[code]) for code in codes if code in names]


def place(row) -> dict:
	return {
		"location_name": row.location_name,
		"address": ", ".join(filter(None, (row.address_line, row.city, row.province, row.postal_code))),
		"phone": shown_number(row.phone) if row.phone else None,
		"phone_extension": row.phone_extension,
		"accessibility": row.accessibility,
	}
