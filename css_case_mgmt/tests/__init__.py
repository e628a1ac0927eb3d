"""Site tests: a real site, a real database. What a class sets up lasts for the class, what a test does is
rolled back after it, and nothing is left when the class ends but the cast: making a user clears every cache,
so those whom many tests need are made once."""

from collections.abc import Callable

import frappe

try:
	from frappe.tests import IntegrationTestCase as FrappeSiteTestCase
except ImportError:
	from frappe.tests.utils import FrappeTestCase as FrappeSiteTestCase

SAVEPOINT = "before_each_test"


class SiteTestCase(FrappeSiteTestCase):
	@classmethod
	def setUpClass(cls) -> None:
		from css_case_mgmt.tests.factories import make_cast

		make_cast()
		super().setUpClass()

	def setUp(self) -> None:
		super().setUp()
		frappe.db.savepoint(SAVEPOINT)
		self.addCleanup(self.roll_back)

	def roll_back(self) -> None:
		frappe.set_user("Administrator")
		frappe.db.rollback(save_point=SAVEPOINT)
		for doctype in ("CSS Settings", "CSS Site"):
			frappe.clear_document_cache(doctype)

	def count_queries(self, call: Callable, *args) -> int:
		"""How many times a call asks the database."""
		queries = []
		send = frappe.db.sql

		def counting(*args, **kwargs):
			queries.append(args)
			return send(*args, **kwargs)

		frappe.db.sql = counting
		try:
			call(*args)
		finally:
			frappe.db.sql = send
		return len(queries)


__all__ = ["SiteTestCase"]
