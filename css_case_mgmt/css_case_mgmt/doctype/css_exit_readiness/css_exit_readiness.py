from frappe.model.document import Document


class CSSExitReadiness(Document):
	pass
