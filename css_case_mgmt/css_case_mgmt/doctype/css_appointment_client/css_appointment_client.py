from frappe.model.document import Document


class CSSAppointmentClient(Document):
	pass
