"""Reasons for an exit that were seeded before they asked for anything (R-371, R-376)."""

import frappe

from css_case_mgmt.patches.plan_of_exit_reasons import execute
from css_case_mgmt.tests import SiteTestCase

REASON = "CSS Exit Reason"
FIELDS = ("is_planned", "asks_for")


class TestPatch(SiteTestCase):
	def values_of(self, reason: str) -> tuple:
		return tuple(frappe.db.get_value(REASON, reason, FIELDS))

	def test_seeded_earlier(self):
		"""Each says what the seeds say; what an admin has saved since, or renamed, stays as it is."""
		for name in frappe.get_all(REASON, pluck="name"):
			blank = {"is_planned": 0, "asks_for": None}
			frappe.db.set_value(REASON, name, blank, update_modified=False)
		changed = frappe.get_doc(REASON, "Lost Contact")
		changed.position = 40
		changed.save(ignore_permissions=True)
		own = frappe.get_doc(doctype=REASON, exit_reason="Went Home", position=90).insert()
		execute()
		self.assertEqual(self.values_of("Graduated"), (1, None))
		self.assertEqual(self.values_of("Died")[1], "Day of Death")
		self.assertFalse(self.values_of("Lost Contact")[1])
		self.assertFalse(self.values_of(own.name)[1])
		execute()
		self.assertEqual(self.values_of("Moved")[1], "Destination")

	def test_what_an_admin_said_stays(self):
		"""An admin's other choice is not overwritten."""
		frappe.db.set_value(REASON, "Moved", "asks_for", "Contact Attempts", update_modified=False)
		execute()
		self.assertEqual(self.values_of("Moved")[1], "Contact Attempts")
