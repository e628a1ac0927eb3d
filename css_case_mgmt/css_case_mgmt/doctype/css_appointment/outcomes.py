"""What came of an appointment, and when that may still be changed (R-505, R-326).

Kept and missed are said once it has begun. A missed, cancelled or rescheduled one says why. An outcome is mended by
whoever may write the appointment on the day on which it was recorded, later by the site's manager, and by nobody once
something follows from it: a note, an assessment or a new appointment.
"""

import frappe
from frappe import _
from frappe.model.document import Document

from css_case_mgmt.local_time import now_stored
from css_case_mgmt.permissions.scope import scope_of
from css_case_mgmt.settings import site_today

KEPT, MISSED, CANCELLED, RESCHEDULED = "Kept", "Missed", "Cancelled", "Rescheduled"
AFTER_IT_BEGAN = (KEPT, MISSED)
WITH_REASON = (MISSED, CANCELLED, RESCHEDULED)
WRITTEN_DOWN = ("activity", "nam_assessment", "periodic_assessment")


class OutcomeRefused(frappe.ValidationError):
	"""An outcome that cannot be recorded like this."""


def check_outcome(appointment: Document) -> None:
	appointment.outcome = appointment.outcome or ""
	before = appointment.get_doc_before_save()
	was = (before.outcome if before else None) or ""
	recorded_on = before.outcome_on if before else None
	if appointment.outcome != was:
		if was:
			require_right_to_change(appointment, before)
		recorded_on = site_today(appointment.site_of_case()) if appointment.outcome else None
	appointment.outcome_on = recorded_on
	if not appointment.outcome:
		appointment.outcome_note = None
	if appointment.outcome not in (CANCELLED, RESCHEDULED):
		appointment.cancelled_by = ""
	require_that_it_began(appointment)
	require_reason(appointment)


def require_right_to_change(appointment: Document, before: Document) -> None:
	if before.outcome == RESCHEDULED:
		refuse(_("A new appointment was made instead. Cancel or change that one."))
	if any(before.get(fieldname) for fieldname in WRITTEN_DOWN):
		refuse(_("It has been written down what came of this appointment. The outcome stays."))
	site = appointment.site_of_case()
	if before.outcome_on and before.outcome_on < site_today(site) and not is_manager(site):
		refuse(_("The outcome was recorded on an earlier day. Ask the manager to change it."))


def is_manager(site: str) -> bool:
	user = frappe.session.user
	return user == "Administrator" or site in scope_of(user).managed_sites


def require_that_it_began(appointment: Document) -> None:
	if appointment.outcome in AFTER_IT_BEGAN and appointment.starts_on > now_stored():
		refuse(
			_("This appointment has not begun yet. Until then it can be cancelled or rescheduled."),
		)


def require_reason(appointment: Document) -> None:
	if appointment.outcome in WITH_REASON and not (appointment.outcome_note or "").strip():
		refuse(_("Say why, in a few words, such as: no childcare, bad weather, ill."))
	if appointment.outcome == RESCHEDULED and not appointment.rescheduled_to:
		refuse(_("Use Reschedule: it makes the new appointment and links the two."))


def refuse(text: str) -> None:
	frappe.throw(text, OutcomeRefused, title=_("Outcome"))
