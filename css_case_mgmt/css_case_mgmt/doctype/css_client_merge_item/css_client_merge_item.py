from frappe.model.document import Document


class CSSClientMergeItem(Document):
	pass
