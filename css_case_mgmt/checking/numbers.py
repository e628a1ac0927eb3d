"""Numbers without a gap, and one draft at a time (D-21, R-104, R-156, R-205)."""

from collections.abc import Iterator

import frappe
from frappe.query_builder import Criterion
from frappe.query_builder.functions import Count, Max, Min

from css_case_mgmt.assessment_rhythm import RHYTHMS
from css_case_mgmt.checking.finding import Check, Finding

CLIENT, ENROLMENT, PLAN = "CSS Client", "CSS Enrolment", "CSS Settlement Plan"
# What is counted, of what, by which columns, and with which number it begins.
COUNTED = (
	(ENROLMENT, CLIENT, ("client",), "episode", 1),
	(PLAN, ENROLMENT, ("enrolment",), "revision", 1),
	*((doctype, ENROLMENT, ("enrolment",), "sequence", 1) for doctype in RHYTHMS),
	*((doctype, ENROLMENT, ("enrolment", "sequence"), "revision", 0) for doctype in RHYTHMS),
)

GAP = Check(
	"numbers_with_a_gap",
	"{0} of its records of the kind {1} leaves out a number.",
	"A record was removed, or its number changed: restore it from a backup, or set the number back.",
)
TWICE = Check(
	"number_given_twice",
	"{0} of its records of the kind {1} gives a number twice.",
	"Look at both records and give the later one the next number.",
)
TWO_DRAFTS = Check(
	"two_open_drafts",
	"Two drafts of the kind {0} are open.",
	"Finish one, and abandon the other with a reason.",
)
DRAFT_UNCLEAR = Check(
	"draft_not_what_it_says",
	"Its status as a draft contradicts what it says about being open.",
	"Find out in its history which was changed, and set it back; otherwise a second draft can be begun, or none.",
)
TWO_COUNT = Check(
	"two_revisions_count",
	"Two completed revisions of one assessment count.",
	"See which corrects the other; the one that was corrected names it in Superseded By.",
)


def broken_numbers() -> Iterator[Finding]:
	for doctype, of_what, columns, number, first in COUNTED:
		table = frappe.qb.DocType(doctype)
		keys = [table[column] for column in columns]
		how_many, different = Count(table.name), Count(table[number]).distinct()
		groups = frappe.qb.from_(table).select(keys[0]).where(keys[0] != "").groupby(*keys)
		label = frappe.get_meta(doctype).get_label(number)
		gaps = groups.having((Min(table[number]) != first) | (Max(table[number]) != different + (first - 1)))
		yield from GAP.found(of_what, gaps.run(pluck=True), label, doctype)
		twice = groups.having(how_many != different)
		if columns == ("enrolment",) and doctype in RHYTHMS:
			continue  # The revisions of one assessment have its number.
		yield from TWICE.found(of_what, twice.run(pluck=True), label, doctype)


def broken_drafts() -> Iterator[Finding]:
	for doctype in (*RHYTHMS, PLAN):
		table = frappe.qb.DocType(doctype)
		is_open = open_draft(table, doctype)
		drafts = frappe.qb.from_(table).select(table.enrolment).where(is_open).groupby(table.enrolment)
		yield from TWO_DRAFTS.found(ENROLMENT, drafts.having(Count(table.name) > 1).run(pluck=True), doctype)
		unclear = frappe.qb.from_(table).select(table.name)
		unclear = unclear.where(
			(is_open & (table.open_draft_of.isnull() | (table.open_draft_of != table.enrolment)))
			| (is_open.negate() & table.open_draft_of.isnotnull())
		)
		yield from DRAFT_UNCLEAR.found(doctype, unclear.run(pluck=True))


def open_draft(table, doctype: str) -> Criterion:
	if doctype == PLAN:
		return table.status == "Draft"
	return (table.docstatus == 0) & (table.draft_status == "Open")


def two_revisions() -> Iterator[Finding]:
	for doctype in RHYTHMS:
		table = frappe.qb.DocType(doctype)
		counting = (
			frappe.qb.from_(table)
			.select(table.enrolment)
			.where(table.docstatus == 1)
			.where(table.superseded_by.isnull() | (table.superseded_by == ""))
			.groupby(table.enrolment, table.sequence)
			.having(Count(table.name) > 1)
		)
		yield from TWO_COUNT.found(ENROLMENT, counting.run(pluck=True))


CHECKS = (broken_numbers, broken_drafts, two_revisions)
