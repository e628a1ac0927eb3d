"""DocTypes with the same fields as the app's and no controller: what Frappe alone does with the same rows."""

from collections.abc import Mapping

import frappe
from frappe.model.document import Document

TABLES = ("Table", "Table MultiSelect")


def make_bare_doctypes(bare: Mapping[str, str]) -> None:
	"""Make them anew from the app's as they are today.

	Args:
		bare: for a DocType and each of its child tables, the name without a controller; the document first.
	"""
	remove_bare_doctypes(bare)
	for doctype, name in reversed(bare.items()):
		document = frappe.copy_doc(frappe.get_doc("DocType", doctype))
		document.update({"name": name, "custom": 1, "module": "Custom", "autoname": "hash"})
		for field in document.fields:
			if field.fieldtype in TABLES:
				field.options = bare[field.options]
		document.insert()


def remove_bare_doctypes(bare: Mapping[str, str]) -> None:
	for name in bare.values():
		if frappe.db.exists("DocType", name):
			frappe.delete_doc("DocType", name, force=True)
			frappe.db.sql_ddl(f"drop table if exists `tab{name}`")


def bare_values(document: Document, bare: Mapping[str, str]) -> dict:
	"""The same document, to be saved by Frappe alone."""
	values = document.as_dict(no_default_fields=True)
	for field in document.meta.get_table_fields():
		values[field.fieldname] = [
			row.as_dict(no_default_fields=True) for row in document.get(field.fieldname)
		]
		for row in values[field.fieldname]:
			row.pop("doctype", None)
	return values | {"doctype": bare[document.doctype]}
