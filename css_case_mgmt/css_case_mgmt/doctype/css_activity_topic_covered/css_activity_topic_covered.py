from frappe.model.document import Document


class CSSActivityTopicCovered(Document):
	pass
