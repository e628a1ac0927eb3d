"""Copies of what was entered in the wrong file, made in the right case as if it had been entered there (R-503)."""

import frappe
from frappe.model.document import Document
from frappe.utils import getdate

from css_case_mgmt.api.activity import rows_for
from css_case_mgmt.case_document import opaque_name

ACTIVITY, ADDENDUM, DOCUMENT, RESTRICTED = (
	"CSS Activity",
	"CSS Note Addendum",
	"CSS Client Document",
	"CSS Restricted Note",
)
# Whose note it is and when it was written stays as it was.
SIGNED = ("final_on", "entered_on", "author_initials", "caseworker")
OF_ACTIVITY = (
	"audience",
	"activity_type",
	"activity_date",
	"method",
	"successful",
	"attempt_result",
	"location_kind",
	"duration_minutes",
	"purpose",
	"visit_time",
	"visit_address",
	"living_conditions",
	"accompanied_to",
	"cannot_alone_reason",
	"skill_practised",
	"ccb_potential",
	"interpreter",
	"by_telephone",
	"sensitive_topic",
	"unsigned_reason",
	"interpreted_by_worker",
	"urgency_reason",
	"note",
	"problem",
	"is_late",
	"late_reason",
	"informal_notes_destroyed_on",
	*SIGNED,
)
OF_NOTE = ("noted_on", "topic", "note", *SIGNED)
OF_DOCUMENT = ("document_kind", "received_on", "is_copy", "original_is", "sent_to", "sent_reason", "remark")


def copy_activity(activity: Document, css_case: str, clients: list[str]) -> Document:
	"""The activity in the right case, with who took part there; what it refers to in the wrong case stays there."""
	copy = new_copy(activity, OF_ACTIVITY, css_case)
	copy.draft_status = "Open"
	copy.set("participants", rows_for(css_case, clients, getdate(activity.activity_date)))
	copy.set("topics", [{"topic": row.topic} for row in activity.topics])
	copy.set("support_services", [{"service": row.service} for row in activity.support_services])
	copy.insert()
	for name in frappe.get_all(DOCUMENT, filters={"activity": activity.name}, pluck="name"):
		copy_document(frappe.get_doc(DOCUMENT, name), css_case, clients, activity=copy.name)
	copy.submit()
	copy_addenda(activity, copy)
	copy_files(activity, copy)
	return copy


def copy_restricted_note(note: Document, css_case: str, clients: list[str]) -> Document:
	"""The restricted note about another client."""
	copy = new_copy(note, OF_NOTE, css_case)
	copy.client = clients[0]
	copy.insert()
	copy.submit()
	copy_addenda(note, copy)
	copy_files(note, copy)
	return copy


def copy_document(
	document: Document, css_case: str, clients: list[str], *, activity: str | None = None
) -> Document:
	"""The paper of another client, with a file of its own."""
	copy = new_copy(document, OF_DOCUMENT, css_case)
	copy.update({"client": clients[0], "activity": activity, "name": opaque_name()})
	stored = frappe.get_doc("File", {"file_url": document.attachment})
	copy.attachment = attach_copy(stored, copy).file_url
	return copy.insert(set_name=copy.name)


def new_copy(record: Document, fieldnames: tuple[str, ...], css_case: str) -> Document:
	copy = frappe.new_doc(record.doctype)
	copy.update({fieldname: record.get(fieldname) for fieldname in fieldnames})
	copy.css_case = css_case
	copy.flags.is_moved = True
	return copy


def copy_addenda(record: Document, copy: Document) -> None:
	for row in frappe.get_all(
		ADDENDUM,
		filters={"reference_doctype": record.doctype, "reference_name": record.name},
		fields=["written_by", "written_on", "written_at_utc", "author_initials", "text"],
		order_by="creation asc",
	):
		addendum = frappe.get_doc(
			doctype=ADDENDUM,
			css_case=copy.css_case,
			reference_doctype=copy.doctype,
			reference_name=copy.name,
			**row,
		)
		addendum.flags.is_moved = True
		addendum.insert()


def copy_files(record: Document, copy: Document) -> None:
	"""What was attached to the record itself."""
	attached = {"attached_to_doctype": record.doctype, "attached_to_name": record.name}
	for name in frappe.get_all("File", filters=attached, pluck="name"):
		attach_copy(frappe.get_doc("File", name), copy)


def attach_copy(stored: Document, copy: Document) -> Document:
	"""A file of its own: whoever opens it learns nothing of the other."""
	return frappe.get_doc(
		doctype="File",
		file_name=stored.file_name,
		content=stored.get_content(),
		attached_to_doctype=copy.doctype,
		attached_to_name=copy.name,
		is_private=1,
	).insert()
