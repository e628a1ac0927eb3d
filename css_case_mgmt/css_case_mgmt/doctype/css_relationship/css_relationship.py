from frappe.model.document import Document


class CSSRelationship(Document):
	pass
