from frappe.model.document import Document


class CSSSiteHoliday(Document):
	pass
