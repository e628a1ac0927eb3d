from frappe.model.document import Document


class CSSClientAddress(Document):
	pass
