"""What other connections are to see must be committed; afterwards everything made since is taken out."""

import os

import frappe

from css_case_mgmt.tests import SAVEPOINT, SiteTestCase
from css_case_mgmt.tests.access import planted
from css_case_mgmt.tests.access.http_client import Visitor
from css_case_mgmt.tests.access.personas import PERSONAS, give_passwords, user_of


class CommittedTestCase(SiteTestCase):
	"""The planted world, committed for the time of a class. For throw-away sites, as all site tests."""

	LOGGED_IN: tuple[str, ...] = ()

	@classmethod
	def setUpClass(cls) -> None:
		super().setUpClass()
		cls.addClassCleanup(take_out_everything_but, names_by_table())
		cls.world = planted.plant()
		give_passwords(cls.LOGGED_IN)
		frappe.db.commit()
		cls.visitors = {persona: Visitor(persona) for persona in (*cls.LOGGED_IN, "guest")}

	def commit(self) -> None:
		"""Show what was done here to other connections, and see what they have done."""
		frappe.db.commit()
		frappe.db.savepoint(SAVEPOINT)


def names_by_table() -> dict[str, set]:
	tables = frappe.db.sql(
		"select table_name from information_schema.columns"
		" where table_schema = database() and column_name = 'docstatus'",
		pluck=True,
	)
	return {table: set(frappe.db.sql(f"select name from `{table}`", pluck=True)) for table in set(tables)}


def take_out_everything_but(kept: dict[str, set]) -> None:
	"""By name: rows of a site that was made in another time zone may bear a later time."""
	frappe.db.rollback()
	for table, names in names_by_table().items():
		added = names - kept.get(table, set())
		if table == "tabFile":
			remove_from_disk(added)
		if added:
			frappe.db.delete(table.removeprefix("tab"), {"name": ("in", added)})
	planted.empty_staff_records()
	users = [user_of(persona) for persona in PERSONAS if persona != "guest"]
	frappe.db.delete("Sessions", {"user": ("in", users)})
	frappe.db.delete("__Auth", {"name": ("in", users)})
	frappe.db.commit()
	frappe.clear_cache()


def remove_from_disk(files: set[str]) -> None:
	for url in frappe.get_all("File", filters={"name": ("in", files)}, pluck="file_url"):
		path = frappe.get_site_path((url or "").lstrip("/"))
		if os.path.isfile(path):
			os.remove(path)
