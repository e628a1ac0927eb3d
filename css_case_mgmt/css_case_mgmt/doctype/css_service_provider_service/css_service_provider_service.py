from frappe.model.document import Document


class CSSServiceProviderService(Document):
	pass
