"""Nobody is expected in a case that she does not belong to any more (R-502, D-20).

What is written here says neither who changed it nor where she went: whoever serves the case that she left learns
nothing that the end of the membership does not say.
"""

from datetime import date

import frappe
from frappe import _
from frappe.utils import now

from css_case_mgmt.appointments import APPOINTMENT, CLIENT_ROW, is_open
from css_case_mgmt.css_case_mgmt.doctype.css_activity.participants import memberships_of
from css_case_mgmt.css_case_mgmt.doctype.css_appointment.outcomes import CANCELLED
from css_case_mgmt.local_time import on_clock_of
from css_case_mgmt.settings import site_today


def leave_appointments(client: str) -> None:
	"""Take a client out of every appointment without outcome on a day when she does not belong to its case; one
	that was hers alone is cancelled. No version and no name of who did it: that might be her next caseworker."""
	held = memberships_of([client]).get(client, [])
	for row in planned_with(client):
		day = on_clock_of(row.site, row.starts_on).date()
		if not is_expected(held, row.css_case, day):
			take_out(row, client)


def is_expected(held: list[tuple], css_case: str, day: date) -> bool:
	return any(case == css_case and membership.includes(day) for case, membership in held)


def planned_with(client: str) -> list[frappe._dict]:
	table, row, case = (frappe.qb.DocType(each) for each in (APPOINTMENT, CLIENT_ROW, "CSS Case"))
	return (
		frappe.qb.from_(row)
		.join(table)
		.on(table.name == row.parent)
		.join(case)
		.on(case.name == table.css_case)
		.select(table.name, table.css_case, table.starts_on, case.site)
		.where(row.client == client)
		.where(row.parenttype == APPOINTMENT)
		.where(is_open(table))
		.run(as_dict=True)
	)


def take_out(appointment: frappe._dict, client: str, note: str | None = None) -> None:
	"""Somebody is not expected any more; an appointment that was hers alone is cancelled.

	Args:
		note: why, where it is something else than that she left the case.
	"""
	row = frappe.qb.DocType(CLIENT_ROW)
	of_appointment = (row.parent == appointment.name) & (row.parenttype == APPOINTMENT)
	frappe.qb.from_(row).delete().where(of_appointment).where(row.client == client).run()
	# A form that is open elsewhere must not bring her back.
	values = {"modified": now()}
	if not frappe.qb.from_(row).select(row.name).where(of_appointment).limit(1).run():
		values.update(
			{
				"outcome": CANCELLED,
				"outcome_note": note or _("Nobody who was to come belongs to this case now."),
				"cancelled_by": "Other",
				"outcome_on": site_today(appointment.site),
			}
		)
	frappe.db.set_value(APPOINTMENT, appointment.name, values, update_modified=False)
	frappe.clear_document_cache(APPOINTMENT, appointment.name)
