from frappe.model.document import Document


class CSSGroupMessageRecipient(Document):
	pass
