from frappe.model.document import Document


class CSSClientSearchKey(Document):
	pass
