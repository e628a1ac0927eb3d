"""Final notes: addenda, open problems, and the papers that are notes (R-265, R-274, R-277, R-281)."""

import frappe
from frappe import _

from css_case_mgmt.api.client_file import readable
from css_case_mgmt.api.permission import require
from css_case_mgmt.case_notes import full_names
from css_case_mgmt.css_case_mgmt.doctype.css_note_addendum.css_note_addendum import ADDS_TO
from css_case_mgmt.css_case_mgmt.doctype.css_wrong_file_correction.css_wrong_file_correction import CORRECTED
from css_case_mgmt.rules.case_notes import is_late
from css_case_mgmt.settings import get_setting, site_today

ACTIVITY, ADDENDUM, CORRECTION, DOCUMENT, RESTRICTED = (
	"CSS Activity",
	"CSS Note Addendum",
	"CSS Wrong File Correction",
	"CSS Client Document",
	"CSS Restricted Note",
)
LATEST = "creation desc"


@frappe.whitelist(methods=["GET", "POST"])
def get_panel(doctype: str, name: str) -> dict:
	"""What stands under a note: its addenda, where a copy is that belongs elsewhere, the papers that hold it, and
	what the reader may do about it.

	Args:
		doctype: an activity, an assessment, a restricted note or a client document.
		name: of one that the reader may read.
	"""
	if doctype not in (*ADDS_TO, DOCUMENT):
		frappe.throw(_("You have no permission for this: {0}").format(_(doctype)), frappe.PermissionError)
	require(doctype)
	record = frappe.get_doc(doctype, name)
	record.check_permission("read")
	in_error = record.get("marked_in_error_on")
	is_final = doctype == DOCUMENT or record.docstatus == 1
	may_write = bool(record.has_permission("write"))
	return {
		"addenda": addenda_in_words(record.name),
		"may_add": is_final and may_write and not in_error and doctype in ADDS_TO,
		"marked_in_error_on": in_error,
		"may_mark": is_final
		and may_write
		and not in_error
		and doctype in CORRECTED
		and bool(frappe.has_permission(CORRECTION, "create")),
		"correction": correction_of(record.name),
		"moved_from": moved_from(record.name),
		"papers": readable(
			DOCUMENT,
			{"activity": record.name, "marked_in_error_on": ("is", "not set")},
			["name", "document_kind", "attachment"],
			"creation asc",
		)
		if doctype == ACTIVITY
		else [],
		"restricted_notes": restricted_of(record.name) if doctype == ACTIVITY else [],
		"may_restrict": doctype == ACTIVITY
		and not in_error
		and bool(frappe.has_permission(RESTRICTED, "create"))
		and may_write,
	}


def addenda_in_words(name: str) -> list[dict]:
	fields = ["name", "text", "written_on", "written_by", "author_initials"]
	rows = readable(ADDENDUM, {"reference_name": name}, fields, "creation asc")
	names = full_names({row.written_by for row in rows})
	return [
		{
			"name": row.name,
			"text": row.text,
			"written_on": row.written_on,
			"author_initials": row.author_initials,
			"author": names.get(row.written_by),
		}
		for row in rows
	]


def correction_of(name: str) -> dict | None:
	"""The correction of a record, if the reader may read it: whoever reads both files."""
	fields = ["name", "reason", "right_case", "moved_to_name", "reference_doctype", "breach_considered"]
	return next(iter(readable(CORRECTION, {"reference_name": name}, fields, LATEST)), None)


def moved_from(name: str) -> dict | None:
	"""Where a copy comes from, for whoever reads both files."""
	fields = ["name", "reference_doctype", "reference_name"]
	return next(iter(readable(CORRECTION, {"moved_to_name": name}, fields, LATEST)), None)


def restricted_of(name: str) -> list[dict]:
	"""Restricted notes that belong to an activity: none, and no hint of any, for whoever may not read them."""
	fields = ["name", "noted_on", "docstatus"]
	return readable(RESTRICTED, {"activity": name}, fields, "creation asc")


@frappe.whitelist(methods=["POST"])
def add_addendum(doctype: str, name: str, text: str) -> str:
	"""Add to a final note, and return the name of the addendum (R-265).

	Args:
		doctype: an activity, an assessment or a restricted note.
		name: of one that the user may write.
		text: what is added, kept exactly as typed.

	Raises:
		frappe.PermissionError: the user may not add to it.
		frappe.ValidationError: it is not final, or was entered in the wrong file.
	"""
	require(ADDENDUM, "create")
	if doctype not in ADDS_TO:
		frappe.throw(_("Nothing is added to this kind of record."), frappe.PermissionError)
	record = frappe.get_doc(doctype, name)
	record.check_permission("write")
	addendum = frappe.get_doc(
		doctype=ADDENDUM,
		css_case=record.css_case,
		reference_doctype=doctype,
		reference_name=name,
		text=text,
	)
	return addendum.insert().name


@frappe.whitelist(methods=["GET", "POST"])
def get_open_problems(css_case: str) -> list[dict]:
	"""The problems of a family that no final activity has resolved, the oldest first (R-274).

	Args:
		css_case: a CSS Case that the reader may read.
	"""
	require(ACTIVITY)
	frappe.get_doc("CSS Case", css_case).check_permission("read")
	return frappe.get_list(
		ACTIVITY,
		filters={"css_case": css_case, "problem_status": "Open"},
		fields=["name", "problem", "activity_date", "activity_type"],
		order_by="activity_date asc",
		limit=0,
	)


@frappe.whitelist(methods=["GET", "POST"])
def get_writing_help(css_case: str, activity_date: str | None = None) -> dict:
	"""What the form says about writing at the site of a case: the headings, the person, and whether an entry of
	that day is late (R-262, R-271, R-283).

	Args:
		css_case: a CSS Case that the reader may read.
		activity_date: the day of the event.
	"""
	case = frappe.get_doc("CSS Case", css_case)
	case.check_permission("read")
	today = site_today(case.site)
	on = frappe.utils.getdate(activity_date) if activity_date else today
	return {
		"headings": get_setting("note_headings", case.site) == "SNAP",
		"person": get_setting("note_person", case.site),
		"is_late": is_late(on, today, get_setting("late_entry_days", case.site)),
		"days": (today - on).days,
	}


@frappe.whitelist(methods=["POST"])
def record_print(css_case: str) -> None:
	"""The case notes are being printed for the paper file (R-279).

	Args:
		css_case: a CSS Case that the user may print.
	"""
	case = frappe.get_doc("CSS Case", css_case)
	case.check_permission("print")
	if case.has_permission("write"):
		case.db_set("notes_printed_on", site_today(case.site), update_modified=False)
