from frappe.model.document import Document


class CSSServiceProviderLanguage(Document):
	pass
