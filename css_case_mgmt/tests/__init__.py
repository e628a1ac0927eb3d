"""Site tests: a real site, a real database; each class is rolled back."""

try:
	from frappe.tests import IntegrationTestCase as SiteTestCase
except ImportError:
	from frappe.tests.utils import FrappeTestCase as SiteTestCase

__all__ = ["SiteTestCase"]
