from frappe.model.document import Document


class CSSGBAPlusProfileGroup(Document):
	pass
