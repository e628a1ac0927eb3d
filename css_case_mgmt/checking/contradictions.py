"""Records that contradict what they belong to: a link leads to the record of another person, or of a case to which
the person never belonged (D-19, D-20)."""

from collections.abc import Iterator

import frappe
from frappe.model.meta import Meta

from css_case_mgmt.checking.finding import Check, Finding
from css_case_mgmt.permissions.registry import CLIENT_BEARING, REACHED_BY_CASE

MEMBER, CLIENT = "CSS Case Member", "CSS Client"
# The case of one is the case of the other, whenever somebody moved.
IN_THE_SAME_CASE = (
	("CSS Exit", "enrolment"),
	("CSS Exit Interview", "css_exit"),
	("CSS Programme Extension", "enrolment"),
)

OTHER_PERSON = Check(
	"record_of_another_person",
	"{0} names a record of another person.",
	"Look at both records and choose the right one in this field.",
)
OTHER_ENROLMENT = Check(
	"record_of_another_enrolment",
	"{0} names a record of another enrolment.",
	"Look at both records and choose the right one in this field.",
)
OTHER_CASE = Check(
	"record_of_another_case",
	"It stands in another case than the record in {0}.",
	"Find out in the history of both which one was changed, and set its case back.",
)
NEVER_A_MEMBER = Check(
	"never_a_member",
	"It is about a person who never belonged to its case.",
	"Set the case back, or add the membership that is missing.",
)


def records_of_other_people() -> Iterator[Finding]:
	yield from contradicting("client", OTHER_PERSON)


def records_of_other_enrolments() -> Iterator[Finding]:
	yield from contradicting("enrolment", OTHER_ENROLMENT)


def contradicting(column: str, check: Check) -> Iterator[Finding]:
	"""Where a record and another one that it links to both have a column, they agree on it."""
	for doctype in CLIENT_BEARING:
		meta = frappe.get_meta(doctype)
		if not meta.has_field(column):
			continue
		for field in linking_to(meta, column):
			table, target = frappe.qb.DocType(doctype), frappe.qb.DocType(field.options).as_("target")
			names = (
				frappe.qb.from_(table)
				.join(target)
				.on(target.name == table[field.fieldname])
				.select(table.name)
				.where((table[column] != target[column]) & (table[column] != "") & (target[column] != ""))
				.run(pluck=True)
			)
			yield from check.found(doctype, names, field.label)


def linking_to(meta: Meta, column: str) -> Iterator[frappe._dict]:
	for field in meta.get_link_fields():
		if field.options in CLIENT_BEARING and frappe.get_meta(field.options).has_field(column):
			yield field


def records_of_other_cases() -> Iterator[Finding]:
	"""What goes along with an enrolment is in the enrolment's case."""
	for doctype, fieldname in IN_THE_SAME_CASE:
		table, target = frappe.qb.DocType(doctype), frappe.qb.DocType(target_of(doctype, fieldname))
		names = (
			frappe.qb.from_(table)
			.join(target)
			.on(target.name == table[fieldname])
			.select(table.name)
			.where(table.css_case != target.css_case)
			.run(pluck=True)
		)
		yield from OTHER_CASE.found(doctype, names, frappe.get_meta(doctype).get_label(fieldname))


def target_of(doctype: str, fieldname: str) -> str:
	return frappe.get_meta(doctype).get_field(fieldname).options


def records_of_strangers() -> Iterator[Finding]:
	"""What stays in the case of a file that was merged into another is about the other one since (D-23)."""
	merged_into = merged_files()
	for doctype in REACHED_BY_CASE:
		if doctype == MEMBER or not frappe.get_meta(doctype).has_field("client"):
			continue
		table, member = frappe.qb.DocType(doctype), frappe.qb.DocType(MEMBER)
		found = (
			frappe.qb.from_(table)
			.left_join(member)
			.on((member.client == table.client) & (member.css_case == table.css_case))
			.select(table.name, table.client)
			.where(member.name.isnull())
			.run()
		)
		yield from NEVER_A_MEMBER.found(
			doctype, [name for name, client in found if client not in merged_into]
		)


def merged_files() -> set[str]:
	"""The files into which others were merged."""
	table = frappe.qb.DocType(CLIENT)
	return set(
		frappe.qb.from_(table).select(table.merged_into).where(table.merged_into != "").run(pluck=True)
	)


CHECKS = (
	records_of_other_people,
	records_of_other_enrolments,
	records_of_other_cases,
	records_of_strangers,
)
