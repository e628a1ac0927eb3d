from frappe.model.document import Document


class CSSFrameworkGroup(Document):
	pass
