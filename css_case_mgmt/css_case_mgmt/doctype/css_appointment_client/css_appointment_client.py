import frappe
from frappe.model.document import Document


class CSSAppointmentClient(Document):
	"""Who is to come to an appointment (R-505)."""


def on_doctype_update() -> None:
	# Everything planned with a client: her file, overlaps, what she leaves with a case.
	frappe.db.add_index("CSS Appointment Client", ["client", "parent"])
