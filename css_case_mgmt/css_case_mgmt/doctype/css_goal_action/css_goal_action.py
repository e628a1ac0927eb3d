from frappe.model.document import Document


class CSSGoalAction(Document):
	pass
