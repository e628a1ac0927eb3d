from frappe.model.document import Document


class CSSGoalSetback(Document):
	pass
