"""What requests send, as Python means it."""

from frappe.utils import cint, sbool


def is_yes(value: object) -> bool:
	"""Whether a check box was ticked: forms send 1 or "1", scripts true or "true"; anything else is no."""
	return cint(sbool(value)) == 1
