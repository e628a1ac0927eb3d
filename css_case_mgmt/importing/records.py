"""What a row becomes: the values of its document, of its child rows, and what is set only later."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import frappe
from frappe import _

from css_case_mgmt.importing.layout import Column, Kind
from css_case_mgmt.importing.links import Links
from css_case_mgmt.importing.rows import Row
from css_case_mgmt.importing.sheets import (
	ANSWERS,
	ASSESSMENTS,
	CASES,
	CHARTERS,
	CONSENT_PURPOSES,
	CONSENTS,
	CONTACTS,
	ELIGIBILITY,
	ENROLMENTS,
	LEVELS,
	PERIODIC,
	SITES,
	STAFF,
)

OTHER_SPELLING = "Other spelling"
# What history adds once everything before it is there.
SET_LATER = {
	ENROLMENTS: ("exit_date", "exit_reason"),
	CONSENTS: ("withdrawn_on", "withdrawal_note"),
	CHARTERS: ("withdrawn_on",),
}
# Columns that the builder of the sheet makes something of.
MADE_OF = {
	STAFF: ("first_name", "last_name", "role"),
	ASSESSMENTS: ("number",),
	CONTACTS: ("clients", "children"),
	ELIGIBILITY: ("criteria",),
	ENROLMENTS: ("needs_level",),
}


@dataclass
class Record:
	"""A document as a row describes it.

	Args:
		values: of its fields.
		tables: of its child rows.
		later: values set once everything that happened before them is saved.
		flags: what the importer alone may tell the controller.
		submitted: whether it is final.
	"""

	values: dict[str, Any] = field(default_factory=dict)
	tables: dict[str, list[dict]] = field(default_factory=dict)
	later: dict[str, Any] = field(default_factory=dict)
	flags: dict[str, Any] = field(default_factory=dict)
	submitted: bool = False

	def new_document(self, doctype: str):
		doc = frappe.get_doc({"doctype": doctype, **self.values, **self.tables})
		doc.flags.update(self.flags)
		doc.docstatus = int(self.submitted)
		return doc


class Builder:
	"""Makes records of rows.

	Args:
		source_system: where the rows come from.
		links: what they refer to.
	"""

	def __init__(self, source_system: str, links: Links) -> None:
		self.source_system, self.links = source_system, links

	def record_of(self, row: Row) -> Record:
		record = Record()
		if row.sheet.has_ids:
			record.values["source_system"] = self.source_system
		later, made_of = SET_LATER.get(row.sheet.key, ()), MADE_OF.get(row.sheet.key, ())
		for column in row.sheet.columns:
			if column.key not in row.values or column.field in made_of:
				continue
			value = self.value_of(column, row.values[column.key])
			if column.table:
				put_into_table(record, column, value)
			elif isinstance(value, list):
				record.tables[column.field] = value
			elif column.field in later:
				record.later[column.field] = value
			else:
				record.values[column.field] = value
		if special := SPECIAL.get(row.sheet.key):
			special(self, row, record)
		return record

	def value_of(self, column: Column, value: Any) -> Any:
		if column.kind is Kind.REFERENCE:
			return self.links.name_of(column.to, value)
		if column.kind is Kind.NAMES:
			return [{"written_name": each, "kind": OTHER_SPELLING} for each in value]
		if column.kind is Kind.LISTS:
			return [{"language": each} for each in value]
		return value

	def child_values(self, row: Row) -> dict[str, Any]:
		return {key: value for key, value in row.values.items() if key != "parent"}

	def case(self, row: Row, record: Record) -> None:
		if record.values.get("status") == "Closed":
			record.later["status"] = record.values.pop("status")
		# The caseworker carries this family already: importing it adds nothing to the load.
		record.flags["continues_work"] = True

	def client(self, row: Row, record: Record) -> None:
		"""The first of two telephones may be left out."""
		for table in ("phones", "addresses"):
			rows = [each for each in record.tables.get(table, []) if each]
			if rows:
				record.tables[table] = rows

	def posting(self, row: Row, record: Record) -> None:
		record.values["user"] = record.values["user"].casefold()

	def eligibility(self, row: Row, record: Record) -> None:
		criteria = row.get("criteria") or []
		record.tables["criteria"] = [{"criterion": criterion} for criterion in criteria]

	def enrolment(self, row: Row, record: Record) -> None:
		first = {"needs_level": row.get("needs_level"), "level_from": row.get("enrolment_date")}
		changes = [self.child_values(child) for child in row.children_of(LEVELS)]
		changes.sort(key=lambda change: change["level_from"])
		record.tables["levels"] = [first, *changes]
		if record.later:
			record.later["status"] = "Exited"

	def consent(self, row: Row, record: Record) -> None:
		record.tables["purposes"] = [self.child_values(child) for child in row.children_of(CONSENT_PURPOSES)]
		self.signed_on_paper(row, record)

	def signed_on_paper(self, row: Row, record: Record) -> None:
		"""The papers are not scanned for an import: the record says where they are."""
		if row.get("client_signed_on") or row.get("caseworker_signed_on"):
			record.values["signature_method"] = "Signed on Paper"
			record.flags["paper_kept_in"] = self.source_system

	def assessment(self, row: Row, record: Record) -> None:
		self.of_enrolment(row, record)
		record.tables["answers"] = [self.child_values(child) for child in row.children_of(ANSWERS)]

	def of_enrolment(self, row: Row, record: Record) -> None:
		enrolment = record.values["enrolment"]
		stored = frappe.db.get_value("CSS Enrolment", enrolment, ["client", "css_case"], as_dict=True)
		record.values["client"] = stored.client
		record.values.setdefault("css_case", stored.css_case)
		record.values.setdefault("case_note", self.note_elsewhere())
		record.submitted = True

	def note_elsewhere(self) -> str:
		return _("Imported from {0}. The note is in the earlier records.").format(self.source_system)

	def contact(self, row: Row, record: Record) -> None:
		"""Children are documented under the first of the others (D-09)."""
		people = [self.links.name_of("Clients", each) for each in row.get("clients")]
		children = [self.links.name_of("Clients", each) for each in row.get("children") or []]
		record.tables["participants"] = [
			*({"client": client} for client in people),
			*({"client": child, "documented_under": people[0]} for child in children),
		]
		record.flags["is_imported"] = True
		record.submitted = True
		if frappe.get_cached_value("CSS Activity Type", row.get("activity_type"), "demands_note"):
			record.values.setdefault("note", self.note_elsewhere())


def put_into_table(record: Record, column: Column, value: Any) -> None:
	rows = record.tables.setdefault(column.table, [])
	while len(rows) < column.nth:
		rows.append({})
	rows[column.nth - 1][column.field] = value


SPECIAL: dict[str, Callable[[Builder, Row, Record], None]] = {
	CASES: Builder.case,
	"Clients": Builder.client,
	STAFF: Builder.posting,
	ELIGIBILITY: Builder.eligibility,
	ENROLMENTS: Builder.enrolment,
	CONSENTS: Builder.consent,
	CHARTERS: Builder.signed_on_paper,
	ASSESSMENTS: Builder.assessment,
	PERIODIC: Builder.of_enrolment,
	CONTACTS: Builder.contact,
}
