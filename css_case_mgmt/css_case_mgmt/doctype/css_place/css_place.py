from frappe.model.document import Document


class CSSPlace(Document):
	pass
