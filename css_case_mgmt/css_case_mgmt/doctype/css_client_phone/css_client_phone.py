from frappe.model.document import Document


class CSSClientPhone(Document):
	pass
