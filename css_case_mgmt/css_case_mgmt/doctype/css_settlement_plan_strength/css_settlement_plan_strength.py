from frappe.model.document import Document


class CSSSettlementPlanStrength(Document):
	pass
