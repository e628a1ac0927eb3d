from frappe.model.document import Document


class CSSStrengthCategory(Document):
	pass
