from frappe.model.document import Document


class CSSStaffLanguage(Document):
	pass
