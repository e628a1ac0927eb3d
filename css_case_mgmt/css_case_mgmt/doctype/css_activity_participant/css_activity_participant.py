import frappe
from frappe.model.document import Document


class CSSActivityParticipant(Document):
	"""Who took part, under whom a child is documented, and whether it was a contact with this person (R-234, D-09)."""


def on_doctype_update() -> None:
	# The contacts of a client, the last of them, and the activities that they were: every count of contacts.
	frappe.db.add_index(
		"CSS Activity Participant",
		["client", "docstatus", "successful", "contact_on", "parent"],
		"contacts_of_client",
	)
	frappe.db.add_index("CSS Activity Participant", ["documented_under"])
