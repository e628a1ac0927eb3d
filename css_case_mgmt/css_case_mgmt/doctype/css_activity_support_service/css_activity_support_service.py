from frappe.model.document import Document


class CSSActivitySupportService(Document):
	pass
