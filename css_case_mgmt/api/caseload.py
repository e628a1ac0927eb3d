"""Who works with whom, for pickers in the desk."""

import frappe
from frappe.query_builder import Criterion

from css_case_mgmt.permissions.scope import scope_of


@frappe.whitelist()
@frappe.validate_and_sanitize_search_inputs
def caseworkers_of_my_sites(
	doctype: str, txt: str, searchfield: str, start: int, page_len: int, filters: dict
) -> list[tuple[str, str]]:
	"""Staff of the sites that the reader manages, for a link field: (user, full name). R-005."""
	sites = scope_of(frappe.session.user).managed_sites
	if not sites:
		return []
	staff = frappe.qb.DocType("CSS Staff")
	user = frappe.qb.DocType("User")
	query = (
		frappe.qb.from_(staff)
		.join(user)
		.on(user.name == staff.user)
		.select(user.name, user.full_name)
		.distinct()
		.where(staff.site.isin(sites))
		.orderby(user.full_name)
		.limit(page_len)
		.offset(start)
	)
	if txt:
		query = query.where(Criterion.any([user.full_name.like(f"%{txt}%"), user.name.like(f"%{txt}%")]))
	return query.run()
