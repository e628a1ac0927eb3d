"""The rows of a workbook through their controllers, within the transaction of whoever calls.

Every row is saved in a savepoint, so that all problems are found in one go. Whoever calls commits if there are none,
and rolls everything back otherwise.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

import frappe
from frappe import _
from frappe.utils import getdate

from css_case_mgmt.closed_files import last_lines
from css_case_mgmt.importing.answers import check_answers
from css_case_mgmt.importing.comparing import Comparison, differing
from css_case_mgmt.importing.earlier import Earlier
from css_case_mgmt.importing.file_numbers import FileNumbers
from css_case_mgmt.importing.links import Links
from css_case_mgmt.importing.logins import make_login
from css_case_mgmt.importing.order import SAVE, steps
from css_case_mgmt.importing.reading import Report
from css_case_mgmt.importing.records import Builder, Record
from css_case_mgmt.importing.refusals import explain
from css_case_mgmt.importing.rows import Content, Row, id_key
from css_case_mgmt.importing.sheets import (
	ASSESSMENTS,
	CASES,
	CHARTERS,
	CLIENTS,
	CONSENTS,
	ENROLMENTS,
	MEMBERS,
	NATIONAL,
	SITES,
	STAFF,
)
from css_case_mgmt.moving_along import take_along
from css_case_mgmt.permissions.kept_answers import forget_answers

SAVEPOINT = "css_import_row"
ROLE_OF_NATIONAL_SHEETS = "CSS National Coordinator"


@dataclass
class Outcome:
	"""What a run has done, or would have done.

	Args:
		total: rows with records of their own.
		new: records made.
		unchanged: rows whose records were here already.
	"""

	total: int = 0
	new: int = 0
	unchanged: int = 0


class Run:
	"""One pass over a workbook.

	Args:
		content: what was read.
		source_system: where the rows come from.
		report: told how far it is.
		numbers: gives new files their numbers.
	"""

	def __init__(
		self, content: Content, source_system: str, report: Report, numbers: FileNumbers | None = None
	) -> None:
		self.content, self.report = content, report
		self.numbers = numbers or FileNumbers()
		self.earlier = Earlier(source_system, frappe.session.user)
		self.links = Links(content, self.earlier)
		self.builder = Builder(source_system, self.links)
		self.outcome = Outcome()
		self.kept_waiting: dict[int, Counter] = defaultdict(Counter)
		self.wrong_rows: dict[int, Row] = {}

	def prepare(self) -> None:
		"""Find what the rows refer to and which of them are here already; nothing is written."""
		self.refuse_sheets_of_others()
		self.links.follow()
		self.find_earlier()
		check_answers(self.content)

	def save_all(self) -> Outcome:
		"""Save every row that can be saved, and enter what is wrong with the others."""
		self.compare_earlier()
		plan = list(steps(self.content))
		self.outcome.total = sum(1 for action, _row in plan if action == SAVE)
		with last_lines():
			for done, (action, row) in enumerate(plan):
				self.report("saving", done, len(plan))
				self.take(action, row)
		self.tell_who_waits()
		return self.outcome

	def new_rows(self, sheet: str) -> list[Row]:
		return [row for row in self.content.rows.get(sheet, []) if not row.was_here]

	def refuse_sheets_of_others(self) -> None:
		user = frappe.session.user
		may_national = user == "Administrator" or ROLE_OF_NATIONAL_SHEETS in frappe.get_roles(user)
		for key, rows in self.content.rows.items():
			if not rows:
				continue
			sheet = rows[0].sheet
			if key in NATIONAL:
				is_allowed = may_national
			else:
				doctype = sheet.doctype if not sheet.belongs_to else None
				is_allowed = not doctype or frappe.has_permission(doctype, "create")
			if not is_allowed:
				self.content.refuse_sheet(
					rows[0].headings.title,
					_("You may not import this sheet. Ask the national coordinator.")
					if key in NATIONAL
					else _("You may not import this sheet. Ask the site's manager."),
				)
				for row in rows:
					row.is_wrong = True

	def find_earlier(self) -> None:
		for rows in self.content.rows.values():
			if not rows or not rows[0].sheet.has_ids:
				continue
			names = self.earlier.names(rows[0].sheet, [row.source_id for row in rows if row.source_id])
			for row in rows:
				if id_key(row.source_id or "") not in names:
					continue
				row.record, row.was_here = names[id_key(row.source_id)], True
				if not row.record:
					self.content.refuse(
						row,
						"source_id",
						_(
							"This ID is in use for a record that is not yours. Give the source system another name, such as that of your site."
						),
					)
		for row in self.content.rows.get(SITES, []):
			row.record = self.links.sites.get(id_key(row.get("site_name") or ""))
			row.was_here = bool(row.record)
		for row in self.content.rows.get(STAFF, []):
			if not row.is_wrong:
				row.record = posting_of(row)
				row.was_here = bool(row.record)

	def compare_earlier(self) -> None:
		rows = [row for row in self.content if row.was_here and row.record and not self.is_kept_back(row)]
		Comparison(self.content, self.builder).compare(rows)

	def is_kept_back(self, row: Row) -> bool:
		return row.is_wrong or row.waits_for is not None

	def take(self, action: str, row: Row) -> None:
		if row.is_wrong:
			return
		waits_for = row.waits_for or next(
			(need if need.is_wrong else need.waits_for for need in row.needs if self.is_kept_back(need)), None
		)
		if waits_for:
			row.waits_for = waits_for
			if action == SAVE:
				self.wrong_rows[id(waits_for)] = waits_for
				self.kept_waiting[id(waits_for)][row.headings.title] += 1
		elif row.was_here:
			self.outcome.unchanged += action == SAVE
		else:
			self.attempt(self.save if action == SAVE else self.complete, row)

	def attempt(self, action: Callable[[Row], None], row: Row) -> None:
		frappe.db.savepoint(SAVEPOINT)
		try:
			action(row)
		except Exception as error:
			column, reason = explain(error, row)
			frappe.db.rollback(save_point=SAVEPOINT)
			forget_answers()
			self.content.refuse(row, column, reason)
		finally:
			frappe.clear_messages()
			# Frappe stops a transaction of 200,000 writes, which it takes for a mistake. This one is long on purpose.
			frappe.db.transaction_writes = min(frappe.db.transaction_writes, 1)

	def save(self, row: Row) -> None:
		record = self.builder.record_of(row)
		if row.sheet.key == STAFF:
			make_login(row)
		doc = record.new_document(row.sheet.doctype)
		if row.sheet.key in (CASES, CLIENTS):
			doc.file_number = self.numbers.take(row.sheet.doctype)
		# Nobody is mailed about what happened long ago, and the lists are told once, at the end.
		doc.flags.notifications = []
		doc.flags.notify_update = False
		doc.insert()
		row.record = doc.name
		if row.sheet.key in NATIONAL:
			forget_answers()
		self.refuse_what_was_dropped(row, record, doc)
		if row.sheet.key == ASSESSMENTS:
			self.check_number(row, doc)
		self.outcome.new += 1

	def refuse_what_was_dropped(self, row: Row, record: Record, doc) -> None:
		"""Where a controller keeps less than was typed, whoever typed it learns of it; a form shows it at once."""
		for column in differing(row, record.values, record.tables, doc):
			self.content.refuse(
				row, column, _("The record does not keep this beside its other values. Leave it empty.")
			)

	def check_number(self, row: Row, doc) -> None:
		"""The number follows from the dates; the workbook may say it to be sure."""
		said = (row.get("number") or "").upper().removeprefix("A").strip()
		if said and said != str(doc.sequence):
			self.content.refuse(
				row,
				"number",
				_(
					"By its date this is A{0} of the enrolment. Add the assessments that are missing, or correct the number."
				).format(doc.sequence),
			)

	def complete(self, row: Row) -> None:
		"""What came later: the exit, the withdrawal, the end of the case, the move to another one."""
		if row.sheet.key == MEMBERS:
			take_along(frappe.db.get_value("CSS Case Member", row.record, "client"))
			return
		later = self.builder.record_of(row).later
		if not later:
			return
		doc = frappe.get_doc(row.sheet.doctype, row.record)
		doc.update(later)
		doc.flags.is_imported = True
		doc.flags.notifications = []
		doc.flags.notify_update = False
		doc.save()

	def tell_who_waits(self) -> None:
		"""Once for each wrong row, not once for each row that rests on it."""
		for key, counts in self.kept_waiting.items():
			row = self.wrong_rows[key]
			self.content.refuse(
				row,
				None,
				_("Rows that rest on this one could not be checked yet: {0}.").format(
					", ".join(f"{title} ({count})" for title, count in counts.items())
				),
			)


def posting_of(row: Row) -> str | None:
	"""A posting is the same if the same person starts at the same site on the same day."""
	return frappe.db.get_value(
		"CSS Staff",
		{
			"user": row.get("user").casefold(),
			"site": row.get("site"),
			"active_from": getdate(row.get("active_from")),
		},
	)
