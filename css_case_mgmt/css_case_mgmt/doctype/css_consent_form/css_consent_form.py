from frappe.model.document import Document


class CSSConsentForm(Document):
	pass
