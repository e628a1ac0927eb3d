"""Appointments that lead to others: rescheduled, or planned again after nobody came (R-505, R-326)."""

from datetime import datetime

import frappe
from frappe import _
from frappe.model.document import Document

from css_case_mgmt.appointments import APPOINTMENT
from css_case_mgmt.css_case_mgmt.doctype.css_appointment.css_appointment import AppointmentRefused
from css_case_mgmt.css_case_mgmt.doctype.css_appointment.outcomes import KEPT, RESCHEDULED
from css_case_mgmt.family_changes import all_or_nothing
from css_case_mgmt.ways_of_meeting import take_over

AGAIN = (
	"css_case",
	"kind",
	"caseworker",
	"method",
	"location_kind",
	"place",
	"purpose",
	"interpreter",
	"by_telephone",
	"sensitive_topic",
	"unsigned_reason",
)


def locked(name: str) -> Document:
	"""An appointment for changing: of two who change it at once, the second waits and sees what the first did."""
	return frappe.get_doc(APPOINTMENT, name, for_update=True)


def plan_again(
	appointment: Document,
	starts_on: datetime,
	ends_on: datetime,
	*,
	reason: str | None = None,
	cancelled_by: str | None = None,
	**changes,
) -> Document:
	"""Make the appointment that takes the place of another one, and link the two: both, or neither.

	Args:
		appointment: planned, missed or cancelled. A planned one becomes Rescheduled, with the reason (R-326).
		starts_on: of the new one, as stored, like `ends_on`.
		reason: why it is rescheduled.
		cancelled_by: who asked for another time.
		changes: fields of the new one that differ, such as its place.

	Raises:
		AppointmentRefused: it took place, or there is a new one already.
	"""
	if appointment.rescheduled_to:
		refuse(_("There is a new appointment instead of this one already."))
	if appointment.outcome == KEPT:
		refuse(_("This appointment took place. Plan another one in the case."))
	with all_or_nothing():
		successor = frappe.new_doc(APPOINTMENT)
		successor.update({fieldname: appointment.get(fieldname) for fieldname in AGAIN})
		successor.update({"starts_on": starts_on, "ends_on": ends_on, **changes})
		for row in appointment.clients:
			successor.append("clients", {"client": row.client})
		successor.rescheduled_from = appointment.name
		successor.flags.links_are_written = True
		take_over(successor, appointment.method, appointment.location_kind)
		successor.insert()
		appointment.rescheduled_to = successor.name
		if not appointment.outcome:
			appointment.update(
				{"outcome": RESCHEDULED, "outcome_note": reason, "cancelled_by": cancelled_by or None}
			)
		appointment.flags.links_are_written = True
		appointment.save()
	return successor


def refuse(text: str) -> None:
	frappe.throw(text, AppointmentRefused, title=_("Appointment"))
