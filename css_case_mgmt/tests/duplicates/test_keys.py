"""Search keys of clients that are stored already (R-073)."""

import frappe

from css_case_mgmt.search_keys import SEARCH_KEY, write_missing_keys
from css_case_mgmt.tests import SiteTestCase
from css_case_mgmt.tests.duplicates.records import keys_of_file, make_farhad


class TestKeys(SiteTestCase):
	def test_missing_keys_are_written(self):
		"""R-073: files entered before there were keys get the same keys, once."""
		_case, client = make_farhad()
		client.append("other_names", {"written_name": "Frydun Azizi", "kind": "Former name"})
		client.save()
		keys = keys_of_file(client.name)
		self.assertGreater(len(keys), 3)
		frappe.db.delete(SEARCH_KEY, {"parent": client.name})
		self.assertGreaterEqual(write_missing_keys(), 1)
		self.assertEqual(keys_of_file(client.name), keys)
		self.assertEqual(write_missing_keys(), 0)

	def test_keys_are_in_no_version(self):
		"""R-073: keys belong to no form, and no version tells of them."""
		_case, client = make_farhad()
		client.given_names = "Jawad"
		client.save()
		self.assertNotIn("search_key", client.as_dict())
		versions = frappe.get_all("Version", {"docname": client.name}, pluck="data")
		self.assertFalse([data for data in versions if "search_key" in data])

	def test_saving_without_a_change_writes_nothing(self):
		"""R-073: keys are written anew only if they have changed."""
		_case, client = make_farhad()
		before = frappe.get_all(
			SEARCH_KEY, {"parent": client.name}, pluck="name", parent_doctype="CSS Client"
		)
		client.preferred_name = "Farhad"
		client.needs_interpreter = 1
		client.save()
		after = frappe.get_all(SEARCH_KEY, {"parent": client.name}, pluck="name", parent_doctype="CSS Client")
		self.assertEqual(sorted(before), sorted(after))
