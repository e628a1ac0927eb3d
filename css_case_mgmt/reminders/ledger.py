"""The ledger: one row for each stage of each thing that falls due (R-169)."""

from collections.abc import Iterable
from datetime import date
from functools import lru_cache
from typing import Any

import frappe
from frappe.utils import now
from pypika.terms import Parameter

from css_case_mgmt.rules.reminders import Clock, Step, reminder_key

REMINDER = "CSS Reminder"
Row = dict[str, Any]


def reminder_row(
	clock: Clock, step: Step, *, day: date, site: str, css_case: str | None, subject: tuple[str, str]
) -> Row:
	"""A row of the ledger.

	Args:
		day: on which it is given.
		subject: (DocType, name) of the record that it is about.
	"""
	doctype, name = subject
	return {
		"clock": clock.value,
		"stage": step.stage.value,
		"audience": step.audience.value,
		"due_on": step.due_on,
		"remind_on": day,
		"site": site,
		"css_case": css_case,
		"subject_doctype": doctype,
		"subject": name,
		"reminder_key": reminder_key(clock, name, step),
	}


def insert_new(doctype: str, rows: Iterable[Row]) -> None:
	"""Insert rows at once and leave out those whose name or key is there already.

	No controller runs: it is for rows that nobody types, with the same columns in the same order.
	"""
	at = now()
	rows = [with_standard_columns(row, at) for row in rows]
	if not rows:
		return
	statement = insert_statement(doctype, tuple(rows[0]), len(rows))
	frappe.db.sql(statement, [value for row in rows for value in row.values()])


def with_standard_columns(row: Row, at: str) -> Row:
	return {
		"name": row.get("name") or frappe.generate_hash(length=20),
		"creation": at,
		"modified": at,
		"owner": "Administrator",
		"modified_by": "Administrator",
		"docstatus": 0,
		"idx": 0,
		**{column: value for column, value in row.items() if column != "name"},
	}


def insert_statement(doctype: str, columns: tuple[str, ...], rows: int) -> str:
	"""The query builder renders one row; rendering each of many takes longer than the database with all of them."""
	row = f"({','.join(['%s'] * len(columns))})"
	return ",".join([insert_beginning(doctype, columns) + row, *[row] * (rows - 1)])


@lru_cache(maxsize=64)
def insert_beginning(doctype: str, columns: tuple[str, ...]) -> str:
	table = frappe.qb.DocType(doctype)
	one_row = frappe.qb.into(table).columns(*columns).ignore().insert(*[Parameter("%s")] * len(columns))
	return one_row.get_sql().removesuffix(f"({','.join(['%s'] * len(columns))})")
