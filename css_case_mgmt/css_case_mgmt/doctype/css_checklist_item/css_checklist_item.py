from frappe.model.document import Document


class CSSChecklistItem(Document):
	pass
