"""A client's fields are not read through another document's list (R-501, R-502, D-19)."""

import frappe
from frappe.utils import add_months

from css_case_mgmt.permissions.linked_fields import refuse_linked_fields
from css_case_mgmt.tests import SiteTestCase
from css_case_mgmt.tests.factories import (
	acting_as,
	make_case,
	make_caseworker,
	make_family,
	make_member,
	today,
)


class TestLinkedFields(SiteTestCase):
	@classmethod
	def setUpClass(cls):
		super().setUpClass()
		cls.worker = make_caseworker()
		cls.other = make_caseworker("second@test.example")
		refuse_linked_fields()

	def test_case_that_was_left(self):
		"""R-502: the old case's membership row must not open the client's present file."""
		with acting_as(self.worker):
			_old_case, client = make_family(given_names="Tahmineh")
		row = frappe.get_doc("CSS Case Member", {"client": client.name})
		row.member_to = add_months(today(), -1)
		row.save()
		with acting_as(self.other):
			new_case = make_case()
		make_member(new_case.name, client.name, is_head=1, member_from=row.member_to)
		with acting_as(self.worker):
			self.assertTrue(frappe.get_list("CSS Case Member", filters={"client": client.name}))
			with self.assertRaises(frappe.PermissionError):
				frappe.get_list("CSS Case Member", fields=["client.given_names"])

	def test_own_conflict_of_interest(self):
		"""R-501: one's own declaration does not show whom it concerns by name."""
		with acting_as(self.other):
			_css_case, client = make_family(given_names="Tahmineh")
		with acting_as(self.worker):
			frappe.get_doc(
				doctype="CSS Conflict of Interest", user=self.worker, client=client.name, reason="Relative"
			).insert(ignore_permissions=True)
			with self.assertRaises(frappe.PermissionError):
				frappe.get_list("CSS Conflict of Interest", fields=["name", "client.given_names"])

	def test_lists_without_permission_checks_still_join(self):
		"""Frappe's own unrestricted queries are left alone."""
		with acting_as(self.worker):
			make_family(given_names="Tahmineh")
		names = frappe.get_all("CSS Case Member", fields=["client.given_names"], pluck="given_names")
		self.assertIn("Tahmineh", names)

	def test_file_number_in_place_of_a_link(self):
		"""D-19: a list may show the file number, and nothing else may slip through the same join."""
		alias = "`tabCSS Client_1`.`given_names`"
		with acting_as(self.worker):
			_css_case, client = make_family(given_names="Tahmineh")
			title = "client.file_number as client_file_number"
			rows = frappe.get_list("CSS Case Member", fields=["name", title])
			self.assertIn(client.file_number, [row.client_file_number for row in rows])
			for arguments in (
				{"fields": [title, "client.given_names"]},
				{"fields": [title, alias]},
				{"fields": [alias, title]},
				{"fields": [title], "order_by": alias},
				{"fields": [title], "group_by": alias},
			):
				with self.subTest(arguments), self.assertRaises(frappe.PermissionError):
					frappe.get_list("CSS Case Member", **arguments)
