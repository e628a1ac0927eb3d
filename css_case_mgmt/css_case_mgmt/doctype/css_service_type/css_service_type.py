from frappe.model.document import Document


class CSSServiceType(Document):
	pass
