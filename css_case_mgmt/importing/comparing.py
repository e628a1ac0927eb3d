"""Whether a record imported before still says what its row says."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

import frappe
from frappe import _
from frappe.utils import cint

from css_case_mgmt.importing.earlier import stored_children, stored_rows
from css_case_mgmt.importing.layout import Column, heading_of
from css_case_mgmt.importing.records import Builder, Record
from css_case_mgmt.importing.rows import Content, Row


class Comparison:
	"""Compares the rows of one sheet with the records that they are.

	Args:
		content: where differences are entered.
		builder: makes of a row what it should be.
	"""

	def __init__(self, content: Content, builder: Builder) -> None:
		self.content, self.builder = content, builder

	def compare(self, rows: Iterable[Row]) -> None:
		by_doctype: dict[str, list[Row]] = defaultdict(list)
		for row in rows:
			by_doctype[row.sheet.doctype].append(row)
		for doctype, some in by_doctype.items():
			self.compare_records(doctype, some)

	def compare_records(self, doctype: str, rows: list[Row]) -> None:
		wanted = {id(row): self.builder.record_of(row) for row in rows}
		names = [row.record for row in rows]
		stored = stored_rows(doctype, names, self.fields_of(doctype, wanted.values()))
		tables = {table for record in wanted.values() for table in record.tables}
		children = {
			table: stored_children(frappe.get_meta(doctype).get_field(table).options, names, table)
			for table in tables
		}
		for row in rows:
			record = wanted[id(row)]
			there = {table: found.get(row.record, []) for table, found in children.items()}
			there |= stored[row.record]
			if columns := differing(row, record.values | record.later, record.tables, there):
				self.refuse(row, columns)

	def fields_of(self, doctype: str, records: Iterable[Record]) -> list[str]:
		meta = frappe.get_meta(doctype)
		fields = {field for record in records for field in (*record.values, *record.later)}
		return [field for field in fields if meta.has_field(field)]

	def refuse(self, row: Row, columns: list[Column | None]) -> None:
		names = [row.headings.text_of(column) for column in columns if column]
		self.content.refuse(
			row,
			columns[0],
			_("This record is here already, and different: {0}. An import does not change records.").format(
				", ".join(names) or _("its rows in other sheets")
			),
		)


def differing(row: Row, values: dict[str, Any], tables: dict[str, list[dict]], stored) -> list[Column | None]:
	"""The columns of a row whose values are not what is stored; None for those of child rows.

	Args:
		row: of the workbook.
		values: what its record should hold.
		tables: what its child tables should hold, among others.
		stored: a document, or its columns and child tables.
	"""
	found: list[Column | None] = []
	for field, value in values.items():
		column = row.sheet.by_key.get(field)
		if column and column.is_fact and normal(stored.get(field)) != normal(value):
			found.append(column)
	for table, wanted in tables.items():
		there = stored.get(table) or []
		if not all(any(is_same(each, one) for one in there) for each in wanted):
			found.append(column_of_table(row, table))
	return found


def column_of_table(row: Row, table: str) -> Column | None:
	return next(
		(
			column
			for column in row.sheet.columns
			if column.key in row.values and table in (column.table, column.field)
		),
		None,
	)


def is_same(wanted: dict, stored: dict) -> bool:
	return all(normal(stored.get(field)) == normal(value) for field, value in wanted.items())


def normal(value: Any) -> Any:
	"""Values that the database does not tell apart."""
	if isinstance(value, datetime):
		return value.date()
	if isinstance(value, date):
		return value
	if isinstance(value, bool | int | float):
		return cint(value)
	return " ".join(str(value or "").split()).casefold()
