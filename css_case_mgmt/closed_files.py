"""A closed file is read-only, whoever writes by whatever surface (R-378, R-380). What remains possible stands in one
table, each with its reason.

A file is closed where its case is; in a case that is still open, what belongs to an enrolment that has ended is closed
as well. A person's own record goes by the case of the latest membership.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import cstr, formatdate

from css_case_mgmt.permissions.registry import CASE, CLIENT, CLIENT_BEARING, REFERENCING
from css_case_mgmt.permissions.scope import scope_of

ENROLMENT, MEMBER = "CSS Enrolment", "CSS Case Member"
CLOSED, EXITED = "Closed", "Exited"


class FileClosed(frappe.ValidationError):
	"""A change of a file that is closed (R-378)."""


@dataclass(frozen=True, slots=True)
class Possible:
	"""What may still be written of one DocType in a closed file.

	Args:
		why: the reason.
		adds: whether new records are made as well.
		changes: the only fields that may change; None stands for all that the controller lets change.
		where: a field that must be filled in, and have been when the file was closed.
		by_manager: only by a manager of the site.
	"""

	why: str
	adds: bool = True
	changes: tuple[str, ...] | None = None
	where: str | None = None
	by_manager: bool = False


WORDS_OF_TASK = ("reference_type", "reference_name", "description")
OF_A_SIGNED_PAPER = ("copy_given_on",)

REMAINS = {
	"CSS Eligibility Assessment": Possible("Whoever comes back is assessed anew (R-103)."),
	"CSS Disclosure": Possible(
		"What leaves the agency is on record for as long as the file is kept (R-124)."
	),
	"CSS Case Access": Possible("Hand-over, reviewers, and the end of somebody's access (R-504, R-507)."),
	"CSS Conflict of Interest": Possible("Who is related to somebody must not read the file either (R-501)."),
	"CSS Wrong File Correction": Possible(
		"What is found in the wrong file is marked whenever it is found (R-503)."
	),
	"CSS Client Merge": Possible("Two files of one person are put together, and taken apart (D-23)."),
	"CSS Note Addendum": Possible("A final note is corrected beside it, at any time (R-264)."),
	"CSS Consent": Possible(
		"A client may withdraw at any time, ask for a copy, and agree that something of the file is passed on (R-119, R-122)."
	),
	"CSS Charter Acknowledgement": Possible(
		"A withdrawal, and a copy asked for later (R-117).",
		adds=False,
		changes=(*OF_A_SIGNED_PAPER, "withdrawn_on"),
	),
	"CSS Settlement Plan": Possible("A copy asked for later (R-214).", adds=False, changes=OF_A_SIGNED_PAPER),
	"CSS Referral": Possible(
		"Whether the final referral arrived is known only after the exit (R-370).",
		adds=False,
		where="is_final",
	),
	"CSS NAM Assessment": Possible(
		"Results stay right: the site's manager corrects a completed assessment (D-21).",
		where="revises",
		by_manager=True,
	),
	"CSS Periodic Assessment": Possible(
		"Results stay right: the site's manager corrects a completed assessment (D-21).",
		where="revises",
		by_manager=True,
	),
	"CSS Case Member": Possible(
		"Somebody of a closed file may move in with a family in the programme (D-20).",
		adds=False,
		changes=("member_to", "leaving_reason", "is_head", "relationship"),
	),
	"CSS Family Tie": Possible("Relatives are told apart in both households (R-066)."),
	"CSS Caseload Concern": Possible("Between staff and manager, no part of the file (R-018)."),
	"CSS Reminder": Possible("The ledger of what was reminded, no part of the file (R-169)."),
}


@dataclass(frozen=True, slots=True)
class Closing:
	"""Why a record is closed.

	Args:
		doctype: of what is closed: the case, or the enrolment.
		since: the day, if it is known.
	"""

	doctype: str
	since: date | None


def refuse_closed_file(document: Document) -> None:
	"""Refuse to write a record of a closed file, but for what the table leaves open; one query at most.

	Raises:
		FileClosed: says what to do.
	"""
	if is_let_through():
		return
	possible = REMAINS.get(document.doctype)
	if (
		possible
		and possible.changes is None
		and not possible.where
		and (possible.adds or not document.is_new())
	):
		return
	closing = closing_of(document)
	if closing and not (possible and is_among(possible, document)):
		refuse(closing)


def is_let_through() -> bool:
	return bool(frappe.flags.css_writes_closed_files)


@contextmanager
def last_lines() -> Iterator[None]:
	"""For what closes a file, brings earlier records in, or mends what is in the wrong one; nobody sets it from outside."""
	before = frappe.flags.css_writes_closed_files
	frappe.flags.css_writes_closed_files = True
	try:
		yield
	finally:
		frappe.flags.css_writes_closed_files = before


def is_among(possible: Possible, document: Document) -> bool:
	if document.is_new() and not possible.adds:
		return False
	if possible.where and not (document.get_doc_before_save() or document).get(possible.where):
		return False
	if possible.by_manager and not may_manage(document.get("css_case")):
		return False
	return possible.changes is None or changed_fields(document) <= set(possible.changes)


def may_manage(css_case: str) -> bool:
	user = frappe.session.user
	return (
		user == "Administrator" or frappe.db.get_value(CASE, css_case, "site") in scope_of(user).managed_sites
	)


def changed_fields(document: Document) -> set[str]:
	before = document.get_doc_before_save()
	if not before:
		return set()
	tables = {field.fieldname: field.options for field in document.meta.get_table_fields()}
	of_rows = {
		fieldname
		for fieldname, options in tables.items()
		if rows_of(document, fieldname, options) != rows_of(before, fieldname, options)
	}
	plain = (field.fieldname for field in document.meta.fields if field.fieldname not in tables)
	return of_rows | {fieldname for fieldname in plain if document.has_value_changed(fieldname)}


def rows_of(document: Document, fieldname: str, doctype: str) -> list[tuple]:
	columns = [column.fieldname for column in frappe.get_meta(doctype).fields]
	return [tuple(cstr(row.get(column)) for column in columns) for row in document.get(fieldname)]


def closing_of(document: Document) -> Closing | None:
	"""Why a record is closed, whatever may still be written of it; None where its file is open."""
	before = document.get_doc_before_save() or (None if document.is_new() else document)
	if document.doctype == CASE:
		is_closed = before and before.status == document.status == CLOSED
		return Closing(CASE, before.closed_on) if is_closed else None
	if document.doctype == ENROLMENT and before and before.status == EXITED:
		return Closing(ENROLMENT, before.exit_date)
	if document.doctype == CLIENT:
		return closing_of_client(document.name)
	closing = closing_of_enrolment_before(document, before)
	# Who validates the document next asks for the site of its case.
	document.flags.case_on_file = case_row(document.get("css_case"), enrolment_of(document))
	return closing or closing_by(document.flags.case_on_file)


def closing_of_enrolment_before(document: Document, before: Document | None) -> Closing | None:
	"""Nothing comes out of an enrolment that has ended by naming another one, or none."""
	enrolment = before and enrolment_of(before)
	if not enrolment or enrolment == enrolment_of(document):
		return None
	return closing_in(before.get("css_case"), enrolment)


def enrolment_of(document: Document) -> str | None:
	return document.get("enrolment") if document.meta.has_field("enrolment") else None


def closing_of_client(client: str) -> Closing | None:
	"""By the case of the latest membership, which alone opens a person's file (D-19, D-20)."""
	case, member = frappe.qb.DocType(CASE), frappe.qb.DocType(MEMBER)
	found = (
		frappe.qb.from_(member)
		.join(case)
		.on(case.name == member.css_case)
		.select(case.status, case.closed_on)
		.where(member.client == client)
		.orderby(member.member_from, order=frappe.qb.desc)
		.orderby(member.creation, order=frappe.qb.desc)
		.limit(1)
		.run()
	)
	return Closing(CASE, found[0][1]) if found and found[0][0] == CLOSED else None


def closing_in(css_case: str | None, enrolment: str | None = None) -> Closing | None:
	"""Whether a case, or an enrolment in it, is closed; one query."""
	return closing_by(case_row(css_case, enrolment))


def case_row(css_case: str | None, enrolment: str | None = None) -> frappe._dict | None:
	"""Site, file number and closing of a case, and how an enrolment in it ended; one query."""
	if not css_case:
		return None
	case = frappe.qb.DocType(CASE)
	query = frappe.qb.from_(case).where(case.name == css_case)
	query = query.select(case.name, case.site, case.file_number, case.status, case.closed_on)
	if enrolment:
		table = frappe.qb.DocType(ENROLMENT)
		query = query.left_join(table).on(table.name == enrolment)
		query = query.select(table.status.as_("enrolment_status"), table.exit_date)
	return next(iter(query.run(as_dict=True)), None)


def closing_by(row: frappe._dict | None) -> Closing | None:
	if not row:
		return None
	if row.status == CLOSED:
		return Closing(CASE, row.closed_on)
	return Closing(ENROLMENT, row.exit_date) if row.enrolment_status == EXITED else None


def may_be_changed(document: Document) -> bool:
	"""Whether the user may change a stored record: what forms and panels show as buttons."""
	return bool(document.has_permission("write")) and not closed_to(document)


def closed_to(document: Document) -> Closing | None:
	"""Why the user changes nothing in a record, or only some fields; None where the table leaves all of it open."""
	closing = closing_of(document)
	possible = REMAINS.get(document.doctype)
	is_open = possible and is_among(possible, document) and possible.changes is None
	return None if is_open else closing


def refuse_in_closed_file(doc: Document, _event: str | None = None) -> None:
	"""Comments, tasks, e-mails and attachments are part of the file as well; what was asked for is still closed."""
	if doc.flags.asked_by_the_app or (doc.doctype == "Comment" and doc.comment_type != "Comment"):
		return
	if doc.doctype == "ToDo" and not doc.is_new() and not any(map(doc.has_value_changed, WORDS_OF_TASK)):
		return
	refuse_addition_to(*(doc.get(column) for column in REFERENCING[doc.doctype]))


def refuse_addition_to(doctype: str | None, name: str | None) -> None:
	"""Refuse what would be put beside a record of a closed file.

	Raises:
		FileClosed: says what to do.
	"""
	if doctype not in CLIENT_BEARING or not name or is_let_through() or is_open_for_good(doctype):
		return
	if doctype == CLIENT:
		closing = closing_of_client(name)
	else:
		closing = closing_of_stored(doctype, name)
	if closing:
		refuse(closing)


def is_open_for_good(doctype: str) -> bool:
	possible = REMAINS.get(doctype)
	return bool(possible and possible.adds and possible.changes is None and not possible.where)


def closing_of_stored(doctype: str, name: str) -> Closing | None:
	meta = frappe.get_meta(doctype)
	columns = [column for column in ("css_case", "enrolment") if meta.has_field(column)]
	if doctype == CASE:
		return closing_in(name)
	if not columns:
		return None
	row = frappe.db.get_value(doctype, name, columns, as_dict=True)
	enrolment = name if doctype == ENROLMENT else row and row.get("enrolment")
	return closing_in(row.css_case, enrolment) if row else None


def refuse(closing: Closing) -> None:
	frappe.throw(closing_text(closing), FileClosed, title=_("Closed file"))


def closing_text(closing: Closing) -> str:
	"""What is closed since when, and what to do."""
	since = formatdate(closing.since) if closing.since else None
	if closing.doctype == ENROLMENT:
		return _(
			"This enrolment ended on {0}: what belongs to it stays as it was. Whoever comes back is enrolled anew."
		).format(since)
	if since:
		return _(
			"This file is closed since {0} and is only read. If somebody comes back, a manager opens it again with Comes Back."
		).format(since)
	return _(
		"This file is closed and is only read. If somebody comes back, a manager opens it again with Comes Back."
	)
