from frappe.model.document import Document


class CSSActivityType(Document):
	pass
