from frappe.model.document import Document


class CSSSettlementPlanReview(Document):
	pass
