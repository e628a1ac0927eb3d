"""The Resettlement Assistance Program in a person's file: how long it lasts, and what its exit assessment leaves to
the caseworker (R-054 to R-056)."""

from collections.abc import Mapping
from datetime import date
from typing import Any

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import getdate

from css_case_mgmt.asking import active_staff, ask
from css_case_mgmt.people import case_of_client
from css_case_mgmt.rules.programme_stage import Stage
from css_case_mgmt.rules.rap import (
	Rap,
	Usual,
	is_beyond_limit,
	is_over,
	results,
	services_end,
	support_limit,
)
from css_case_mgmt.settings import get_setting

CLIENT, NEED = "CSS Client", "CSS Client RAP Need"
HERE = "Case Management"
DAYS = ("rap_start_date", "rap_end_date", "rap_exit_assessed_on", "rap_results_received_on")
RAP_FIELDS = (*DAYS, "rap_provider")
READ = (*RAP_FIELDS, "arrival_date", "programme_stage")


def usual_of(site: str | None) -> Usual:
	return Usual(
		get_setting("rap_services_min_weeks", site),
		get_setting("rap_services_max_weeks", site),
		get_setting("rap_support_months", site),
	)


def as_rap(person: Mapping[str, Any]) -> Rap:
	arrived_on, *others = (
		getdate(person.get(field)) if person.get(field) else None for field in ("arrival_date", *DAYS)
	)
	return Rap(arrived_on, *others)


def open_needs(client: str) -> list[frappe._dict]:
	"""What the RAP exit assessment left open, in its order; whoever calls has checked that the file may be read."""
	return frappe.get_all(
		NEED,
		filters={"parent": client, "parenttype": CLIENT, "met_on": ("is", "not set")},
		fields=["need", "addressed_by"],
		order_by="idx asc",
	)


def is_on_file(person: Mapping[str, Any]) -> bool:
	"""Whether the file says that somebody is, or was, on RAP; an arrival is that of anybody."""
	return person.get("programme_stage") == Stage.RAP or any(person.get(field) for field in RAP_FIELDS)


def standing_of(person: Mapping[str, Any], css_case: str | None, today: date) -> dict | None:
	"""Where somebody stands with RAP; None where the file says nothing of it, and once all of it is over.

	Args:
		person: a CSS Client that the user may read, or a row of `READ`, with its `name`.
		css_case: the case, whose site's settings count.
		today: the day at the site.
	"""
	needs = open_needs(person.get("name"))
	if not (needs or is_on_file(person)):
		return None
	rap = as_rap(person)
	usual = usual_of(css_case and frappe.db.get_value("CSS Case", css_case, "site"))
	if not needs and is_over(rap, usual, today):
		return None
	return {
		"services_end": services_end(rap, usual),
		"support_until": rap.ends_on,
		"support_limit": support_limit(rap, usual),
		"provider": person.get("rap_provider"),
		"results": results(rap, usual, today).value,
		"received_on": rap.received_on,
		"needs": needs,
	}


def warn_of_long_support(person: Document) -> None:
	"""Financial support lasts up to a year; a later end is nearly always a slip (R-054)."""
	changed = person.has_value_changed("rap_end_date") or person.has_value_changed("rap_start_date")
	if not (person.rap_end_date and changed):
		return
	css_case = None if person.is_new() else case_of_client(person.name)
	usual = usual_of(css_case and frappe.db.get_value("CSS Case", css_case, "site"))
	if is_beyond_limit(as_rap(person), usual):
		frappe.msgprint(
			_(
				"RAP support usually ends within {0} months of its start. Look whether the end of RAP is right."
			).format(usual.support_months),
			title=_("Resettlement Assistance Program"),
			indicator="orange",
		)


def share_results(person: Document) -> None:
	"""The caseworker learns that RAP exit results have come, whoever has entered them (R-056)."""
	if not person.rap_results_received_on or not person.has_value_changed("rap_results_received_on"):
		return
	css_case = case_of_client(person.name)
	if not css_case:
		return
	site, caseworker = frappe.db.get_value("CSS Case", css_case, ["site", "caseworker"])
	if caseworker and caseworker != frappe.session.user and caseworker in active_staff(site):
		text = _("RAP exit results of {0} have come. Look at the remaining needs.").format(person.file_number)
		ask(caseworker, text, doctype=CLIENT, name=person.name)
