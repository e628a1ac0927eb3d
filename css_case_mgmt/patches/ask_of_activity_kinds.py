"""The seeded kinds of activities that ask for more say so, where no admin has said otherwise (R-231, R-320)."""

import frappe

from css_case_mgmt.setup.seeding import read_seeds


def execute() -> None:
	for values in read_seeds("activity_types.json"):
		unsaid = {"name": values["activity_type"], "asks_for": ("is", "not set")}
		if values.get("asks_for") and frappe.db.exists("CSS Activity Type", unsaid):
			frappe.db.set_value("CSS Activity Type", values["activity_type"], "asks_for", values["asks_for"])
