from frappe.model.document import Document


class CSSImmigrationCategory(Document):
	pass
