"""An import in the background: started from its record, and recognised when it has died."""

import hashlib
import json
import tempfile
from pathlib import Path

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.translate import get_user_lang
from frappe.utils import add_to_date, get_datetime, now_datetime
from frappe.utils.background_jobs import get_job_status

from css_case_mgmt.importing.marked import write_marked
from css_case_mgmt.importing.problems import MOST_STORED, ImportStopped, Problem, WorkbookRefused
from css_case_mgmt.importing.progress import Progress
from css_case_mgmt.importing.run import Outcome
from css_case_mgmt.importing.whole import Result, import_workbook

DOCTYPE = "CSS Import"
NEW, CHECKING, PROBLEMS, CHECKED = "New", "Checking", "Problems Found", "Checked"
IMPORTING, IMPORTED, FAILED = "Importing", "Imported", "Failed"
RUNNING = (CHECKING, IMPORTING)
LONGEST = 6 * 3600
SECONDS_TO_BEGIN = 30
FILES = ("workbook", "marked_workbook")


class ImportRefused(frappe.ValidationError):
	"""An import that cannot start as it is."""


def start(doc: Document, *, keep: bool) -> None:
	"""Queue the work; the record says that it is under way."""
	if not doc.workbook:
		refuse(_("Attach the workbook first."))
	if doc.status in RUNNING:
		refuse(_("This workbook is being worked on already."))
	if doc.status == IMPORTED:
		refuse(_("This workbook is imported. Make a new import for another one."))
	remove_file(doc, "marked_workbook")
	doc.db_set(
		{
			"status": IMPORTING if keep else CHECKING,
			"started_on": now_datetime(),
			"finished_on": None,
			"failure": None,
			"problems": None,
			"problem_count": 0,
		}
	)
	frappe.enqueue(
		"css_case_mgmt.importing.job.work",
		queue="long",
		timeout=LONGEST,
		job_id=job_id(doc.name),
		enqueue_after_commit=True,
		name=doc.name,
		keep=keep,
	)


def work(name: str, keep: bool) -> None:
	"""Do the work as the user who started it. Commits."""
	if not frappe.db.sql("select get_lock(%s, 0)", lock_of(name))[0][0]:
		return
	try:
		doc = frappe.get_doc(DOCTYPE, name)
		frappe.local.lang = get_user_lang(frappe.session.user)
		if doc.status in RUNNING:
			take_through(doc, keep)
	finally:
		frappe.db.sql("select release_lock(%s)", lock_of(name))


def take_through(doc: Document, keep: bool) -> None:
	progress = Progress(doc.name, frappe.session.user)
	path = path_of(doc)
	try:
		result = import_workbook(
			path,
			doc.source_system,
			progress,
			keep=keep,
			on_success=lambda outcome: finish(doc, IMPORTED, outcome),
		)
	except WorkbookRefused as refused:
		result = Result(Outcome(), [Problem("", 0, "", str(refused))])
	except ImportStopped:
		result = fail(doc, _("The database was too busy. Nothing was imported: try again."))
	except Exception:
		frappe.db.rollback()
		frappe.log_error("Import of a workbook")
		result = fail(
			doc, _("An unexpected error. Nothing was imported: tell whoever looks after this site.")
		)
	if result and result.is_kept:
		if doc.remove_when_imported:
			remove_files(doc)
	elif result:
		tell(doc, path, result)
	frappe.db.commit()
	progress.end()


def finish(doc: Document, status: str, outcome: Outcome, **more) -> None:
	doc.db_set(
		{
			"status": status,
			"finished_on": now_datetime(),
			"rows_total": outcome.total,
			"rows_imported": outcome.new if status == IMPORTED else 0,
			"rows_unchanged": outcome.unchanged,
			**more,
		}
	)


def fail(doc: Document, reason: str) -> None:
	doc.db_set({"status": FAILED, "finished_on": now_datetime(), "failure": reason})


def tell(doc: Document, path: Path, result: Result) -> None:
	"""Enter what is wrong, here and in a copy of the workbook."""
	problems = result.problems
	finish(
		doc,
		PROBLEMS if problems else CHECKED,
		result.outcome,
		problem_count=len(problems),
		problems=json.dumps([problem.as_dict() for problem in problems[:MOST_STORED]]),
	)
	if any(problem.sheet for problem in problems):
		attach_marked(doc, path, problems)


def attach_marked(doc: Document, path: Path, problems: list[Problem]) -> None:
	with tempfile.TemporaryDirectory() as folder:
		copy = Path(folder) / "marked.xlsx"
		write_marked(path, copy, problems)
		file = frappe.get_doc(
			doctype="File",
			file_name="problems.xlsx",
			attached_to_doctype=DOCTYPE,
			attached_to_name=doc.name,
			attached_to_field="marked_workbook",
			is_private=1,
			content=copy.read_bytes(),
		).insert()
	doc.db_set("marked_workbook", file.file_url)


def look(doc: Document) -> None:
	"""Enter that the work has died, if it has: then nothing was imported."""
	if doc.status in RUNNING and not is_alive(doc):
		# It may have ended between both looks.
		status = frappe.db.get_value(DOCTYPE, doc.name, "status", for_update=True)
		if status in RUNNING:
			fail(doc, _("The work was broken off. Nothing was imported: start it again."))


def is_alive(doc: Document) -> bool:
	"""Whether somebody holds the lock, which ends with the process, or the work has yet to begin."""
	if frappe.db.sql("select is_used_lock(%s)", lock_of(doc.name))[0][0]:
		return True
	if str(get_job_status(job_id(doc.name)) or "").rpartition(".")[2].lower() in ("queued", "deferred"):
		return True
	return get_datetime(doc.started_on) > add_to_date(now_datetime(), seconds=-SECONDS_TO_BEGIN)


def job_id(name: str) -> str:
	return f"css_import_{name}"


def lock_of(name: str) -> str:
	"""Names of locks are common to all sites of the database server."""
	return hashlib.sha256(f"{frappe.conf.db_name} css_import {name}".encode()).hexdigest()[:60]


def path_of(doc: Document) -> Path:
	return Path(file_of(doc, "workbook").get_full_path())


def file_of(doc: Document, fieldname: str) -> Document:
	"""The file that is attached to this record, and to no other.

	Raises:
		ImportRefused: there is none.
	"""
	name = doc.get(fieldname) and frappe.db.get_value(
		"File",
		{
			"file_url": doc.get(fieldname),
			"attached_to_doctype": DOCTYPE,
			"attached_to_name": doc.name,
			"is_private": 1,
		},
	)
	if not name:
		refuse(_("The workbook is not attached to this record. Upload it here."))
	return frappe.get_doc("File", name)


def remove_files(doc: Document) -> None:
	for fieldname in FILES:
		remove_file(doc, fieldname)


def remove_file(doc: Document, fieldname: str) -> None:
	if doc.get(fieldname):
		frappe.delete_doc("File", file_of(doc, fieldname).name, ignore_permissions=True, force=True)
		doc.db_set(fieldname, None)


def refuse(text: str) -> None:
	frappe.throw(text, ImportRefused, title=_("Import"))
