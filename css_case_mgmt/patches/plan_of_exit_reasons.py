"""The seeded reasons for an exit say what each asks for, where no admin has changed them (R-371, R-376)."""

import frappe

from css_case_mgmt.setup.seeding import read_seeds

REASON = "CSS Exit Reason"


def execute() -> None:
	for values in read_seeds("exit_reasons.json"):
		said = {
			fieldname: values[fieldname] for fieldname in ("is_planned", "asks_for") if fieldname in values
		}
		unsaid = {"name": values["exit_reason"], "is_planned": 0, "asks_for": ("is", "not set")}
		if said and is_as_seeded(values["exit_reason"]) and frappe.db.exists(REASON, unsaid):
			frappe.db.set_value(REASON, values["exit_reason"], said, update_modified=False)


def is_as_seeded(reason: str) -> bool:
	"""Nobody has saved it since."""
	stored = frappe.db.get_value(REASON, reason, ["creation", "modified"], as_dict=True)
	return bool(stored) and stored.creation == stored.modified
