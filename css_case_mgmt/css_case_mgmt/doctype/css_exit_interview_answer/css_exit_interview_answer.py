from frappe.model.document import Document


class CSSExitInterviewAnswer(Document):
	pass
