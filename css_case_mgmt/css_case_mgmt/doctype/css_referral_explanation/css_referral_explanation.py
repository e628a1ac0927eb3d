from frappe.model.document import Document


class CSSReferralExplanation(Document):
	pass
