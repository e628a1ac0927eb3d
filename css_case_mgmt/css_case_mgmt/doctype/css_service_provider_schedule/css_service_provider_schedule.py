from frappe.model.document import Document


class CSSServiceProviderSchedule(Document):
	pass
