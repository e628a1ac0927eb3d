from frappe.model.document import Document


class CSSActivityTopic(Document):
	pass
