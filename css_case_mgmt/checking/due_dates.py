"""Due dates that are not what the rules compute (D-01, D-21, D-30)."""

from collections.abc import Iterator
from datetime import datetime

import frappe
from frappe.utils import get_datetime

from css_case_mgmt.assessment_rhythm import RHYTHMS
from css_case_mgmt.checking.finding import Check, Finding
from css_case_mgmt.naars_follow_up import REFERRAL, planned_for
from css_case_mgmt.reminders.due_tables import months_after
from css_case_mgmt.rules.nam_schedule import nearest_timepoint
from css_case_mgmt.settings import SETTINGS

ENROLMENT, CASE = "CSS Enrolment", "CSS Case"

DUE = Check(
	"due_date_not_that_of_slot",
	"The due date is not that of its month, counted from the enrolment date.",
	"See in the history whether the enrolment date or the due date was changed, and set it back.",
)
SLOT = Check(
	"slot_not_the_nearest",
	"The month that it counts for is not the nearest to its date.",
	"Set the month and the due date back; a correction of the assessment computes both.",
)
EARLY = Check(
	"assessment_outside_enrolment",
	"It lies before the enrolment.",
	"See in the history which of the two dates was changed, and set it back.",
)
FOLLOW_UP = Check(
	"follow_up_not_that_of_naars",
	"The days of the NAARS follow-up are not those that its date gives.",
	"Save the referral; both days are computed.",
)


def due_dates_of_assessments() -> Iterator[Finding]:
	for doctype in RHYTHMS:
		table, enrolment = frappe.qb.DocType(doctype), frappe.qb.DocType(ENROLMENT)
		joined = (
			frappe.qb.from_(table).join(enrolment).on(enrolment.name == table.enrolment).select(table.name)
		)
		before = table.assessment_date < enrolment.enrolment_date
		due = months_after(enrolment.enrolment_date, table.timepoint_month)
		yield from EARLY.found(doctype, joined.where(before).run(pluck=True))
		differs = table.due_date.isnull() | (table.due_date != due)
		yield from DUE.found(doctype, joined.where(before.negate() & differs).run(pluck=True))


def slots_of_assessments() -> Iterator[Finding]:
	"""Of those begun since the settings changed last: an earlier one was computed with what held then."""
	changed = last_changes()
	for doctype, rhythm in RHYTHMS.items():
		table, enrolment, case = (frappe.qb.DocType(each) for each in (doctype, ENROLMENT, CASE))
		rows = (
			frappe.qb.from_(table)
			.join(enrolment)
			.on(enrolment.name == table.enrolment)
			.join(case)
			.on(case.name == table.css_case)
			.select(
				table.name,
				table.creation,
				table.assessment_date,
				table.timepoint_month,
				enrolment.enrolment_date,
				case.site,
			)
			.where(table.creation > min(changed.values(), default=datetime.max))
			.where(table.assessment_date >= enrolment.enrolment_date)
			.run(as_dict=True)
		)
		intervals = {site: rhythm.interval(site) for site in changed}
		yield from SLOT.found(
			doctype, [row.name for row in rows if is_elsewhere(row, changed, intervals, rhythm)]
		)


def is_elsewhere(row: frappe._dict, changed: dict[str, datetime], intervals: dict[str, int], rhythm) -> bool:
	if row.site not in changed or row.creation <= changed[row.site]:
		return False
	interval = intervals[row.site]
	first = rhythm.first_month(interval)
	return row.timepoint_month != nearest_timepoint(row.enrolment_date, row.assessment_date, interval, first)


def follow_ups_of_naars() -> Iterator[Finding]:
	changed = last_changes()
	table = frappe.qb.DocType(REFERRAL)
	rows = (
		frappe.qb.from_(table)
		.select(
			table.name,
			table.site,
			table.creation,
			table.naars_date,
			table.naars_follow_up_opens,
			table.naars_follow_up_due,
		)
		.where(table.naars_date.isnotnull() | table.naars_follow_up_due.isnotnull())
		.run(as_dict=True)
	)
	yield from FOLLOW_UP.found(REFERRAL, [row.name for row in rows if is_mistaken(row, changed)])


def is_mistaken(row: frappe._dict, changed: dict[str, datetime]) -> bool:
	if not row.naars_date or not row.naars_follow_up_due:
		return True
	if row.site not in changed or row.creation <= changed[row.site]:
		return False
	planned = planned_for(row.naars_date, row.site)
	return (row.naars_follow_up_opens, row.naars_follow_up_due) != (planned.opens, planned.due)


def last_changes() -> dict[str, datetime]:
	"""When the settings in force at each site were changed last, the network's or its own."""
	network = get_datetime(frappe.get_cached_doc(SETTINGS).modified) or datetime.min
	table = frappe.qb.DocType("CSS Site")
	sites = frappe.qb.from_(table).select(table.name, table.modified).run()
	return {name: max(network, modified) for name, modified in sites}


CHECKS = (due_dates_of_assessments, slots_of_assessments, follow_ups_of_naars)
