"""Seeding, migrating and uninstalling (D-14, EN and FR lists as data)."""

from unittest.mock import patch

import frappe

from css_case_mgmt.css_case_mgmt.doctype.css_contact_method.css_contact_method import OwnMethodKept
from css_case_mgmt.permissions.registry import CLIENT_BEARING, ROLES
from css_case_mgmt.setup.install import after_migrate
from css_case_mgmt.setup.seeding import LEDGER, LISTS, seeded
from css_case_mgmt.setup.uninstall import ClientRecordsExist, before_uninstall, remove_seeds
from css_case_mgmt.tests import SiteTestCase
from css_case_mgmt.tests.factories import BANK, acting_as, make_caseworker, make_family


def everything_seeded() -> dict[str, int]:
	doctypes = (*LISTS, "Role", "CSS NAM Bank", "CSS Factor of Settlement", LEDGER)
	return {doctype: frappe.db.count(doctype) for doctype in doctypes}


class TestSeeding(SiteTestCase):
	def test_migrate_again_changes_nothing(self):
		"""Install and migrate end in the same state, however often it is repeated."""
		before = everything_seeded()
		modified = frappe.get_all("CSS NAM Bank", fields=["name", "modified"])
		after_migrate()
		after_migrate()
		self.assertEqual(everything_seeded(), before)
		self.assertEqual(frappe.get_all("CSS NAM Bank", fields=["name", "modified"]), modified)

	def test_what_an_admin_changed_stays(self):
		"""R-149: lists are the admin's: a changed title and a changed setting survive a migrate."""
		frappe.db.set_value("CSS Language", "prs", "language_name", "Farsi-ye Dari")
		settings = frappe.get_doc("CSS Settings")
		settings.nam_interval_months = 6
		settings.save()
		after_migrate()
		self.assertEqual(frappe.db.get_value("CSS Language", "prs", "language_name"), "Farsi-ye Dari")
		self.assertEqual(frappe.db.get_single_value("CSS Settings", "nam_interval_months"), 6)

	def test_what_an_admin_deleted_stays_deleted(self):
		"""A seeded reason that the network does not use does not come back."""
		reason = frappe.get_all("CSS Exit Reason", pluck="name", limit=1)[0]
		frappe.delete_doc("CSS Exit Reason", reason)
		after_migrate()
		self.assertFalse(frappe.db.exists("CSS Exit Reason", reason))

	def test_methods_places_and_groups(self):
		"""R-101, R-221, R-222, R-228: seeded once; changed by an admin they stay so; what is deleted stays deleted,
		but for the methods that the app writes down itself."""
		after_migrate()
		in_person = frappe.get_all("CSS Contact Method", {"is_in_person": 1}, pluck="name")
		self.assertEqual(in_person, ["In Person"])
		frappe.db.set_value("CSS Contact Method", "Video", "is_in_person", 1)
		frappe.db.set_value("CSS Place", "Office", "enabled", 0)
		frappe.delete_doc("CSS Place", "Community")
		self.assertRaises(OwnMethodKept, frappe.delete_doc, "CSS Contact Method", "Phone")
		after_migrate()
		after_migrate()
		self.assertTrue(frappe.db.get_value("CSS Contact Method", "Video", "is_in_person"))
		self.assertEqual(frappe.get_all("CSS Place", {"enabled": 1}, pluck="name"), ["Client's Home"])
		self.assertFalse(frappe.db.exists("CSS Place", "Community"))
		with self.assertRaises(frappe.LinkExistsError):
			frappe.delete_doc("CSS Framework Group", "Assessments")

	def test_settings_have_their_defaults_after_install(self):
		"""Section 0: numbers of the requirements, stored, not only shown as a form's defaults."""
		expected = {
			"nam_interval_months": 4,
			"periodic_interval_months": 3,
			"naars_follow_up_months": 6,
			"without_contact_days": 90,
			"without_assessment_days": 120,
			"programme_min_months": 12,
			"programme_typical_max_months": 18,
			"programme_max_months": 24,
			"minimum_answered_percent": 50,
			"file_access_hours": 48,
			"own_file_age": 16,
			"strengths_rule": "Warn",
			"default_nam_bank": BANK,
		}
		stored = frappe.get_doc("CSS Settings").as_dict()
		self.assertEqual({key: stored[key] for key in expected}, expected)

	def test_an_update_brings_the_defaults_of_its_settings(self):
		"""Section 0: a site from before an update has no row for a new setting, which Frappe reads as 0; what
		an admin has set, 0 included, stays."""
		frappe.db.delete("Singles", {"doctype": "CSS Settings", "field": "low_needs_per_worker"})
		frappe.db.set_single_value("CSS Settings", "without_contact_days", 0)
		after_migrate()
		self.assertEqual(frappe.db.get_single_value("CSS Settings", "low_needs_per_worker"), 50)
		self.assertEqual(frappe.db.get_single_value("CSS Settings", "without_contact_days"), 0)


class TestUninstall(SiteTestCase):
	def allow_uninstall(self):
		frappe.local.conf.css_allow_uninstall = 1
		self.addCleanup(frappe.local.conf.pop, "css_allow_uninstall")

	def test_refused_while_clients_exist(self):
		"""D-14: the message says which records and how to go on; nothing was removed."""
		with acting_as(make_caseworker()):
			make_family()
		before = everything_seeded()
		with self.assertRaises(ClientRecordsExist) as refused:
			before_uninstall()
		self.assertIn("css_allow_uninstall", str(refused.exception))
		self.assertEqual(everything_seeded(), before)

	def test_configuration_allows_it(self):
		"""D-14: the site's configuration is the agency's signature."""
		with acting_as(make_caseworker()):
			make_family()
		self.allow_uninstall()
		before_uninstall()
		self.assertFalse(frappe.db.exists("Role", "CSS Caseworker"))

	def test_a_dry_run_changes_nothing(self):
		"""D-14: Frappe calls the hook on a dry run as well."""
		self.allow_uninstall()
		before = everything_seeded()
		with patch("sys.argv", ["bench", "uninstall-app", "css_case_mgmt", "--dry-run"]):
			before_uninstall()
		self.assertEqual(everything_seeded(), before)

	def test_removes_what_was_seeded(self):
		"""What the ledger lists is gone, the roles from every user included."""
		user = make_caseworker()
		listed = list(seeded())
		self.assertIn(("Role", "CSS Caseworker"), listed)
		remove_seeds()
		for doctype, name in listed:
			if not frappe.get_meta(doctype).issingle:
				self.assertFalse(frappe.db.exists(doctype, name), (doctype, name))
		self.assertFalse(frappe.db.exists("Has Role", {"parent": user, "role": ("in", ROLES)}))

	def test_every_client_bearing_doctype_counts(self):
		"""D-14: a record of any client-bearing DocType holds the app."""
		with acting_as(make_caseworker()):
			make_family()
		with self.assertRaises(ClientRecordsExist) as refused:
			before_uninstall()
		for doctype in ("CSS Case", "CSS Client", "CSS Case Member", "CSS Case Access"):
			self.assertIn(doctype, CLIENT_BEARING)
			self.assertIn(doctype, str(refused.exception))
