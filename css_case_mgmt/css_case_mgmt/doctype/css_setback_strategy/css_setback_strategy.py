from frappe.model.document import Document


class CSSSetbackStrategy(Document):
	pass
