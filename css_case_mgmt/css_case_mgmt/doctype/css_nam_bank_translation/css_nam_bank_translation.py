from frappe.model.document import Document


class CSSNAMBankTranslation(Document):
	pass
