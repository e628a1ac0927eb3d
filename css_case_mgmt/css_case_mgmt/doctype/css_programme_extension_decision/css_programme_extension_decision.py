from frappe.model.document import Document


class CSSProgrammeExtensionDecision(Document):
	pass
