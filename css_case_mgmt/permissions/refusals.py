"""Ways of Frappe's that would carry client data past the permission code, closed (D-19)."""

import frappe
from frappe import _
from frappe.model.document import Document

from css_case_mgmt.permissions.conditions import is_reachable
from css_case_mgmt.permissions.live_reports import reads_client_data
from css_case_mgmt.permissions.registry import CLIENT_BEARING, REFERENCING


class SharingRefused(frappe.PermissionError):
	"""Frappe's sharing would override the case's access records."""


class ReportRunsLive(frappe.ValidationError):
	"""A stored report outlives the right to read it."""


def refuse_sharing(doc: Document, _event: str | None = None) -> None:
	"""DocShare and share keys open a document past every check (D-19)."""
	if (doc.get("share_doctype") or doc.get("reference_doctype")) in CLIENT_BEARING:
		frappe.throw(
			_("Client files are not shared here. Ask the manager to add a Case Access record instead."),
			SharingRefused,
			title=_("Sharing is off"),
		)


def refuse_tags(doc: Document, _event: str | None = None) -> None:
	"""A tag's text is seen by everybody."""
	if doc.document_type in CLIENT_BEARING:
		frappe.throw(
			_("Tags can be read by everybody, so client files have none."),
			frappe.PermissionError,
			title=_("No tags here"),
		)


def keep_reader_from_writing(doc: Document, _event: str | None = None) -> None:
	"""Comments and tasks are part of the file: a monitor, or a stranger who knows the name of a
	document, adds none (R-504). Frappe asks for the right to read at most."""
	doctype, name = (doc.get(column) for column in REFERENCING[doc.doctype])
	if doctype not in CLIENT_BEARING or is_made_by_frappe(doc) or doc.flags.asked_by_the_app:
		return
	if not is_reachable(doctype, name, frappe.session.user, write=True):
		frappe.throw(
			_("You may not add to this record. Ask the caseworker or the manager."),
			frappe.PermissionError,
			title=_("Read only"),
		)


def refuse_row_alone(doc: Document, _event: str | None = None) -> None:
	"""A row is saved with its document, whose controller says what may change. Frappe saves one on its own too: for
	whoever may write the document that the request names as its parent, be the row of another family's (D-19, D-24)."""
	frappe.throw(
		_("This is a row of another record. Change it there."),
		frappe.PermissionError,
		title=_("Not permitted"),
	)


def keep_part_of_file(doc: Document, _event: str | None = None) -> None:
	"""Frappe copies what is deleted into a table that administrators read (D-14)."""
	doctype = doc.get(REFERENCING[doc.doctype][0])
	if doctype in CLIENT_BEARING and not is_made_by_frappe(doc):
		frappe.throw(
			_("This is part of a client's file and is kept. Write a correction beside it."),
			title=_("Records are kept"),
		)


def is_made_by_frappe(doc: Document) -> bool:
	"""Notes of the timeline, such as who liked or assigned something."""
	return doc.doctype == "Comment" and doc.comment_type != "Comment"


def unfollow(doc: Document, _event: str | None = None) -> None:
	"""Followers get the changes of a document by e-mail, whoever they are by then."""
	if doc.ref_doctype in CLIENT_BEARING:
		frappe.db.delete("Document Follow", {"name": doc.name})


def refuse_stored_report(doc: Document, _event: str | None = None) -> None:
	"""Prepared and e-mailed reports keep client data outside the permission code (R-412)."""
	report = doc.get("report_name") or doc.get("report")
	module, doctype = frappe.db.get_value("Report", report, ["module", "ref_doctype"]) or (None, None)
	if not reads_client_data(module, doctype):
		return
	frappe.throw(
		_("This report shows what you may read now and is not stored or e-mailed. Open it again."),
		ReportRunsLive,
		title=_("Report runs live"),
	)


def keep_clients_out_of_notification(doc: Document, _event: str | None = None) -> None:
	"""A notification is mailed and shown on locked screens: it says where to look, not what is there."""
	if doc.document_type not in CLIENT_BEARING:
		return
	doc.subject = _("There is news in a {0}").format(_(doc.document_type))
	doc.email_content = None


def refuse_printed_attachment(doc: Document, _event: str | None = None) -> None:
	"""An alert must not attach the document itself to an e-mail."""
	if doc.attach_print and doc.document_type in CLIENT_BEARING:
		frappe.throw(
			_("Client records cannot be attached to e-mail. Clear Attach Print."), title=_("No attachments")
		)
