from frappe.model.document import Document


class CSSReferralExplained(Document):
	pass
