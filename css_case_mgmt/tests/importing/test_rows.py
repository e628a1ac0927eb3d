"""What rows become: each equal to a record that was saved in the desk."""

from datetime import date

import frappe

from css_case_mgmt.consent_gate import missing_for
from css_case_mgmt.tests import SiteTestCase
from css_case_mgmt.tests.factories import acting_as, make_staff
from css_case_mgmt.tests.importing.desk_family import DeskFamily
from css_case_mgmt.tests.importing.records import (
	SOURCE,
	WORKER,
	family,
	months_ago,
	record,
	run_of,
	together,
)

MANAGER = "manager@test.example"
COORDINATOR = "coordinator@import.example"
# What no two records have in common.
OWN = {
	"name", "creation", "modified", "parent", "title", "file_number", "source_id", "source_system",
	"changes_computed_on", "final_on", "paper_kept_in", "scan",
}  # fmt: skip


def contents(doc, names: dict[str, str]) -> dict:
	"""All columns of a document and its child rows, but names, timestamps and the source.

	Args:
		names: what links are to be read as.
	"""
	columns = {
		field.fieldname: names.get(doc.get(field.fieldname), doc.get(field.fieldname))
		for field in doc.meta.fields
		if field.fieldtype not in frappe.model.table_fields
		and field.fieldtype not in frappe.model.no_value_fields
		and field.fieldname not in OWN
	}
	columns |= {name: doc.get(name) for name in ("owner", "modified_by", "docstatus", "idx")}
	tables = {
		field.fieldname: [contents(row, names) for row in doc.get(field.fieldname)]
		for field in doc.meta.get_table_fields()
	}
	return columns | tables


class TestRowsBecomeRecords(SiteTestCase):
	def import_family(self, **more):
		with acting_as(MANAGER):
			run = run_of(family(**more))
		self.assertEqual(run.content.problems, [])
		return run

	def test_every_sheet(self):
		"""The manager of a site imports a family with all its records."""
		run = self.import_family()
		self.assertEqual((run.outcome.new, run.outcome.total), (13, 13))
		client = record("CSS Client", "P1")
		self.assertEqual(client.uci, "00000001")
		self.assertEqual(client.phones[0].phone, "+14165550123")
		self.assertEqual([row.language for row in client.languages], ["ara", "fra"])
		self.assertEqual((client.needs_interpreter, client.addresses[0].postal_code), (1, "M5V 2T6"))
		case = record("CSS Case", "F1")
		self.assertEqual(case.caseworker, WORKER)
		enrolment = record("CSS Enrolment", "E1")
		self.assertEqual(
			[(row.needs_level, row.level_from) for row in enrolment.levels],
			[("High", months_ago(9)), ("Low", months_ago(5))],
		)
		self.assertEqual((enrolment.needs_level, enrolment.status), ("Low", "Active"))
		first, second = record("CSS NAM Assessment", "A1.1"), record("CSS NAM Assessment", "A1.2")
		self.assertEqual([(doc.docstatus, doc.sequence) for doc in (first, second)], [(1, 1), (1, 2)])
		self.assertEqual((first.overall_score, second.baseline), (3, first.name))
		self.assertEqual(second.overall_change, second.overall_score - 3)
		self.assertIn(SOURCE, first.case_note)
		activity = record("CSS Activity", "T1")
		child = record("CSS Client", "C1")
		self.assertEqual((activity.docstatus, activity.caseworker), (1, WORKER))
		self.assertEqual(
			[(row.client, row.documented_under) for row in activity.participants],
			[(client.name, None), (child.name, client.name)],
		)

	def test_equal_to_the_desk(self):
		"""Every column and child row of an imported record is that of the same record saved in the desk; only that an
		import is not a late entry (R-283)."""
		book = family()
		book["Contacts"][0]["Caseworker"] = MANAGER
		with acting_as(MANAGER):
			self.assertEqual(run_of(book).content.problems, [])
			desk = DeskFamily().save()
		imported_name = {name: record(doctype, key).name for key, (doctype, name) in desk.names.items()}
		for source_id, (doctype, name) in desk.names.items():
			with self.subTest(doctype=doctype, source_id=source_id):
				typed = contents(frappe.get_doc(doctype, name), imported_name)
				if doctype == "CSS Activity":
					self.assertEqual(typed["is_late"], 1)
					typed["is_late"] = 0
				self.assertEqual(contents(record(doctype, source_id), {}), typed)

	def test_same_keys_and_access(self):
		"""What controllers write beside the record is there as well: search keys, access, the eligibility's tie."""
		self.import_family()
		client, case = record("CSS Client", "P1"), record("CSS Case", "F1")
		self.assertTrue(frappe.db.count("CSS Client Search Key", {"parent": client.name}))
		self.assertTrue(frappe.db.exists("CSS Case Access", {"css_case": case.name, "user": WORKER}))
		self.assertEqual(
			record("CSS Eligibility Assessment", "LP1").enrolment,
			record("CSS Enrolment", "E1").name,
		)

	def test_paper_of_an_imported_consent(self):
		"""A consent signed on paper is valid without a scan, and says where the paper is (R-118)."""
		self.import_family()
		consent = record("CSS Consent", "K1")
		self.assertEqual((consent.signature_method, consent.paper_kept_in), ("Signed on Paper", SOURCE))
		self.assertEqual(missing_for(consent.client, consent.css_case, "Needs Assessment"), [])

	def test_nobody_else_says_where_the_paper_is(self):
		"""Through the desk or REST, a paper without its scan stays unsigned (R-118)."""
		self.import_family()
		consent = frappe.copy_doc(record("CSS Consent", "K1"))
		consent.source_id = None
		consent.paper_kept_in = "Somewhere"
		consent.insert()
		self.assertFalse(consent.paper_kept_in)
		consent.paper_kept_in = "Somewhere"
		consent.save()
		consent.reload()
		self.assertFalse(consent.paper_kept_in)

	def test_history_of_somebody_who_came_back(self):
		"""Exit, new eligibility and a second episode are imported in the order in which they happened (R-380)."""
		book = family()
		book["Enrolments"][0] |= {"Exit date": months_ago(3), "Exit reason": "Moved"}
		book["Enrolments"].append(
			{**book["Enrolments"][0], "ID": "E1b", "Enrolment date": months_ago(2), "Exit date": None}
		)
		book["Enrolments"][1]["Exit reason"] = None
		book["Eligibility"].append({**book["Eligibility"][0], "ID": "LP1b", "Date": months_ago(2)})
		with acting_as(MANAGER):
			self.assertEqual(run_of(book).content.problems, [])
		first, second = record("CSS Enrolment", "E1"), record("CSS Enrolment", "E1b")
		self.assertEqual((first.status, first.exit_date), ("Exited", months_ago(3)))
		self.assertEqual((second.status, second.episode), ("Active", 2))

	def test_withdrawn_consent_and_closed_case(self):
		"""A withdrawal stops nothing that was done before it; a case is closed once everybody has left."""
		book = family()
		book["Consents"][0]["Withdrawn on"] = months_ago(1)
		book["Enrolments"][0] |= {"Exit date": months_ago(2), "Exit reason": "Moved"}
		book["Cases"][0]["Status"] = "Closed"
		self.assertEqual(run_of(book).content.problems, [])
		self.assertEqual(record("CSS Consent", "K1").withdrawn_on, months_ago(1))
		self.assertEqual(record("CSS Case", "F1").status, "Closed")

	def test_moved_to_another_case(self):
		"""Who has moved takes along what is in force (D-20)."""
		book = together(family(), {"Cases": [{"ID": "F2", "Site": "Test Site North"}]})
		book["Members"][0] |= {"Member to": months_ago(1)}
		book["Members"].append(
			{**book["Members"][0], "ID": "MP1b", "Case ID": "F2", "Member from": date.fromordinal(
				months_ago(1).toordinal() + 1), "Member to": None}
		)  # fmt: skip
		self.assertEqual(run_of(book).content.problems, [])
		case = record("CSS Case", "F2").name
		self.assertEqual(record("CSS Enrolment", "E1").css_case, case)
		self.assertEqual(record("CSS Consent", "K1").css_case, case)
		self.assertNotEqual(record("CSS NAM Assessment", "A1.1").css_case, case)

	def test_sites_and_staff(self):
		"""The coordinator imports sites and postings; logins are made by who may make users."""
		make_staff(COORDINATOR, "CSS National Coordinator")
		book = {
			"Sites": [{"Site name": "Import Site", "Province": "Ontario", "Time zone": "America/Toronto"}],
			"Staff": [
				{
					"E-mail": "New.Worker@import.example",
					"First name": "Nour",
					"Role": "CSS Caseworker",
					"Site": "import site",
					"Active from": date(2024, 1, 1),
				}
			],
		}
		with acting_as(COORDINATOR):
			found = run_of(book).content.problems
		self.assertEqual([(each.sheet, each.row) for each in found], [("Staff", 2)])
		self.assertIn("Ask the administrator", found[0].reason)
		self.assertEqual(run_of(book).content.problems, [])
		posting = frappe.get_doc("CSS Staff", {"user": "new.worker@import.example"})
		self.assertEqual((posting.site, str(posting.active_from)), ("Import Site", "2024-01-01"))
		self.assertIn("CSS Caseworker", frappe.get_roles("new.worker@import.example"))

	def test_french_headings(self):
		"""Sheets, headings and choices are understood in French, with or without accents."""
		cases = [{"Identifiant": "F1", "Site": "Test Site North", "Statut": "Ouvert"}]
		people = [
			{"Identifiant": "P1", "Prenoms": "Amina", "Genre": "Femme", "Date de naissance": "1990-05-17"}
		]
		members = [
			{
				"Identifiant": "M1",
				"Identifiant du cas": "F1",
				"Identifiant de la personne": "P1",
				"Chef de famille": "oui",
				"Membre depuis": months_ago(10),
			}
		]
		run = run_of({"Cas": cases, "Personnes": people, "Membres": members})
		self.assertEqual(run.content.problems, [])
		self.assertEqual(record("CSS Client", "P1").gender, "Woman")
