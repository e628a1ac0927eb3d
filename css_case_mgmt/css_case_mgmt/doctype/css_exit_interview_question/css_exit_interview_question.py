from frappe.model.document import Document


class CSSExitInterviewQuestion(Document):
	pass
