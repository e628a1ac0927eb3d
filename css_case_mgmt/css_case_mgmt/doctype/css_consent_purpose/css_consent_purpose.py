from frappe.model.document import Document


class CSSConsentPurpose(Document):
	pass
