"""A leaver's access ends on the date: sessions and API keys go too (R-507)."""

import frappe
from frappe.sessions import clear_sessions

from css_case_mgmt.permissions.registry import ROLES
from css_case_mgmt.permissions.scope import scope_of
from css_case_mgmt.settings import dates_by_site


def end_sessions_of_leavers() -> None:
	"""Hourly. The permission code already refuses a leaver; this logs her out and voids her keys."""
	for user in users_whose_last_posting_ended():
		end_sessions(user)


def users_whose_last_posting_ended() -> set[str]:
	today = dates_by_site()
	postings = frappe.get_all("CSS Staff", fields=["user", "site", "active_to"])
	ended = {row.user for row in postings if row.active_to and row.active_to < today[row.site]}
	not_ended = {row.user for row in postings if not row.active_to or row.active_to >= today[row.site]}
	return {user for user in ended - not_ended if has_way_in(user)}


def has_way_in(user: str) -> bool:
	return bool(frappe.db.get_value("User", user, "api_key") or frappe.db.exists("Sessions", {"user": user}))


def end_sessions(user: str) -> None:
	"""Log a user out everywhere and void the API key."""
	if user in frappe.STANDARD_USERS or scope_of(user).staff_sites:
		return
	if "System Manager" in frappe.get_roles(user):
		return
	frappe.db.set_value("User", user, {"api_key": None, "api_secret": None})
	clear_sessions(user=user, keep_current=False, force=True)
