"""Removes what the demo's ledger lists, and nothing else."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import frappe

from css_case_mgmt.demo.directory import PROVIDER, TRUSTED
from css_case_mgmt.demo.in_use import (
	CASE,
	CLIENT,
	SITE,
	STAFF,
	USER,
	cases_with_real_people,
	entered_by_hand,
	ledger_names,
	named_in,
	people_in_real_cases,
	staff_in_use,
)
from css_case_mgmt.demo.ledger import LEDGER, Record
from css_case_mgmt.demo.logins import Logins
from css_case_mgmt.demo.register import AGENCY, INTERPRETER
from css_case_mgmt.demo.traces import Traces, in_chunks
from css_case_mgmt.permissions.registry import CLIENT_BEARING

# Frappe's rows about one user: DocType and the column of the user.
PERSONAL = {
	"Access Log": "user",
	"Activity Log": "user",
	"Contact": "user",
	"DocShare": "user",
	"Document Follow": "user",
	"List Filter": "for_user",
	"Notification Log": "for_user",
	"Notification Settings": "name",
	"Reminder": "user",
	"Route History": "user",
	"ToDo": "allocated_to",
	"User Permission": "user",
	"View Log": "viewed_by",
}
# Tables of Frappe's that are no DocTypes, with the column of the user.
PERSONAL_TABLES = {
	"DefaultValue": "parent",
	"Sessions": "user",
	"__UserSettings": "user",
	"__Auth": "name",
}


@dataclass
class Cleared:
	"""What a clearing did.

	Args:
		removed: how many records of the ledger are gone.
		by_hand: how many records that people had added to invented families are gone with them.
		kept: records of the demo that real data has begun to use.
	"""

	removed: int = 0
	by_hand: int = 0
	kept: list[Record] = field(default_factory=list)


def clear(
	*,
	progress: Callable[[int], None] = lambda records: None,
	commit: Callable[[], None] | None = None,
) -> Cleared:
	"""Remove the demo's families, people and sites, and what Frappe keeps about them.

	Args:
		progress: called with the number of records of each chunk removed.
		commit: called after each chunk; an interrupted clearing goes on where it stopped.
	"""
	clearing = _Clearing(progress, commit or frappe.db.commit)
	clearing.remove_families()
	clearing.remove_register()
	clearing.remove_directory()
	clearing.remove_staff()
	return clearing.done


class _Clearing:
	def __init__(self, progress: Callable[[int], None], commit: Callable[[], None]) -> None:
		self.progress = progress
		self.commit = commit
		self.traces = Traces()
		self.done = Cleared()

	def remove_families(self) -> None:
		kept = {CASE: cases_with_real_people(), CLIENT: people_in_real_cases()}
		cases = sorted(ledger_names(CASE) - kept[CASE])
		clients = sorted(ledger_names(CLIENT) - kept[CLIENT])
		# Cases and clients last: they say what else belongs to the demo.
		for doctype in sorted(CLIENT_BEARING, key=lambda doctype: doctype in (CASE, CLIENT)):
			self.remove_entered_by_hand(doctype, cases, clients)
			self.remove(doctype, kept.get(doctype, set()))

	def remove_entered_by_hand(self, doctype: str, cases: list[str], clients: list[str]) -> None:
		for some_cases in in_chunks(cases):
			self.remove_additions(doctype, entered_by_hand(doctype, list(some_cases), []))
		for some_clients in in_chunks(clients):
			self.remove_additions(doctype, entered_by_hand(doctype, [], list(some_clients)))

	def remove_additions(self, doctype: str, names: list[str]) -> None:
		if names:
			self.traces.remove(doctype, names)
			self.done.by_hand += len(names)
			self.commit()

	def remove_register(self) -> None:
		"""Interpreters and agencies whom nobody real has worked with."""
		for doctype in (INTERPRETER, AGENCY):
			self.remove(doctype, ledger_names(doctype) & named_in(doctype))

	def remove_directory(self) -> None:
		"""Providers to whom nobody real was referred, and that no site has begun to trust by itself."""
		self.remove(TRUSTED, set())
		self.remove(PROVIDER, ledger_names(PROVIDER) & named_in(PROVIDER))

	def remove_staff(self) -> None:
		kept = staff_in_use()
		users = ledger_names(USER) - kept[USER]
		self.remove(STAFF, kept[STAFF])
		self.remove(SITE, kept[SITE])
		for chunk in in_chunks(sorted(users)):
			self.remove_personal_rows(chunk)
		self.remove(USER, kept[USER])
		logins = Logins()
		logins.remove(users)
		logins.write()

	def remove_personal_rows(self, users: Sequence[str]) -> None:
		for doctype, column in PERSONAL.items():
			if frappe.db.table_exists(doctype):
				rows = frappe.get_all(doctype, filters={column: ("in", users)}, pluck="name")
				self.traces.remove(doctype, rows)
		for table, column in PERSONAL_TABLES.items():
			frappe.db.delete(table, {column: ("in", users)})

	def remove(self, doctype: str, kept: set[str]) -> None:
		"""Remove the DocType's records in the ledger, each chunk together with its lines there."""
		self.done.kept.extend((doctype, name) for name in sorted(kept))
		for chunk in in_chunks(sorted(ledger_names(doctype) - kept)):
			self.traces.remove(doctype, chunk)
			frappe.db.delete(LEDGER, {"reference_doctype": doctype, "reference_name": ("in", chunk)})
			self.commit()
			for name in chunk if doctype in (AGENCY, SITE, USER) else ():
				frappe.clear_document_cache(doctype, name)
			self.done.removed += len(chunk)
			self.progress(len(chunk))
