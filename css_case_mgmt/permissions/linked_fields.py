"""Fields of a linked client are not read through another document's list.

`get_list("CSS Enrolment", fields=["client.given_names"])` joins the client's table and asks only whether the
user may read *some* client: rows of one's own conflict of interest, or of a case that the client has left,
would give away what is in the client's file now. Frappe offers no hook for this join.

The title, a file number, is let through: lists show it in place of a link's opaque name.
"""

import re
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
		if (
			restricted
			and not query.flags.ignore_permissions
			and not asks_for_title_only(query, doctype, fieldname)
		):
			frappe.throw(
				_("Fields of {0} are read in its own list, not through a link.").format(_(doctype)),
				frappe.PermissionError,
				title=_("Linked record"),
			)
		return append_link_table(query, doctype, fieldname)

	return append_readable_link_table


def asks_for_title_only(query: DatabaseQuery, doctype: str, fieldname: str) -> bool:
	"""Whether a list wants nothing of a linked document but its title, neither shown nor to filter or sort by.

	Once a title has joined the linked table, its other columns could be named by the table's alias: any other
	mention of that alias, anywhere in the query, is too much.
	"""
	title = re.escape(frappe.get_meta(doctype).title_field or "name")
	by_link = rf"{re.escape(fieldname)}\.{title}"
	by_alias = rf"`tab{re.escape(doctype)}_\d+`\.`{title}`"
	is_title = re.compile(rf"({by_link}|{by_alias})( as \w+)?")
	alias = f"{doctype}_".lower()
	asked = [field for field in query.fields if field.startswith(f"{fieldname}.") or alias in field.lower()]
	elsewhere = f"{query.order_by} {query.group_by} {query.filters} {query.or_filters}".lower()
	return all(is_title.fullmatch(field) for field in asked) and alias not in elsewhere
