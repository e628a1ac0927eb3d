from frappe.model.document import Document


class CSSDocumentKind(Document):
	pass
