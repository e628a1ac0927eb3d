from frappe.model.document import Document


class CSSSeedRecord(Document):
	pass
