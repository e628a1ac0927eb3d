from frappe.model.document import Document


class CSSLegalStatus(Document):
	pass
