from frappe.model.document import Document


class CSSNAMBankOption(Document):
	pass
