from frappe.model.document import Document


class CSSReferralReturnReason(Document):
	pass
