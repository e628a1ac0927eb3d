from frappe.model.document import Document


class CSSLanguage(Document):
	pass
