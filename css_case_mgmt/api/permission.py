"""The first line of what the desk may call."""

import frappe
from frappe import _


def require(doctype: str, ptype: str = "read") -> None:
	"""Refuse whoever may not do this with any document of the DocType.

	Frappe's own `throw=True` raised a validation error before version 15: a refusal is a PermissionError everywhere.
	"""
	if not frappe.has_permission(doctype, ptype):
		frappe.throw(
			_("You have no permission for this: {0}").format(_(doctype)),
			frappe.PermissionError,
			title=_("Not permitted"),
		)
