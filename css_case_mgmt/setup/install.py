"""Install and migrate end in the same state; neither overwrites what an admin has changed."""

import frappe

from css_case_mgmt.setup.seeding import seed_everything

APP = "css_case_mgmt"


def before_install() -> None:
	"""A cache of modules from before this app was fetched would make Frappe install nothing."""
	forget_modules()


def after_install() -> None:
	assert_doctypes_exist()
	seed_everything()


def after_migrate() -> None:
	seed_everything()


def forget_modules() -> None:
	for key in ("app_modules", "installed_app_modules", "module_app"):
		frappe.cache.delete_value(key)
	frappe.setup_module_map()


def assert_doctypes_exist() -> None:
	if not frappe.db.table_exists("CSS Case"):
		raise RuntimeError(
			"The DocTypes of css_case_mgmt were not installed. Run bench migrate, then install again."
		)
