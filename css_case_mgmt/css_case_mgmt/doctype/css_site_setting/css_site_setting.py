from frappe.model.document import Document


class CSSSiteSetting(Document):
	pass
