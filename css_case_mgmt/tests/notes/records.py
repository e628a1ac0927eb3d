"""Notes for tests."""

import frappe

from css_case_mgmt.tests.contacts.records import make_activity
from css_case_mgmt.tests.factories import today


def make_note(css_case: str, *clients: str, note: str = "Spoke about the lease.", **values):
	"""A final check-in by telephone with a note."""
	return make_activity(css_case, *clients, note=note, **values)


def make_addendum(record, text: str = "The lease was signed."):
	"""Something added to a final note."""
	return frappe.get_doc(
		doctype="CSS Note Addendum",
		css_case=record.css_case,
		reference_doctype=record.doctype,
		reference_name=record.name,
		text=text,
	).insert()


def make_restricted_note(css_case: str, client: str, *, is_final: bool = True, **values):
	"""A note for few."""
	values = {"topic": "Safety at Home", "note": "For few.", "noted_on": today(), **values}
	note = frappe.get_doc(doctype="CSS Restricted Note", css_case=css_case, client=client, **values)
	return note.submit() if is_final else note.insert()
