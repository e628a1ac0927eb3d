from frappe.model.document import Document


class CSSReadinessIndicator(Document):
	pass
