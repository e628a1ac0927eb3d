"""Finding a service provider: those that the site trusts first (R-304, R-061)."""

from collections.abc import Iterable

import frappe
from frappe.query_builder import Case, Order
from frappe.query_builder.functions import Max

from css_case_mgmt.permissions.scope import scope_of

PROVIDER, TRUSTED = "CSS Service Provider", "CSS Trusted Provider"
OFFERED = "CSS Service Provider Service"


def find_providers(
	text: str = "",
	*,
	service: str | None = None,
	in_french_first: bool = False,
	sites: Iterable[str] | None = None,
	start: int = 0,
	limit: int = 20,
) -> list[frappe._dict]:
	"""Providers in use, in one query: trusted ones first, then those in French where that is preferred, by name.

	Args:
		text: part of the name, or of the name of a service.
		service: only those that offer it.
		in_french_first: for somebody who prefers services in French.
		sites: whose lists of trusted providers count; the user's own if left out.
	"""
	provider, trusted, offered = (frappe.qb.DocType(each) for each in (PROVIDER, TRUSTED, OFFERED))
	own_sites = list(sites if sites is not None else scope_of(frappe.session.user).staff_sites)
	is_trusted = Max(Case().when(trusted.name.isnotnull(), 1).else_(0))
	query = (
		frappe.qb.from_(provider)
		.left_join(trusted)
		.on((trusted.provider == provider.name) & trusted.site.isin(own_sites or [""]))
		.left_join(offered)
		.on((offered.parent == provider.name) & (offered.parenttype == PROVIDER))
		.select(
			provider.name,
			provider.provider_name,
			provider.francophone,
			provider.ircc_funded,
			is_trusted.as_("is_trusted"),
		)
		.where(provider.enabled == 1)
		.groupby(provider.name, provider.provider_name, provider.francophone, provider.ircc_funded)
	)
	if text:
		part = f"%{escaped(text)}%"
		query = query.where(provider.provider_name.like(part) | offered.service_name.like(part))
	if service:
		query = query.where(offered.service_type == service)
	query = query.orderby(is_trusted, order=Order.desc)
	if in_french_first:
		query = query.orderby(provider.francophone, order=Order.desc)
	return query.orderby(provider.provider_name).limit(limit).offset(start).run(as_dict=True)


def providers_in_french(service: str | None, limit: int = 5) -> list[frappe._dict]:
	"""Providers of a service that offer it in French (R-061)."""
	provider, offered = frappe.qb.DocType(PROVIDER), frappe.qb.DocType(OFFERED)
	return (
		frappe.qb.from_(provider)
		.join(offered)
		.on((offered.parent == provider.name) & (offered.parenttype == PROVIDER))
		.select(provider.name, provider.provider_name)
		.distinct()
		.where(provider.enabled == 1)
		.where(provider.francophone == 1)
		.where(offered.service_type == (service or ""))
		.orderby(provider.provider_name)
		.limit(limit)
		.run(as_dict=True)
	)


def escaped(text: str) -> str:
	return text.replace("\\", "\\\\").replace("%", r"\%").replace("_", r"\_")


def is_trusted_by_own_site(provider: str) -> bool:
	"""Whether a site of the user's has it on its list (R-304)."""
	sites = scope_of(frappe.session.user).staff_sites
	return bool(frappe.db.exists(TRUSTED, {"provider": provider, "site": ("in", sites or ("",))}))
