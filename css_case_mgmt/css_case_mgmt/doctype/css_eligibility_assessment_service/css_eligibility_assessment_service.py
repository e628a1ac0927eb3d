from frappe.model.document import Document


class CSSEligibilityAssessmentService(Document):
	pass
