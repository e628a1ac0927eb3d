from frappe.model.document import Document


class CSSNAMAssessmentAnswer(Document):
	pass
