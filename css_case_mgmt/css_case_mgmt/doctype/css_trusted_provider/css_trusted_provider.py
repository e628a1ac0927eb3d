from frappe.model.document import Document


class CSSTrustedProvider(Document):
	pass
