from frappe.model.document import Document


class CSSFactorofSettlementTranslation(Document):
	pass
