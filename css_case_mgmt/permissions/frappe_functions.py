"""Functions of Frappe's that anybody may call and that answer past the permission code, wrapped.

hooks.py puts each in the place of Frappe's own (`override_whitelisted_methods`). A document that may not
be read is answered for as if it did not exist, so that the answer does not reveal that it does (D-19).
"""

import frappe
from frappe import _, client
from frappe.core.doctype.submission_queue import submission_queue
from frappe.desk import like, query_report, search
from frappe.desk.doctype.dashboard_chart import dashboard_chart
from frappe.desk.form import assign_to as assignments
from frappe.desk.form import linked_with
from frappe.www import printview

from css_case_mgmt.permissions.conditions import is_reachable
from css_case_mgmt.permissions.registry import CHILD_TABLES, REFERENCING, RESTRICTED, ROWS_OF_REFERENCING

CHILDREN = {**CHILD_TABLES, **ROWS_OF_REFERENCING}
GUARDED = (*RESTRICTED, *CHILDREN, *REFERENCING)


@frappe.whitelist()
def search_link(**arguments) -> list[dict] | None:
	return frappe.call(search.search_link, **within_permissions(arguments))


@frappe.whitelist()
def search_widget(**arguments) -> list | None:
	return frappe.call(search.search_widget, **within_permissions(arguments))


def within_permissions(arguments: dict) -> dict:
	"""Frappe lets the request itself say that a search ignores permissions."""
	if arguments.get("doctype") in GUARDED:
		arguments["ignore_user_permissions"] = 0
	return arguments


@frappe.whitelist()
def get_count(doctype: str, filters: str | dict | list | None = None, **arguments) -> int:
	"""Frappe counts everything, and filters would let anybody find out what it holds."""
	if doctype not in GUARDED:
		return frappe.call(client.get_count, doctype=doctype, filters=filters, **arguments)
	parent = CHILDREN.get(doctype)
	return len(
		frappe.get_list(
			doctype, filters=frappe.parse_json(filters), pluck="name", limit=0, parent_doctype=parent
		)
	)


@frappe.whitelist()
def get_chart(**arguments) -> dict | None:
	"""A heat map counts everything, and its filters would let anybody find out what there is; all other charts ask for
	a list, within the permissions."""
	name = arguments.get("chart_name")
	asked = frappe.get_doc("Dashboard Chart", name) if name else frappe._dict(parsed(arguments.get("chart")))
	if asked.type == "Heatmap" and asked.document_type in GUARDED:
		frappe.throw(
			_("Heat maps count what their reader may not see: choose another kind of chart."),
			frappe.PermissionError,
			title=_("Not permitted"),
		)
	return frappe.call(dashboard_chart.get, **arguments)


def parsed(value: str | dict | None) -> dict:
	return frappe.parse_json(value) or {}


@frappe.whitelist()
def get_link_title(doctype: str, docname: str) -> str | None:
	return search.get_link_title(doctype, as_if_missing(doctype, docname))


@frappe.whitelist()
def validate_link(doctype: str, docname: str, fields: str | list | None = None) -> dict:
	return client.validate_link(doctype, as_if_missing(doctype, docname), fields)


def as_if_missing(doctype: str, name: str) -> str:
	"""The name, or one that no document has, if this user may not read that document."""
	if doctype in RESTRICTED and not is_reachable(doctype, name, frappe.session.user):
		return frappe.generate_hash()
	return name


@frappe.whitelist()
def get_linked(doctype: str, docname: str) -> dict[str, list]:
	"""What links to a document: of each DocType, the documents that the user may read."""
	check_reading(doctype, docname)
	found = linked_with.get(doctype, docname)
	return {linked: readable for linked, rows in found.items() if (readable := readable_rows(linked, rows))}


def readable_rows(doctype: str, rows: list[dict]) -> list[dict]:
	if doctype not in GUARDED:
		return rows
	if doctype in CHILDREN or not frappe.has_permission(doctype):
		return []
	names = [row["name"] for row in rows]
	readable = set(frappe.get_list(doctype, filters={"name": ("in", names)}, pluck="name", limit=0))
	return [row for row in rows if row["name"] in readable]


@frappe.whitelist()
def get_submitted_linked_docs(doctype: str, name: str) -> dict:
	"""What would have to be cancelled as well, as far as the user may read it."""
	check_reading(doctype, name)
	rows = linked_with.get_submitted_linked_docs(doctype, name)["docs"]
	docs = [
		row
		for linked in dict.fromkeys(row["doctype"] for row in rows)
		for row in readable_rows(linked, [each for each in rows if each["doctype"] == linked])
	]
	return {"docs": docs, "count": len(docs)}


@frappe.whitelist()
def get_html_and_style(doc: str, name: str | None = None, **arguments) -> dict:
	return frappe.call(printview.get_html_and_style, **as_stored(doc, name), **arguments)


@frappe.whitelist()
def get_rendered_raw_commands(doc: str, name: str | None = None, **arguments) -> dict:
	return frappe.call(printview.get_rendered_raw_commands, **as_stored(doc, name), **arguments)


def as_stored(doc: str, name: str | None) -> dict[str, str | None]:
	"""What is stored is printed: a request may send a document of its own, with the name of one that may be read and
	the client of another."""
	given = {} if isinstance(name, str) else frappe.parse_json(doc)
	if given.get("doctype") in GUARDED:
		return {"doc": given["doctype"], "name": str(given.get("name") or "")}
	return {"doc": doc, "name": name}


@frappe.whitelist()
def get_latest_submissions(doctype: str, docname: str) -> dict | None:
	check_reading(doctype, docname)
	return submission_queue.get_latest_submissions(doctype, docname)


@frappe.whitelist()
def toggle_like(doctype: str, name: str, add: str | bool = False) -> None:
	"""A like is written into the record and its timeline."""
	frappe.get_doc(doctype, name).check_permission("write" if doctype in GUARDED else "read")
	like.toggle_like(doctype, name, add)


@frappe.whitelist()
def remove_assignment(doctype: str, name: str, assign_to: str) -> list[dict]:
	check_reading(doctype, name)
	return assignments.remove(doctype, name, assign_to)


@frappe.whitelist()
def get_password(doctype: str, name: str, fieldname: str) -> str | None:
	"""Frappe gives administrators any field by this way, not only passwords."""
	check_reading(doctype, name)
	return client.get_password(doctype, name, fieldname)


def check_reading(doctype: str, name: str) -> None:
	frappe.get_doc(doctype, name).check_permission("read")


@frappe.whitelist()
def get_data_for_custom_field(doctype: str, field: str, names: str | list | None = None) -> dict:
	"""Values of a column that somebody has added to a report."""
	filters = {"name": ("in", frappe.parse_json(names))} if names else {}
	rows = frappe.get_list(doctype, filters=filters, fields=["name", field], as_list=True, limit=0)
	return frappe._dict(rows)


def replace_custom_columns() -> None:
	"""Hook of every request: reports call this function themselves, past `override_whitelisted_methods`."""
	query_report.get_data_for_custom_field = get_data_for_custom_field
