"""What is due: assessments, consents that end, and appointments (R-150, R-180, R-505): one query besides the clocks."""

import frappe
from frappe import _

from css_case_mgmt.appointments_shown import wall_clock
from css_case_mgmt.family_page.family import Family
from css_case_mgmt.lines import Line, about, clock_lines, line
from css_case_mgmt.local_time import now_stored, on_clock_of

APPOINTMENT, COMING = "CSS Appointment", "CSS Appointment Client"
NAM = "CSS NAM Assessment"
MOST_APPOINTMENTS = 3


def due(family: Family, ending: list[Line]) -> list[Line]:
	"""By their day, the earliest first.

	Args:
		ending: consents that end soon.
	"""
	lines = [*assessments_due(family), *ending, *appointments(family)]
	return sorted(lines, key=lambda each: str(each["date"]))


def assessments_due(family: Family) -> list[Line]:
	if not family.may_read(NAM):
		return []
	return [
		{**each, "doctype": "CSS Enrolment", "name": person.enrolment.name}
		for person in family.living
		if person.enrolment
		for each in about(person.full_name, clock_lines(family.clocks[person.enrolment.name]))
	]


def appointments(family: Family) -> list[Line]:
	"""The next ones to which somebody who is shown comes, or that are of the whole family."""
	if not family.may_read(APPOINTMENT):
		return []
	found: dict[str, frappe._dict] = {}
	for row in rows_of_appointments(family):
		appointment = found.setdefault(row.name, frappe._dict(row, people=[], is_open_to_all=not row.client))
		if row.client in family.by_name:
			appointment.people.append(family.by_name[row.client].full_name)
	shown = [row for row in found.values() if row.people or row.is_open_to_all]
	return [appointment_line(row, family) for row in shown[:MOST_APPOINTMENTS]]


def rows_of_appointments(family: Family) -> list[frappe._dict]:
	appointment, coming = frappe.qb.DocType(APPOINTMENT), frappe.qb.DocType(COMING)
	return (
		frappe.qb.from_(appointment)
		.left_join(coming)
		.on((coming.parent == appointment.name) & (coming.parenttype == APPOINTMENT))
		.select(
			appointment.name, appointment.kind, appointment.starts_on, appointment.interpreter, coming.client
		)
		.where(family.readable(APPOINTMENT))
		.where(appointment.ends_on >= now_stored())
		.where(appointment.outcome.isnull() | (appointment.outcome == ""))
		.orderby(appointment.starts_on)
		.orderby(appointment.name)
		.orderby(coming.idx)
		.run(as_dict=True)
	)


def appointment_line(row: frappe._dict, family: Family) -> Line:
	site = family.case.site
	return line(
		_("Appointment: {0}").format(_(row.kind)),
		who=", ".join(row.people) or None,
		date=on_clock_of(site, row.starts_on).date(),
		time=wall_clock(site, row.starts_on)[-5:],
		detail=_("with an interpreter") if row.interpreter else None,
		doctype=APPOINTMENT,
		name=row.name,
	)
