from frappe.model.document import Document


class CSSServiceProviderLocation(Document):
	pass
