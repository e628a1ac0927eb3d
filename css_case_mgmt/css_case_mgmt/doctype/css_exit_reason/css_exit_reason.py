from frappe.model.document import Document


class CSSExitReason(Document):
	pass
