"""Two files of one person, with everything that may hang on a file."""

import frappe

from css_case_mgmt.api.merging import merge
from css_case_mgmt.permissions.registry import CHILD_TABLES, CLIENT_BEARING
from css_case_mgmt.tests import SiteTestCase
from css_case_mgmt.tests.duplicates.records import make_farhad
from css_case_mgmt.tests.factories import acting_as

WORKER, COLLEAGUE, MANAGER = "caseworker@test.example", "colleague@test.example", "manager@test.example"
REASON = "Entered twice at intake"
STAMPS = ("modified", "modified_by")
KEPT_AS_THEY_WERE = ("CSS Client", "CSS Case Member", "CSS Client Merge")
LEFT_BY_A_MERGE = ("CSS Client Merge", "CSS Client Merge Item")


class MergeTestCase(SiteTestCase):
	"""Farhad has two files in two cases of one site: one of the worker's and one of the colleague's."""

	def setUp(self):
		super().setUp()
		with acting_as(COLLEAGUE):
			self.other_case, self.merged = make_farhad(given_names="Ferhad", family_name="Nurzay")
		with acting_as(WORKER):
			self.css_case, self.remaining = make_farhad()
		frappe.set_user(MANAGER)

	def merge(self):
		return frappe.get_doc("CSS Client Merge", merge(self.remaining.name, self.merged.name, REASON))


def all_client_rows() -> dict[str, list[dict]]:
	"""Every client-bearing row, without when and by whom it was last changed."""
	return {
		doctype: rows_of(doctype)
		for doctype in (*CLIENT_BEARING, *CHILD_TABLES)
		if doctype not in LEFT_BY_A_MERGE
	}


def rows_of(doctype: str) -> list[dict]:
	table = frappe.qb.DocType(doctype)
	rows = frappe.qb.from_(table).select("*").orderby(table.name).run(as_dict=True)
	return [{column: value for column, value in row.items() if column not in STAMPS} for row in rows]


def links_to_clients() -> list[tuple[str, str]]:
	"""(DocType, field) of every link to a client, but for those that say which file was whose."""
	fields = frappe.get_all(
		"DocField",
		{"fieldtype": "Link", "options": "CSS Client"},
		["parent", "fieldname"],
		order_by="parent, idx",
	)
	return [(field.parent, field.fieldname) for field in fields if field.parent not in KEPT_AS_THEY_WERE]


def plant_a_row_of_every_kind(client: str, css_case: str) -> dict[tuple[str, str], str]:
	"""A row for each link to a client that a merge moves, past the controllers: (DocType, field) -> its name."""
	planted = {}
	for doctype, fieldname in links_to_clients():
		row = frappe.new_doc(doctype)
		row.set(fieldname, client)
		if row.meta.has_field("css_case"):
			row.css_case = css_case
		if row.meta.istable:
			row.update(
				{"parent": frappe.generate_hash(), "parenttype": CHILD_TABLES[doctype], "parentfield": "rows"}
			)
		if row.meta.has_field("referral_number"):
			row.referral_number = frappe.generate_hash()
		if row.meta.has_field("enrolment"):
			row.enrolment = frappe.generate_hash()
		if row.meta.has_field("episode"):
			row.update({"episode": 90 + len(planted), "status": "Exited", "enrolment_date": "2020-01-01"})
		if row.meta.has_field("draft_status"):
			row.draft_status = "Completed"
		row.name = frappe.generate_hash(length=20)
		row.db_insert()
		planted[doctype, fieldname] = row.name
	return planted
