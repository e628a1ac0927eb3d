"""Everything stored of a demo, with what differs between two loads of the same seed taken out."""

import json
import re
from collections import Counter
from typing import Any

import frappe

from css_case_mgmt.demo.records import SOURCE_SYSTEM
from css_case_mgmt.permissions.registry import CHILD_TABLES, CLIENT_BEARING

# When a step of an approval was entered, which its history says beside the day on which it was taken.
TIME_OF_DAY = re.compile(r" \d\d:\d\d:\d\d(\.\d+)?")
CHANGING = ("name", "creation", "modified", "file_number")


def everything_stored() -> dict[str, list[dict[str, Any]]]:
	"""The rows of every client-bearing table, of its child tables, of their versions and of the ledger.

	Names and file numbers are replaced by the keys of the records.
	"""
	labels = names_and_keys()
	unknown = re.compile("|".join(map(re.escape, labels)))
	return {
		doctype: sorted((comparable(row, labels, unknown) for row in rows), key=repr)
		for doctype, rows in stored_rows(set(labels)).items()
	}


def stored_rows(names: set[str]) -> dict[str, list[dict]]:
	rows = {doctype: all_rows(doctype) for doctype in (*CLIENT_BEARING, *CHILD_TABLES)}
	rows["Version"] = [row for row in all_rows("Version") if row.docname in names]
	rows["CSS Demo Record"] = [row for row in all_rows("CSS Demo Record") if row.reference_name in names]
	return rows


def all_rows(doctype: str) -> list[dict]:
	table = frappe.qb.DocType(doctype)
	return frappe.qb.from_(table).select("*").run(as_dict=True)


def names_and_keys() -> dict[str, str]:
	"""For each name and each file number what stands for it."""
	labels = {}
	for doctype in CLIENT_BEARING:
		has_source = frappe.get_meta(doctype).has_field("source_id")
		for row in all_rows(doctype):
			if has_source and row.source_system == SOURCE_SYSTEM:
				labels[row.name] = f"{doctype} {row.source_id}"
				number = row.get("file_number") or row.get("referral_number")
				if number:
					labels[number] = f"number of {doctype} {row.source_id}"
	for row in all_rows("CSS Case Access"):
		labels[row.name] = f"CSS Case Access {labels[row.css_case]} {row.kind}"
	for doctype in ("CSS Safety Note", "CSS GBA Plus Profile", "CSS Disclosure"):
		for row in all_rows(doctype):
			labels[row.name] = f"{doctype} {labels[row.client]}"
	return labels


def comparable(row: dict, labels: dict[str, str], unknown: re.Pattern) -> dict[str, Any]:
	if "ref_doctype" in row and '"added":[[' in (row["data"] or ""):
		row = row | {"data": without_names_of_rows(row["data"])}
	if "ref_doctype" in row:
		row = row | {"data": TIME_OF_DAY.sub("", row["data"] or "")}
	return {
		column: unknown.sub(lambda found: labels[found[0]], value) if isinstance(value, str) else value
		for column, value in sorted(row.items())
		if column not in CHANGING
		# What Frappe writes of its tasks, those that are done too.
		and column != "_assign"
	}


def without_names_of_rows(data: str) -> str:
	"""A version with rows that came with the change: their names and times differ as well."""
	version = json.loads(data)
	for _table, added in version["added"]:
		for column in CHANGING:
			added.pop(column, None)
	return json.dumps(version, sort_keys=True)


def differing(rows: list[dict], others: list[dict]) -> tuple[list[dict], list[dict]]:
	"""The rows that only one of two lists has."""
	texts, other_texts = Counter(map(repr, rows)), Counter(map(repr, others))
	return (
		[row for row in rows if repr(row) in texts - other_texts],
		[row for row in others if repr(row) in other_texts - texts],
	)


def rows_per_table() -> dict[str, int]:
	"""How many rows each table of the site has."""
	return {
		table: frappe.db.sql(f"select count(*) from `{table}`")[0][0]
		for table in frappe.db.get_tables(cached=False)
		if table.startswith(("tab", "__"))
	}
