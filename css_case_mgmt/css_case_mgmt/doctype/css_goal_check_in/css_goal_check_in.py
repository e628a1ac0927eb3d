from frappe.model.document import Document


class CSSGoalCheckIn(Document):
	pass
