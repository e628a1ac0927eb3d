from frappe.model.document import Document


class CSSDemoRecord(Document):
	pass
