from frappe.model.document import Document


class CSSReferralStep(Document):
	pass
