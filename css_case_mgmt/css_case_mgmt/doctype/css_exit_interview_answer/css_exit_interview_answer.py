from frappe.model.document import Document

from css_case_mgmt.case_document import KeptAsTyped


class CSSExitInterviewAnswer(KeptAsTyped, Document):
	"""What the client said to one question, exactly as it was said (R-262, R-363)."""
