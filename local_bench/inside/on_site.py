"""Tasks that run inside Frappe, in a bench's own Python: on_site.py TASK SITE, from its sites folder."""

import json
import os
import sys

import frappe

APP = "css_case_mgmt"
TIME_ZONE = "America/Toronto"


def complete_setup() -> None:
	from frappe.desk.page.setup_wizard.setup_wizard import setup_complete

	answers = {"language": "English", "country": "Canada", "timezone": TIME_ZONE, "currency": "CAD"}
	result = setup_complete(json.dumps({**answers, "full_name": "Administrator", "enable_telemetry": 0}))
	if result.get("status") != "ok":
		raise SystemExit(f"The setup wizard failed: {result}")
	# Its tour dims the page.
	frappe.db.set_single_value("System Settings", "enable_onboarding", 0)
	frappe.db.set_single_value("System Settings", "date_format", "yyyy-mm-dd")
	for user in ("Administrator", "Guest"):
		frappe.db.set_value("User", user, "time_zone", TIME_ZONE)
	frappe.clear_cache()


def check_doctypes() -> None:
	"""An installation that does nothing may still end with exit code 0."""
	folder = frappe.get_app_path(APP)
	missing = []
	for path, _folders, files in os.walk(folder):
		name = os.path.basename(path)
		if os.path.basename(os.path.dirname(path)) != "doctype" or f"{name}.json" not in files:
			continue
		with open(os.path.join(path, f"{name}.json")) as file:
			doctype = json.load(file)["name"]
		if not frappe.db.exists("DocType", doctype):
			missing.append(doctype)
	if APP not in frappe.get_installed_apps() or missing:
		raise SystemExit(f"The app is not fully installed. Missing DocTypes: {', '.join(missing) or 'none'}")


def set_administrator_password() -> None:
	from frappe.utils.password import update_password

	update_password("Administrator", os.environ["LOCAL_BENCH_SECRET"])


def clear_cache() -> None:
	frappe.clear_cache()
	# Shared by all sites of a bench, and not among what clear_cache knows.
	frappe.cache().delete_value("assets_json", shared=True)


TASKS = {
	task.__name__: task for task in (complete_setup, check_doctypes, set_administrator_password, clear_cache)
}

if __name__ == "__main__":
	task, site = sys.argv[1:]
	frappe.init(site=site, sites_path=".")
	frappe.connect()
	frappe.set_user("Administrator")
	try:
		TASKS[task]()
		frappe.db.commit()
	finally:
		frappe.destroy()
