from frappe.model.document import Document


class CSSServiceProvider(Document):
	pass
