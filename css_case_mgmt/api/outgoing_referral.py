"""The next step of a referral to a service (R-300 to R-315)."""

import frappe
from frappe import _

from css_case_mgmt.consent_gate import agreements_of, missing_texts
from css_case_mgmt.css_case_mgmt.doctype.css_referral.checks import (
	must_hear_of_french_services,
	prefers_french,
	support_levels,
)
from css_case_mgmt.rules.consent import Request, Use, items, missing_to_start
from css_case_mgmt.rules.referral import Status, Support, is_overdue, moves, support_trend
from css_case_mgmt.service_directory.search import providers_in_french
from css_case_mgmt.settings import site_today

REFERRAL, CLIENT = "CSS Referral", "CSS Client"


@frappe.whitelist(methods=["GET", "POST"])
def get_standing(referral: str) -> dict:
	"""Where a referral stands, what may be done next, and what stands in the way."""
	document = frappe.get_doc(REFERRAL, referral)
	document.check_permission("read")
	status, today = Status(document.status), document.today()
	may_write = document.may_be_changed()
	levels = support_levels(document)
	possible = moves(status, is_internal=bool(document.is_internal)) if may_write else ()
	return {
		"today": today,
		"moves": [each.value for each in possible],
		"may_write": may_write,
		"may_follow_up": may_write and status not in (Status.DRAFT, Status.CONSENTED) and bool(possible),
		"is_overdue": is_overdue(status, document.follow_up_due, document.followed_up_on, today),
		"delayed": [each.value for each in possible if document.is_delayed(status, each, today)],
		"follow_up_days": document.follow_up_days(),
		"missing": missing_agreements(document, today) if status in (Status.DRAFT, Status.CONSENTED) else [],
		"recipient": document.provider
		and frappe.get_cached_value("CSS Service Provider", document.provider, "provider_name"),
		"french": french_services(document.client, document.service, document),
		"support": [level.value for level in levels],
		"support_trend": support_trend([*levels, Support(document.support_level)]).value,
	}


def missing_agreements(document, today) -> list[str]:
	"""What has to be agreed on before this referral may go out (D-16)."""
	if document.is_internal:
		return []
	request = Request(
		Use.EXTERNAL_REFERRAL,
		today,
		today,
		frappe.get_cached_value("CSS Service Provider", document.provider, "provider_name") or "",
		document.purpose or "",
		tuple(sorted(items(document.information or ""))),
	)
	found = missing_to_start(agreements_of(document.client, document.css_case), request)
	texts = missing_texts()
	told = [] if document.purpose and document.information else [_("Say for what purpose, and what is told.")]
	return [*told, *(texts[each] for each in found)]


@frappe.whitelist(methods=["GET", "POST"])
def get_advice(client: str, service: str | None = None) -> dict:
	"""What helps to fill in a new referral: services in French, and the support given before (R-061, R-310)."""
	person = frappe.get_doc(CLIENT, client)
	person.check_permission("read")
	draft = frappe.new_doc(REFERRAL)
	draft.update({"client": client, "service": service})
	return {
		"french": french_services(client, service, draft),
		"support": [level.value for level in support_levels(draft)] if service else [],
	}


def french_services(client: str, service: str | None, document) -> dict:
	is_preferred = prefers_french(client)
	must_hear = must_hear_of_french_services(document)
	return {
		"must_hear": must_hear,
		"is_preferred": is_preferred,
		"providers": [
			{"name": row.name, "provider_name": row.provider_name} for row in providers_in_french(service)
		]
		if service and (must_hear or is_preferred)
		else [],
	}


@frappe.whitelist(methods=["POST"])
def told_of_french_services(referral: str) -> None:
	"""Write down, in the referral and in the person's file, that she or he was told today (R-061)."""
	document = frappe.get_doc(REFERRAL, referral)
	document.check_permission("write")
	person = frappe.get_doc(CLIENT, document.client)
	person.check_permission("write")
	if not person.francophone_services_explained_on:
		person.francophone_services_explained_on = site_today(document.site)
		person.save()
	document.francophone_explained = 1
	document.save()
