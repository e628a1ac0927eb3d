from frappe.model.document import Document


class CSSInterpreterLanguage(Document):
	pass
