from frappe.model.document import Document


class CSSEligibilityAssessmentMember(Document):
	pass
