from frappe.model.document import Document


class CSSGBAPlusGroup(Document):
	pass
