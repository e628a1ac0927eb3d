from frappe.model.document import Document


class CSSEnrolmentLevel(Document):
	pass
