"""A directory in HSDS tables, in and out of a site (R-305)."""

import base64

import frappe

from css_case_mgmt.api.directory_file import bring_in, download, look
from css_case_mgmt.service_directory.csv_tables import read_tables, write_archive, write_table
from css_case_mgmt.service_directory.directory import export_directory, import_directory, plan_import
from css_case_mgmt.service_directory.problems import DirectoryRefused
from css_case_mgmt.tests import SiteTestCase
from css_case_mgmt.tests.factories import acting_as, make_caseworker, make_manager
from css_case_mgmt.tests.outgoing_referral.records import make_provider

PROVIDER = "CSS Service Provider"


def directory(**tables) -> list[tuple[str, bytes]]:
	"""CSV files of rows."""
	return [(f"{name}.csv", write_table(name, rows)) for name, rows in tables.items()]


HARBOUR = {
	"organizations": [
		{"id": "org-1", "name": "Harbour", "website": "https://harbour.example"},
		{"id": "org-2", "name": "Lighthouse"},
	],
	"services": [{"id": "s-1", "organization_id": "org-1", "name": "Language Training", "status": "active"}],
	"locations": [{"id": "l-1", "organization_id": "org-1", "name": "Dock"}],
	"addresses": [{"id": "a-1", "location_id": "l-1", "address_1": "12 Dock Street", "city": "Toronto"}],
	"phones": [{"id": "p-1", "organization_id": "org-1", "number": "416 555 0134", "extension": "7"}],
	"languages": [{"id": "g-1", "service_id": "s-1", "code": "fr"}],
	"schedules": [
		{
			"id": "h-1",
			"location_id": "l-1",
			"freq": "WEEKLY",
			"byday": "MO,WE",
			"opens_at": "09:00",
			"closes_at": "17:00",
		}
	],
}


class TestDirectoryFile(SiteTestCase):
	@classmethod
	def setUpClass(cls) -> None:
		super().setUpClass()
		cls.worker, cls.manager = make_caseworker("second@test.example"), make_manager()

	def provider(self, source_id: str):
		return frappe.get_doc(PROVIDER, {"source_system": "HSDS", "source_id": source_id})

	def test_in_and_again(self):
		"""R-305: everything arrives; the same file again changes nothing, a changed one that alone."""
		plan = import_directory(directory(**HARBOUR))
		self.assertEqual((2, 0, 0), (len(plan.new), len(plan.changed), plan.unchanged))
		harbour = self.provider("org-1")
		self.assertEqual(("+14165550134", "7"), (harbour.phone, harbour.phone_extension))
		self.assertEqual(["Language Training"], [row.service_type for row in harbour.services])
		self.assertEqual(["fra"], [row.language for row in harbour.languages])
		self.assertEqual(["Monday", "Wednesday"], [row.weekday for row in harbour.schedules])
		self.assertEqual("12 Dock Street", harbour.locations[0].address_line)
		again = import_directory(directory(**HARBOUR))
		self.assertEqual((0, 0, 2), (len(again.new), len(again.changed), again.unchanged))
		renamed = {**HARBOUR, "organizations": [{"id": "org-1", "name": "Harbour House"}]}
		changed = plan_import(directory(**renamed))
		self.assertEqual(
			[("provider_name", "website")], [changes for _name, _new, changes in changed.changed]
		)

	def test_what_a_file_does_not_hold(self):
		"""R-305: a table that is left out leaves its part as it was."""
		import_directory(directory(**HARBOUR))
		import_directory(directory(organizations=[{"id": "org-1", "name": "Harbour House"}]))
		harbour = self.provider("org-1")
		self.assertEqual(("Harbour House", 1), (harbour.provider_name, len(harbour.services)))

	def test_all_or_nothing(self):
		"""R-305: one wrong row, wrong in itself or refused by the form, and nothing is changed."""
		before = frappe.db.count(PROVIDER)
		wrong = (
			{"organizations": [*HARBOUR["organizations"], {"id": "org-3"}]},
			{"languages": [{"id": "g-1", "service_id": "s-1", "code": "tlh-x"}]},
			{
				"organizations": [
					*HARBOUR["organizations"],
					{"id": "org-3", "name": "X", "website": "no address"},
				]
			},
			{"organizations": [*HARBOUR["organizations"], {"id": "org-3", "name": "<b>X</b>"}]},
		)
		for tables in wrong:
			with self.subTest(tables=tables), self.assertRaises(DirectoryRefused):
				import_directory(directory(**{**HARBOUR, **tables}))
			self.assertEqual(before, frappe.db.count(PROVIDER))

	def test_out_and_in_again(self):
		"""R-305: what was entered here goes out and comes back unchanged, safe in a spreadsheet."""
		provider = make_provider(
			provider_name="=Formula House",
			enabled=0,
			francophone=1,
			languages=[{"language": "fra"}],
			locations=[{"location_name": "Dock", "city": "Toronto", "accessibility": "Ramp"}],
			schedules=[{"weekday": "Monday", "opens_at": "09:00:00", "closes_at": "12:00:00"}],
		)
		import_directory(directory(**HARBOUR))
		archive = export_directory()
		again = plan_import([("all.zip", archive)])
		self.assertEqual([], again.problems)
		self.assertEqual(([], []), (again.new, again.changed))
		self.assertEqual(frappe.db.count(PROVIDER), again.unchanged)
		self.assertIn(
			provider.name, [row.get("id") for row in read_tables([("a.zip", archive)])["organizations"].rows]
		)

	def test_same_queries_for_many(self):
		"""R-305: the export asks each table once."""
		make_provider()
		few = self.count_queries(export_directory)
		for _each in range(4):
			make_provider()
		self.assertEqual(few, self.count_queries(export_directory))

	def test_in_the_desk(self):
		"""R-305: managers look first; workers bring nothing in and take nothing out."""
		content = base64.b64encode(write_archive(HARBOUR)).decode()
		files = [{"file_name": "directory.zip", "content": content}]
		with acting_as(self.manager):
			before = frappe.db.count(PROVIDER)
			self.assertEqual({"new": 2, "changed": 0, "unchanged": 0}, look(files)["counts"])
			self.assertEqual(before, frappe.db.count(PROVIDER))
			self.assertEqual(["Harbour", "Lighthouse"], bring_in(files)["new"])
			download()
			self.assertEqual("binary", frappe.response["type"])
			with self.assertRaises(DirectoryRefused):
				look([{"file_name": "a.zip", "content": base64.b64encode(b"no archive").decode()}])
		with acting_as(self.worker):
			for call in (lambda: look(files), lambda: bring_in(files), download):
				with self.assertRaises(frappe.PermissionError):
					call()
