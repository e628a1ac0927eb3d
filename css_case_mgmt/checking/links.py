"""Links that lead nowhere: the record that they name does not exist."""

from collections.abc import Iterator

import frappe

from css_case_mgmt.checking.finding import Check, Finding
from css_case_mgmt.permissions.registry import CHILD_TABLES, RESTRICTED, ROWS_OF_LISTS, WITHOUT_CLIENT_DATA

DOCTYPES = tuple(dict.fromkeys((*RESTRICTED, *CHILD_TABLES, *WITHOUT_CLIENT_DATA)))
TABLES_OF_ROWS = (*CHILD_TABLES, *ROWS_OF_LISTS)
# Columns of the app that name a record of any DocType: (DocType, column of the DocType, column of the name).
NAMING_ANY_RECORD = (
	("CSS Note Addendum", "reference_doctype", "reference_name"),
	("CSS Reminder", "subject_doctype", "subject"),
	("CSS Wrong File Correction", "reference_doctype", "reference_name"),
	("File", "attached_to_doctype", "attached_to_name"),
)

LINK = Check(
	"link_to_nothing",
	"{0} names a record that does not exist.",
	"Restore the record from a backup, or choose another one in this field.",
)
ROW = Check(
	"row_without_document",
	"The document that this row belongs to does not exist.",
	"Restore the document from a backup; a row alone is shown nowhere.",
)
REFERENCE = Check(
	"reference_to_nothing",
	"It is about, or attached to, a record that does not exist.",
	"Restore the record from a backup. A file without a record can be read by nobody.",
)


def links_to_nothing() -> Iterator[Finding]:
	"""Of every link of every DocType of the app."""
	for doctype in filter(has_table, DOCTYPES):
		for field in frappe.get_meta(doctype).get_link_fields():
			if not has_table(field.options):
				continue
			table, target = frappe.qb.DocType(doctype), frappe.qb.DocType(field.options)
			column = table[field.fieldname]
			used = (
				frappe.qb.from_(table).select(column.as_("used")).distinct().where(column != "").as_("used")
			)
			missing = (
				frappe.qb.from_(used)
				.left_join(target)
				.on(target.name == used.used)
				.select(used.used)
				.where(target.name.isnull())
				.run(pluck=True)
			)
			if missing:
				yield from LINK.found(doctype, with_value(doctype, field.fieldname, missing), field.label)


def rows_without_document() -> Iterator[Finding]:
	"""Rows of child tables whose parent is gone, or is of a kind that there is not."""
	for doctype in filter(has_table, TABLES_OF_ROWS):
		table = frappe.qb.DocType(doctype)
		for parenttype in frappe.qb.from_(table).select(table.parenttype).distinct().run(pluck=True):
			if is_single(parenttype):
				continue
			rows = frappe.qb.from_(table).select(table.name).where(table.parenttype == parenttype)
			if has_table(parenttype):
				parent = frappe.qb.DocType(parenttype)
				rows = rows.left_join(parent).on(parent.name == table.parent).where(parent.name.isnull())
			yield from ROW.found(doctype, rows.run(pluck=True))


def references_to_nothing() -> Iterator[Finding]:
	"""Addenda, corrections, reminders and files of records that are gone."""
	for doctype, kind, name in NAMING_ANY_RECORD:
		table = frappe.qb.DocType(doctype)
		kinds = frappe.qb.from_(table).select(table[kind]).distinct().where(table[name] != "").run(pluck=True)
		for about in kinds:
			if about not in DOCTYPES or is_single(about):
				continue
			target = frappe.qb.DocType(about)
			gone = (
				frappe.qb.from_(table)
				.left_join(target)
				.on(target.name == table[name])
				.select(table.name)
				.where(table[kind] == about)
				.where(table[name] != "")
				.where(target.name.isnull())
			)
			yield from REFERENCE.found(doctype, gone.run(pluck=True))


def with_value(doctype: str, fieldname: str, values: list[str]) -> list[str]:
	table = frappe.qb.DocType(doctype)
	return frappe.qb.from_(table).select(table.name).where(table[fieldname].isin(values)).run(pluck=True)


def has_table(doctype: str | None) -> bool:
	return bool(doctype) and frappe.db.table_exists(doctype)


def is_single(doctype: str | None) -> bool:
	return bool(doctype) and frappe.db.exists("DocType", doctype) and frappe.get_meta(doctype).issingle


CHECKS = (links_to_nothing, rows_without_document, references_to_nothing)
