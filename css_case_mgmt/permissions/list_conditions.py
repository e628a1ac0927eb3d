"""What Frappe's `permission_query_conditions` hook calls: one function per DocType.

Frappe 15 before its release calls a hook without naming the DocType, so each needs a function of its
own; they are made on demand from the registry, `css_client(user)` for CSS Client and so on.
"""

from collections.abc import Callable

import frappe

from css_case_mgmt.permissions.conditions import condition, names, referenced
from css_case_mgmt.permissions.registry import CHILD_TABLES, REFERENCING, RESTRICTED, ROWS_OF_REFERENCING


def function_name(doctype: str) -> str:
	"""As hooks.py, which Frappe reads before it has started, writes it too."""
	return doctype.lower().replace(" ", "_").replace("-", "_")


DOCTYPES = {
	function_name(doctype): doctype
	for doctype in (*RESTRICTED, *CHILD_TABLES, *REFERENCING, *ROWS_OF_REFERENCING)
}


def __getattr__(name: str) -> Callable[..., str]:
	if name not in DOCTYPES:
		raise AttributeError(name)
	doctype = DOCTYPES[name]

	def list_condition(user: str | None = None) -> str:
		user = user or frappe.session.user
		if user == "Administrator":
			return ""
		if doctype in REFERENCING:
			criterion = referenced(frappe.qb.DocType(doctype), *REFERENCING[doctype], user)
		elif parent := ROWS_OF_REFERENCING.get(doctype):
			rows = referenced(frappe.qb.DocType(parent), *REFERENCING[parent], user)
			criterion = frappe.qb.DocType(doctype).parent.isin(names(parent, rows))
		else:
			criterion = condition(doctype, user)
		# A query carries the database's quoting; the condition alone would not.
		table = frappe.qb.DocType(doctype)
		query = frappe.qb.from_(table).select(table.name).where(criterion)
		return f"`tab{doctype}`.`name` in ({query.get_sql()})"

	return list_condition
