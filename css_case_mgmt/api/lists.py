"""Choosing from lists that have an order of their own (R-058)."""

import frappe
from frappe import _
from frappe.utils import cint

from css_case_mgmt.api.permission import require


@frappe.whitelist(methods=["GET", "POST"])
@frappe.validate_and_sanitize_search_inputs
def search_by_position(
	doctype: str,
	txt: str,
	searchfield: str,
	start: int,
	page_len: int,
	filters: dict | list | str | None,
	**_kwargs,
) -> list[tuple]:
	"""What a Link field offers, by position, and found by the words the reader sees.

	Frappe would sort by name: Dari, Pashto, Arabic, Tigrinya and Somali, the most spoken, would not be on top.
	"""
	require(doctype, "select")
	title = frappe.get_meta(doctype).title_field
	rows = frappe.get_list(
		doctype,
		filters=frappe.parse_json(filters),
		fields=["name", title] if title else ["name"],
		order_by="position asc, name asc",
		limit=0,
	)
	wanted = (txt or "").casefold()
	found = []
	for row in rows:
		label = _(row[title] if title else row.name)
		if wanted in label.casefold() or wanted in row.name.casefold():
			found.append((not label.casefold().startswith(wanted), row.name, label))
	# The sort is stable: by position within those that begin with the text, then within the others.
	found.sort(key=lambda each: each[0])
	page = found[cint(start) : cint(start) + cint(page_len)]
	return [(name, label) if title else (name,) for _begins, name, label in page]
