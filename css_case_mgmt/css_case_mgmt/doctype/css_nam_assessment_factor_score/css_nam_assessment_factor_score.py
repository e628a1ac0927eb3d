from frappe.model.document import Document


class CSSNAMAssessmentFactorScore(Document):
	pass
