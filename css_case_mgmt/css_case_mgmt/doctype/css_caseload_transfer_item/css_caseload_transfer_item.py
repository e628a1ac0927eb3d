from frappe.model.document import Document


class CSSCaseloadTransferItem(Document):
	pass
