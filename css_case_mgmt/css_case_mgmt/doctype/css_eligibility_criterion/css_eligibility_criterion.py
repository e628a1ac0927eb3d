from frappe.model.document import Document


class CSSEligibilityCriterion(Document):
	pass
