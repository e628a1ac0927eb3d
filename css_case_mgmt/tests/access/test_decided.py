"""Nothing that the installed site offers is undecided (D-19). What fails here says which line to add where."""

import frappe

from css_case_mgmt.permissions import registry
from css_case_mgmt.tests import SiteTestCase
from css_case_mgmt.tests.access import decisions, decisions_of_doctypes, enumeration, places
from css_case_mgmt.tests.access.surfaces import READING

HERE = "css_case_mgmt/tests/access"


class TestDecided(SiteTestCase):
	def assert_decided(self, found: set[str], decided: set[str], what: str, where: str) -> None:
		undecided, gone = sorted(found - decided), sorted(decided - found)
		self.assertEqual([], undecided, f"{what} that nobody has decided on: add a line to {where}.")
		self.assertEqual([], gone, f"Decided, but not on the site: take the line out of {where}.")

	def test_every_doctype(self) -> None:
		"""D-19: who may read and write each DocType of the app, child tables and singles included."""
		found = enumeration.doctypes()
		decided = set(decisions_of_doctypes.DOCTYPES)
		self.assert_decided(found, decided, "DocTypes", f"DOCTYPES in {HERE}/decisions_of_doctypes.py")
		in_registry = {*registry.RESTRICTED, *registry.CHILD_TABLES, *registry.WITHOUT_CLIENT_DATA}
		self.assert_decided(found, in_registry, "DocTypes", "css_case_mgmt/permissions/registry.py")

	def test_doctypes_without_client_data_reach_none(self) -> None:
		"""D-19: what is open to all roles cannot point at a client, nor carry a file."""
		for doctype in registry.WITHOUT_CLIENT_DATA:
			with self.subTest(doctype):
				self.assertEqual([], enumeration.links_to_client_data(doctype))

	def test_child_tables_follow_their_parents(self) -> None:
		"""D-19: every child table of a client-bearing DocType is in the registry."""
		children = {
			field.options: doctype
			for doctype in registry.RESTRICTED
			for field in frappe.get_meta(doctype).get_table_fields()
		}
		# Written by the controller alone; no form has it as a table.
		self.assertEqual(children | {"CSS Client Search Key": registry.CLIENT}, registry.CHILD_TABLES)

	def test_every_row_is_saved_with_its_parent(self) -> None:
		"""D-24: no child table of the app is left out of the refusal of rows alone."""
		rows = {doctype for doctype in enumeration.doctypes() if frappe.get_meta(doctype).istable}
		self.assertEqual(rows, {*registry.CHILD_TABLES, *registry.ROWS_OF_LISTS})

	def test_every_function(self) -> None:
		"""D-19: every whitelisted function of the package, and those for guests."""
		replacements = enumeration.replacements_of_frappe_functions()
		found = enumeration.whitelisted_functions() - set(replacements)
		self.assert_decided(found, set(decisions.FUNCTIONS), "Functions", f"FUNCTIONS in {HERE}/decisions.py")
		self.assertEqual(decisions.FOR_GUESTS, enumeration.guest_functions())
		tried = {surface.function for surface in READING}
		self.assertEqual(set(), set(replacements.values()) - tried, f"Add each to {HERE}/surfaces.py.")

	def test_every_method(self) -> None:
		"""D-19: every whitelisted method of a document of the app."""
		found = enumeration.whitelisted_methods()
		self.assert_decided(found, set(decisions.METHODS), "Methods", f"METHODS in {HERE}/decisions.py")

	def test_every_place(self) -> None:
		"""D-19: reports, pages, workspaces, cards, charts, print formats and the like."""
		for kind, decided in places.PLACES.items():
			if not frappe.db.exists("DocType", kind):
				continue
			with self.subTest(kind):
				where = f"PLACES in {HERE}/places.py"
				self.assert_decided(enumeration.of_app(kind), decided, f"{kind} records", where)

	def test_every_table_of_frappe_that_points_anywhere(self) -> None:
		"""D-19: tables with a dynamic link follow the client-bearing record, or name no client."""
		found = enumeration.doctypes_that_refer_to_any_document()
		decided = {*registry.REFERENCING, *places.POINT_AT_NO_CLIENT}
		self.assertEqual(
			set(), set(found) - decided, "Add each to REFERENCING in css_case_mgmt/permissions/registry.py."
		)

	def test_columns_of_references_exist(self) -> None:
		"""R-412: a column that this Frappe does not have would break the list for everybody."""
		for doctype, columns in registry.REFERENCING.items():
			if frappe.db.table_exists(doctype):
				with self.subTest(doctype):
					self.assertLessEqual(set(columns), set(frappe.db.get_table_columns(doctype)))


class TestShapeOfClientRecords(SiteTestCase):
	def test_names_say_nothing(self) -> None:
		"""D-19: opaque names, titles without names, nothing in the global search, no renaming."""
		for doctype in registry.CLIENT_BEARING:
			meta = frappe.get_meta(doctype)
			with self.subTest(doctype):
				self.assertIn(meta.title_field or "name", ("name", "file_number", "title"))
				self.assertEqual([], meta.get_global_search_fields())
				self.assertFalse(meta.allow_rename or meta.index_web_pages_for_search or meta.allow_import)
				self.assertFalse(meta.allow_guest_to_view or meta.has_web_view)
				self.assertEqual([], [field for field in meta.fields if field.fetch_from])

	def test_nobody_may_delete_share_mail_or_import(self) -> None:
		"""D-14, D-19: the roles do not have these rights; only managers export."""
		for doctype in registry.CLIENT_BEARING:
			for rule in frappe.get_meta(doctype).permissions:
				with self.subTest(doctype, role=rule.role):
					self.assertFalse(
						rule.delete or rule.share or rule.email or rule.get("import") or rule.cancel
					)
					self.assertTrue(not rule.export or rule.role == "CSS Manager")
					self.assertTrue(rule.role.startswith("CSS "))
