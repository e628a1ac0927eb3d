from frappe.model.document import Document


class CSSClientName(Document):
	pass
