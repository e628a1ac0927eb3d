from frappe.model.document import Document


class CSSGlossaryTerm(Document):
	"""A word or an acronym of the guide, in the agency's own words (R-010, R-011)."""
