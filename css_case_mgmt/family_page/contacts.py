"""The last contacts with their notes, and problems that are still open: one query (R-222, R-280, R-459).

Only what somebody who is shown took part in: what was done with those who left stays in the file (R-502). What was
entered in the wrong file is left out (R-503), and so are restricted notes, which are no activities (R-288).
"""

import frappe
from frappe.query_builder import Criterion
from frappe.query_builder.functions import Coalesce
from pypika import Order, Query

from css_case_mgmt.contact_counts import counted
from css_case_mgmt.family_page.family import Family
from css_case_mgmt.lines import activity_text

ACTIVITY, PARTICIPANT = "CSS Activity", "CSS Activity Participant"
NAM, PERIODIC = "CSS NAM Assessment", "CSS Periodic Assessment"
MOST_CONTACTS = 5
LONG_AGO = "1000-01-01"
OPEN = "Open"


def activities(family: Family) -> list[frappe._dict] | None:
	"""The last contacts and all activities with an open problem, the latest first, each with its `people`; None for
	whoever may read no activities."""
	if not family.may_read(ACTIVITY):
		return None
	found: dict[str, frappe._dict] = {}
	for row in rows_of_participants(family):
		activity = found.setdefault(row.name, frappe._dict(row, people=[], is_contact=False))
		activity.people.append(family.by_name[row.client].full_name)
		is_counted = row.contact_on and row.reached in counted(family.case.site)
		activity.is_contact = activity.is_contact or bool(is_counted)
	return list(found.values())


def rows_of_participants(family: Family) -> list[frappe._dict]:
	activity, participant = frappe.qb.DocType(ACTIVITY), frappe.qb.DocType(PARTICIPANT)
	nam, periodic = frappe.qb.DocType(NAM), frappe.qb.DocType(PERIODIC)
	user = frappe.qb.DocType("User")
	is_recent = is_contact(participant, family) & (
		activity.activity_date >= Coalesce(day_of_last(family), LONG_AGO)
	)
	query = (
		frappe.qb.from_(activity)
		.join(participant)
		.on((participant.parent == activity.name) & (participant.parenttype == ACTIVITY))
		.left_join(user)
		.on(user.name == activity.caseworker)
		.select(
			activity.name,
			activity.activity_type,
			activity.activity_date,
			activity.method,
			activity.successful,
			activity.attempt_result,
			activity.note,
			activity.problem,
			activity.problem_status,
			participant.client,
			participant.contact_on,
			participant.successful.as_("reached"),
			user.full_name.as_("worker"),
		)
		.where(family.readable(ACTIVITY))
		.where(activity.docstatus == 1)
		.where(activity.marked_in_error_on.isnull())
		.where(participant.client.isin(family.clients))
		.where(is_recent | (activity.problem_status == OPEN))
		.orderby(activity.activity_date, order=Order.desc)
		.orderby(activity.creation, order=Order.desc)
		.orderby(participant.idx)
	)
	for table, doctype, fieldname in (
		(nam, NAM, "nam_assessment"),
		(periodic, PERIODIC, "periodic_assessment"),
	):
		if family.may_read(doctype):
			# The note of an assessment's meeting stands in the assessment.
			query = (
				query.left_join(table)
				.on(
					(table.name == activity[fieldname])
					& (table.css_case == family.case.name)
					& table.marked_in_error_on.isnull()
				)
				.select(table.case_note.as_(f"{fieldname}_note"))
			)
	return query.run(as_dict=True)


def is_contact(participant, family: Family) -> Criterion:
	"""As the site counts contacts (D-10)."""
	return participant.contact_on.isnotnull() & participant.successful.isin(counted(family.case.site))


def day_of_last(family: Family) -> Query:
	"""The day of the last contact that is shown."""
	activity = frappe.qb.DocType(ACTIVITY).as_("recent_activity")
	participant = frappe.qb.DocType(PARTICIPANT).as_("recent_participant")
	return (
		frappe.qb.from_(activity)
		.join(participant)
		.on((participant.parent == activity.name) & (participant.parenttype == ACTIVITY))
		.select(activity.activity_date)
		.where(activity.css_case == family.case.name)
		.where(activity.docstatus == 1)
		.where(activity.marked_in_error_on.isnull())
		.where(participant.client.isin(family.clients))
		.where(is_contact(participant, family))
		.groupby(activity.name, activity.activity_date)
		.orderby(activity.activity_date, order=Order.desc)
		.limit(1)
		.offset(MOST_CONTACTS - 1)
	)


def last_contacts(found: list[frappe._dict] | None) -> list[dict] | None:
	if found is None:
		return None
	return [
		{
			"name": row.name,
			"text": activity_text(row),
			"date": row.activity_date,
			"people": row.people,
			"worker": row.worker,
			"note": row.note or row.nam_assessment_note or row.periodic_assessment_note or None,
		}
		for row in [each for each in found if each.is_contact][:MOST_CONTACTS]
	]


def open_problems(found: list[frappe._dict] | None) -> list[dict] | None:
	if found is None:
		return None
	return [
		{
			"name": row.name,
			"problem": row.problem or activity_text(row),
			"date": row.activity_date,
			"people": row.people,
		}
		for row in found
		if row.problem_status == OPEN
	]
