"""What one chooses to be sent."""

import frappe

PREFERENCE = "CSS Reminder Preference"


@frappe.whitelist(methods=["GET"])
def get_daily_digest() -> bool:
	"""Whether the morning's e-mail is sent to whoever asks."""
	frappe.has_permission(PREFERENCE, "read", throw=True)
	return bool(frappe.db.get_value(PREFERENCE, {"user": frappe.session.user}, "daily_digest"))


@frappe.whitelist(methods=["POST"])
def set_daily_digest(wanted: bool) -> bool:
	"""Switch the morning's e-mail to whoever asks on or off (R-458); as it is now.

	Raises:
		PermissionError: for somebody who works at no site.
	"""
	own = frappe.db.get_value(PREFERENCE, {"user": frappe.session.user}, "name")
	if own:
		preference = frappe.get_doc(PREFERENCE, own)
	else:
		preference = frappe.get_doc(doctype=PREFERENCE, user=frappe.session.user)
	preference.daily_digest = frappe.utils.cint(wanted)
	preference.save()
	return bool(preference.daily_digest)
