"""Fields of a linked client are not read through another document's list.

`get_list("CSS Enrolment", fields=["client.given_names"])` joins the client's table and asks only whether the
user may read *some* client: rows of one's own conflict of interest, or of a case that the client has left,
would give away what is in the client's file now. Frappe offers no hook for this join.
"""

from functools import wraps

import frappe
from frappe import _
from frappe.model.db_query import DatabaseQuery

from css_case_mgmt.permissions.registry import CLIENT_BEARING


def refuse_linked_fields() -> None:
	"""Hook of every request: guard the join once in this process."""
	if not hasattr(DatabaseQuery.append_link_table, "__wrapped__"):
		DatabaseQuery.append_link_table = guarded(DatabaseQuery.append_link_table)


def guarded(append_link_table):
	@wraps(append_link_table)
	def append_readable_link_table(query: DatabaseQuery, doctype: str, fieldname: str):
		restricted = doctype in CLIENT_BEARING and query.user != "Administrator"
		if restricted and not query.flags.ignore_permissions:
			frappe.throw(
				_("Fields of {0} are read in its own list, not through a link.").format(_(doctype)),
				frappe.PermissionError,
				title=_("Linked record"),
			)
		return append_link_table(query, doctype, fieldname)

	return append_readable_link_table
