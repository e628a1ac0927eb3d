from frappe.model.document import Document


class CSSClientLanguage(Document):
	pass
