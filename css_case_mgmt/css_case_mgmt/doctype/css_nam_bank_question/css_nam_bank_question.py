from frappe.model.document import Document


class CSSNAMBankQuestion(Document):
	pass
