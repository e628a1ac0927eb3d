from frappe.model.document import Document


class CSSNAMBankMappingLine(Document):
	pass
