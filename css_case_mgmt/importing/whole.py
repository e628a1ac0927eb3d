"""A whole import: read, save, and then keep everything or nothing. Commits and rolls back."""

from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import frappe

from css_case_mgmt.importing.file_numbers import NoNumbers, NumbersSetAside
from css_case_mgmt.importing.problems import Problem
from css_case_mgmt.importing.reading import Report, read
from css_case_mgmt.importing.rows import Content
from css_case_mgmt.importing.run import Outcome, Run
from css_case_mgmt.importing.sheets import CASES, CLIENTS, SITES, STAFF
from css_case_mgmt.permissions.kept_answers import kept_answers

NUMBERED = {"CSS Case": CASES, "CSS Client": CLIENTS}


@dataclass
class Result:
	"""What came of an import.

	Args:
		outcome: the rows, counted.
		problems: all that is wrong; nothing was kept if there are any.
		is_kept: whether the records are there now.
	"""

	outcome: Outcome
	problems: list[Problem] = field(default_factory=list)
	is_kept: bool = False


def import_workbook(path: Path, source_system: str, report: Report, *, keep: bool, on_success=None) -> Result:
	"""Import a workbook as the current user, or only check it.

	Args:
		path: of the .xlsx file.
		source_system: where the rows come from.
		report: told how far it is.
		keep: whether to keep the records if nothing is wrong.
		on_success: called with the outcome in the same transaction, before it is committed.

	Raises:
		WorkbookRefused: the file cannot be read at all.
		ImportStopped: the database was too busy.
	"""
	with long_transaction(), kept_answers():
		numbers, content = NoNumbers(), Content()
		is_kept = False
		try:
			content = read(path, report)
			run = Run(content, source_system, report, numbers)
			run.prepare()
			if keep:
				frappe.db.rollback()
				run.numbers = numbers = NumbersSetAside(
					{doctype: len(run.new_rows(sheet)) for doctype, sheet in NUMBERED.items()}
				)
			outcome = run.save_all()
			if keep and not content.problems:
				if on_success:
					on_success(outcome)
				ask_about_uci()
				frappe.db.commit()
				is_kept = True
		finally:
			if not is_kept:
				frappe.db.rollback()
				forget_what_was_cached(content)
				if isinstance(numbers, NumbersSetAside):
					numbers.give_back()
	return Result(outcome, sorted(content.problems), is_kept)


@contextmanager
def long_transaction():
	"""Nobody else waits for rows that are not there yet, nobody is mailed, and what is to be asked about shared UCIs
	is gathered."""
	frappe.db.commit()
	# Without gap locks, others go on adding records meanwhile.
	frappe.db.sql("set session transaction isolation level read committed")
	frappe.db.commit()
	muted, frappe.flags.mute_emails = frappe.flags.mute_emails, True
	frappe.flags.css_files_with_uci = {}
	try:
		yield
	finally:
		frappe.flags.mute_emails = muted
		frappe.flags.css_files_with_uci = None
		frappe.db.sql("set session transaction isolation level repeatable read")
		frappe.db.commit()


def ask_about_uci() -> None:
	clients = list(frappe.flags.css_files_with_uci)
	if clients:
		frappe.enqueue(
			"css_case_mgmt.shared_uci.ask_managers_of_all",
			queue="long",
			enqueue_after_commit=True,
			clients=clients,
		)


def forget_what_was_cached(content: Content) -> None:
	"""Redis remembers sites, logins and roles that are not there after all."""
	if content.rows.get(SITES) or content.rows.get(STAFF):
		frappe.clear_cache()
