from frappe.model.document import Document


class CSSOfferedService(Document):
	pass
