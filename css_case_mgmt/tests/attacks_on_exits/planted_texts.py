"""A family that leaves, with the same text wherever somebody can type one."""

import frappe
from frappe.model.document import Document
from frappe.utils import add_months

from css_case_mgmt.tests.contacts.records import make_activity
from css_case_mgmt.tests.exits.records import Leaving, make_enrolled, make_ready
from css_case_mgmt.tests.plan.records import make_goal

TYPED = ("Data", "Small Text", "Text", "Long Text")
# Frappe's own page around a paper shows the title, which the app alone writes; of some texts others take a part.
WRITTEN_BY_THE_APP = ("title", "information", "purpose", "workflow_state", "file_number", "need_code")


def make_leaving() -> tuple[Leaving, Document]:
	"""Somebody who is ready to leave with everything on file, and an activity with a note."""
	leaving = make_ready()
	plan = frappe.get_doc("CSS Settlement Plan", {"enrolment": leaving.enrolment.name})
	make_goal(plan, vision="Own money", actions=[{"action": "Ask", "responsible": "Client"}])
	return leaving, make_activity(leaving.case, leaving.client, note="Spoke about the move")


def make_extension() -> Document:
	"""A longer stay that is asked for, of somebody else."""
	_case, _client, enrolment = make_enrolled(months=23)
	return frappe.get_doc(
		doctype="CSS Programme Extension",
		enrolment=enrolment.name,
		extended_until=add_months(enrolment.enrolment_date, 30),
		reason="Needs longer",
		support="Weekly",
	).insert()


def write_into(document: Document, text: str) -> None:
	"""Past the controllers, as an import of an older version or another app may have done."""
	document.reload()
	for row in (document, *document.get_all_children()):
		typed = [
			field.fieldname
			for field in row.meta.fields
			if field.fieldtype in TYPED and not field.options and field.fieldname not in WRITTEN_BY_THE_APP
		]
		if typed:
			frappe.db.set_value(
				row.doctype, row.name, {fieldname: text for fieldname in typed}, update_modified=False
			)
	document.reload()
