"""Logins of the staff in the workbook: made where the user may make users, otherwise they must be there."""

from contextlib import contextmanager

import frappe
from frappe import _

from css_case_mgmt.importing.rows import Row

USER = "User"


class LoginRefused(frappe.ValidationError):
	"""A login that is missing, or is not as the workbook says."""


def make_login(row: Row) -> None:
	"""The login of a posting. Nobody is mailed: the administrator sends the link that sets the password.

	Raises:
		LoginRefused: with what to do.
	"""
	email, role = row.get("user").casefold(), row.get("role")
	if frappe.db.exists(USER, email):
		if role and role not in frappe.get_roles(email):
			refuse(
				_("This login does not have the role {0}. Ask the administrator to add it.").format(_(role))
			)
		return
	if not frappe.has_permission(USER, "create"):
		refuse(_("Nobody has a login with this e-mail address. Ask the administrator to add the user."))
	if not (row.get("first_name") and role):
		refuse(_("A new login needs a first name and a role."))
	user = frappe.new_doc(USER)
	user.update(
		{
			"email": email,
			"first_name": row.get("first_name"),
			"last_name": row.get("last_name"),
			"send_welcome_email": 0,
			"roles": [{"role": role}],
		}
	)
	user.flags.notifications = []
	with more_than_sixty_an_hour():
		user.insert()


@contextmanager
def more_than_sixty_an_hour():
	"""Frappe lets imports alone make more users than that."""
	before = frappe.flags.in_import
	frappe.flags.in_import = True
	try:
		yield
	finally:
		frappe.flags.in_import = before


def refuse(text: str) -> None:
	frappe.throw(text, LoginRefused, title=_("Staff"))
