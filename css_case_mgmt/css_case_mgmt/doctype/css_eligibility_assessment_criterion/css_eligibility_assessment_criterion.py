from frappe.model.document import Document


class CSSEligibilityAssessmentCriterion(Document):
	pass
