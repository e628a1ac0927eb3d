import frappe
from frappe.model.document import Document


class CSSClientSearchKey(Document):
	"""A key under which a client is found as a possible duplicate (R-073); `css_case_mgmt.search_keys` writes it."""


def on_doctype_update() -> None:
	# The search reads the index alone.
	frappe.db.add_index("CSS Client Search Key", ["search_key", "parent"])
