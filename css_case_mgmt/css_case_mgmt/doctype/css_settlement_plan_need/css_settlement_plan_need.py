from frappe.model.document import Document


class CSSSettlementPlanNeed(Document):
	pass
