from frappe.model.document import Document


class CSSAutonomyLevel(Document):
	pass
