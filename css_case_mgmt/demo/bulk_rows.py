"""Many rows at once, with the columns and the empty values that the desk would write.

`frappe.db.bulk_insert` renders every value of every row anew, which takes five times as long as the database
does; here the query builder renders a statement once and the database driver fills it.
"""

from collections.abc import Iterable
from functools import lru_cache
from itertools import islice
from typing import Any

import frappe
from frappe.model.naming import NamingSeries, make_autoname
from frappe.utils import now
from pypika.terms import Parameter

ROWS_AT_ONCE = 500

Row = dict[str, Any]


class RowMaker:
	"""Makes complete rows; those of one DocType all have the same columns in the same order."""

	def __init__(self) -> None:
		self.templates: dict[str, Row] = {}
		self.now = now()

	def row(self, doctype: str, name: str, values: Row, owner: str, modified_by: str | None = None) -> Row:
		"""A new document of `owner`, last changed by `modified_by`.

		What is left out, or None, is as in an empty form: Frappe fills both alike.
		"""
		return {
			**self.template(doctype),
			"name": name,
			"creation": self.now,
			"modified": self.now,
			"owner": owner,
			"modified_by": modified_by or owner,
			**{column: value for column, value in values.items() if value is not None},
		}

	def children(
		self, doctype: str, parenttype: str, parent: Row, parentfield: str, rows: Iterable[Row]
	) -> list[Row]:
		"""The rows of a child table of one parent row."""
		shared = {
			**self.template(doctype),
			**{
				column: parent[column]
				for column in ("creation", "modified", "owner", "modified_by", "docstatus")
			},
			"parent": parent["name"],
			"parenttype": parenttype,
			"parentfield": parentfield,
		}
		# Neighbours in the index, as Frappe 16 names them; at random, millions of rows take far longer.
		beginning = frappe.generate_hash(length=16)
		return [
			{**shared, "name": f"{beginning}{idx:04x}", "idx": idx, **row}
			for idx, row in enumerate(rows, start=1)
		]

	def template(self, doctype: str) -> Row:
		if doctype not in self.templates:
			self.templates[doctype] = empty_row(doctype)
		return self.templates[doctype]


def empty_row(doctype: str) -> Row:
	"""The columns of a new document with nothing filled in, as Frappe writes them."""
	return dict(frappe.new_doc(doctype).get_valid_dict(convert_dates_to_str=True)) | {
		"docstatus": 0,
		"idx": 0,
	}


def insert_rows(doctype: str, rows: Iterable[Row]) -> None:
	"""Insert rows that all have the same columns in the same order."""
	remaining = iter(rows)
	while chunk := list(islice(remaining, ROWS_AT_ONCE)):
		statement = insert_statement(doctype, tuple(chunk[0]), len(chunk))
		frappe.db.sql(statement, [value for row in chunk for value in row.values()])


@lru_cache(maxsize=64)
def insert_statement(doctype: str, columns: tuple[str, ...], rows: int) -> str:
	row = [Parameter("%s")] * len(columns)
	return frappe.qb.into(frappe.qb.DocType(doctype)).columns(*columns).insert(*[row] * rows).get_sql()


def reserve_numbers(series: str, count: int) -> list[str]:
	"""The next numbers of a naming series, which goes on after them."""
	if not count:
		return []
	first = make_autoname(series)
	prefix = NamingSeries(series).get_prefix()
	digits = first[len(prefix) :]
	table = frappe.qb.DocType("Series")
	frappe.qb.update(table).set(table.current, table.current + count - 1).where(table.name == prefix).run()
	return [f"{prefix}{int(digits) + step:0{len(digits)}d}" for step in range(count)]
