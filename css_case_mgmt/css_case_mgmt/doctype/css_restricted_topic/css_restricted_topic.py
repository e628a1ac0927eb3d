from frappe.model.document import Document


class CSSRestrictedTopic(Document):
	pass
