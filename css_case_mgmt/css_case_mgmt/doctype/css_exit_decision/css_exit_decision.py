from frappe.model.document import Document


class CSSExitDecision(Document):
	pass
