from frappe.model.document import Document


class CSSClientRAPNeed(Document):
	pass
