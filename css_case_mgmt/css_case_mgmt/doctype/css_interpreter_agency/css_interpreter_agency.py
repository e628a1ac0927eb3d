from frappe.model.document import Document


class CSSInterpreterAgency(Document):
	pass
