from frappe.model.document import Document


class CSSDisclosureGround(Document):
	pass
