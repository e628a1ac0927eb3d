"""How clients and providers reach staff: the work telephone and work e-mail of a posting, and nothing else of anybody
(R-015, R-235)."""

import frappe
from pypika import Order

from css_case_mgmt.rules.telephone import shown_number
from css_case_mgmt.settings import site_today

STAFF = "CSS Staff"


def work_contact(user: str | None, site: str) -> frappe._dict:
	"""`phone`, as it is read, and `email` of somebody's present posting at a site; empty where there is none.

	What Frappe's own User holds, such as a private telephone or the address of the login, is never among them.
	"""
	table = frappe.qb.DocType(STAFF)
	rows = (
		frappe.qb.from_(table)
		.select(table.work_phone, table.work_phone_extension, table.work_email)
		.where((table.user == (user or "")) & (table.site == site))
		.where(table.active_to.isnull() | (table.active_to >= site_today(site)))
		.orderby(table.active_from, order=Order.desc)
		.limit(1)
		.run()
	)
	phone, extension, email = rows[0] if rows else ("", "", "")
	number = shown_number(phone) if phone else ""
	return frappe._dict(
		phone=f"{number} # {extension}" if number and extension else number, email=email or ""
	)


def contact_line(user: str | None, site: str) -> str:
	"""The same in one line, for what is printed."""
	contact = work_contact(user, site)
	return " · ".join(filter(None, (contact.phone, contact.email)))
