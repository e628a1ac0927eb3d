"""Site tests: a real site, a real database. What a class sets up lasts for the class, what a test does is
rolled back after it, and nothing is left when the class ends."""

import frappe

try:
	from frappe.tests import IntegrationTestCase as FrappeSiteTestCase
except ImportError:
	from frappe.tests.utils import FrappeTestCase as FrappeSiteTestCase

SAVEPOINT = "before_each_test"


class SiteTestCase(FrappeSiteTestCase):
	def setUp(self) -> None:
		super().setUp()
		frappe.db.savepoint(SAVEPOINT)
		self.addCleanup(self.roll_back)

	def roll_back(self) -> None:
		frappe.set_user("Administrator")
		frappe.db.rollback(save_point=SAVEPOINT)
		for doctype in ("CSS Settings", "CSS Site"):
			frappe.clear_document_cache(doctype)


__all__ = ["SiteTestCase"]
