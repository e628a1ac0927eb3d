from frappe.model.document import Document


class CSSActivityParticipant(Document):
	pass
