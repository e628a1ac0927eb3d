"""An appointment that took place, or did not, becomes an activity or an assessment without retyping (R-505)."""

from datetime import date

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import cint

from css_case_mgmt.activities import ACTIVITY, INTERPRETING, MEETINGS
from css_case_mgmt.appointments import APPOINTMENT
from css_case_mgmt.css_case_mgmt.doctype.css_activity.participants import people_on
from css_case_mgmt.css_case_mgmt.doctype.css_appointment.outcomes import KEPT, MISSED, OutcomeRefused
from css_case_mgmt.family_changes import all_or_nothing
from css_case_mgmt.local_time import on_clock_of, stored_zone
from css_case_mgmt.rules.local_times import time_between
from css_case_mgmt.settings import get_setting
from css_case_mgmt.ways_of_meeting import IN_PERSON, is_in_person, mode_of, take_over

ENROLMENT = "CSS Enrolment"
# What an appointment of this kind is written down in, and the field of the appointment that names it.
ASSESSMENT_OF_KIND = {kind: (doctype, fieldname) for doctype, (fieldname, kind) in MEETINGS.items()}
TYPED = ("method", "location_kind", "duration_minutes", "note")


def keep(
	appointment: Document, *, finish: bool = False, client: str | None = None, typed: dict | None = None
) -> Document:
	"""It took place: mark it as kept, and write it down with everything that was planned (R-505).

	Args:
		appointment: one that the user may write, and that has begun.
		finish: the activity is final at once; otherwise it is a draft. Assessments always begin as drafts.
		client: of an assessment, whose it is, if several enrolled people were to come.
		typed: what differed from the plan, and the note: fields of `TYPED`.

	Returns:
		The activity or the assessment.
	"""
	if written := written_down(appointment, client):
		return written
	doctype, fieldname = ASSESSMENT_OF_KIND.get(appointment.kind, (ACTIVITY, "activity"))
	with all_or_nothing():
		if doctype == ACTIVITY:
			document = new_activity(appointment, typed or {})
		else:
			document = assessment_of(appointment, doctype, client, typed or {})
		settle(appointment, KEPT, **({fieldname: document.name} if not appointment.get(fieldname) else {}))
		if finish and doctype == ACTIVITY:
			document.submit()
	return document


def miss(appointment: Document, reason: str, *, log_attempt: bool = False) -> Document | None:
	"""Nobody came: mark it as missed, with the reason, and if wished log the attempt as a final activity.

	Returns:
		The activity that says that the client was not reached, if it was logged.
	"""
	with all_or_nothing():
		if not log_attempt or appointment.activity:
			settle(appointment, MISSED, outcome_note=reason)
			return None
		attempt = new_activity(appointment, {"note": reason}, successful=0, duration_minutes=None)
		settle(appointment, MISSED, outcome_note=reason, activity=attempt.name)
		attempt.submit()
	return attempt


def settle(appointment: Document, outcome: str, **values) -> None:
	appointment.update({"outcome": outcome, **values})
	appointment.flags.links_are_written = True
	appointment.save()


def written_down(appointment: Document, client: str | None) -> Document | None:
	"""What it was written down in before, if that is what is asked for."""
	doctype, fieldname = ASSESSMENT_OF_KIND.get(appointment.kind, (ACTIVITY, "activity"))
	name = appointment.get(fieldname)
	if not name:
		return None
	document = frappe.get_doc(doctype, name)
	return document if doctype == ACTIVITY or client in (None, document.client) else None


def minutes_of(appointment: Document) -> int:
	return int(time_between(appointment.starts_on, appointment.ends_on, stored_zone()).total_seconds() // 60)


def planned(appointment: Document, typed: dict) -> dict:
	"""What an activity takes over: the plan, but for what differed from it."""
	values = {
		"method": appointment.method or IN_PERSON,
		"location_kind": appointment.location_kind,
		"duration_minutes": minutes_of(appointment),
		**{fieldname: typed[fieldname] for fieldname in TYPED if typed.get(fieldname)},
	}
	if not is_in_person(values["method"]):
		values["location_kind"] = None
	return values


def new_activity(appointment: Document, typed: dict, **values) -> Document:
	day = appointment.local_day()
	activity = frappe.new_doc(ACTIVITY)
	activity.update(
		{
			"css_case": appointment.css_case,
			"activity_type": appointment.kind,
			"activity_date": day,
			"appointment": appointment.name,
			"visit_time": time_of_visit(appointment),
			"participants": participants(appointment, day),
			**{fieldname: appointment.get(fieldname) for fieldname in INTERPRETING},
			**planned(appointment, typed),
			**values,
		}
	)
	take_over(activity, appointment.method, appointment.location_kind)
	return activity.insert()


def time_of_visit(appointment: Document) -> str | None:
	"""On the clock of the site, of a kind that asks for it (R-320)."""
	if frappe.get_cached_value("CSS Activity Type", appointment.kind, "asks_for") != "Home Visit":
		return None
	return on_clock_of(appointment.site_of_case(), appointment.starts_on).strftime("%H:%M")


def participants(appointment: Document, day: date) -> list[dict]:
	"""Who was to come; a child without own records is documented under the head of family, or else under the
	first grown-up of those who came (D-09)."""
	clients = [row.client for row in appointment.clients]
	head = frappe.db.get_value(
		"CSS Case Member",
		{"css_case": appointment.css_case, "is_head": 1, "member_to": ("is", "not set")},
		"client",
	)
	people = people_on(list(filter(None, dict.fromkeys([*clients, head]))), appointment.css_case, day)
	own_file_age = get_setting("own_file_age", appointment.site_of_case())
	grown_up = [
		client
		for client, person in people.items()
		if person.is_member and person.is_of_age(day, own_file_age)
	]
	guardian = head if head in grown_up else next(iter(grown_up), None)
	return [
		{
			"client": client,
			"documented_under": None if people[client].has_own_records(day, own_file_age) else guardian,
		}
		for client in clients
	]


def assessment_of(appointment: Document, doctype: str, client: str | None, typed: dict) -> Document:
	"""The open draft of the person's enrolment, as it is, or a new one with what was planned."""
	enrolment = enrolment_for(appointment, client)
	draft = frappe.db.get_value(
		doctype, {"enrolment": enrolment.name, "draft_status": "Open", "docstatus": 0}
	)
	if draft:
		document = frappe.get_doc(doctype, draft)
		document.check_permission("write")
		return document
	values = planned(appointment, typed)
	document = frappe.new_doc(doctype)
	document.update(
		{
			"client": enrolment.client,
			"css_case": enrolment.css_case,
			"enrolment": enrolment.name,
			"assessment_date": appointment.local_day(),
			"mode": mode_of(values["method"], document.meta.get_options("mode").split("\n")),
			"place": values["location_kind"],
			"duration_minutes": cint(values["duration_minutes"]),
			**{fieldname: appointment.get(fieldname) for fieldname in INTERPRETING},
		}
	)
	take_over(document, appointment.location_kind)
	return document.insert()


def enrolment_for(appointment: Document, client: str | None) -> frappe._dict:
	expected = [row.client for row in appointment.clients]
	found = frappe.get_list(
		ENROLMENT,
		filters={"client": ("in", expected), "css_case": appointment.css_case, "status": "Active"},
		fields=["name", "client", "css_case"],
		limit=0,
	)
	if client:
		found = [row for row in found if row.client == client]
	if not found:
		refuse(_("Nobody of those who were to come is enrolled. Choose the kind Intake, or enrol first."))
	if len(found) > 1:
		refuse(_("Choose whose assessment it was: each person has an own one."))
	return found[0]


def take_note(activity: Document) -> None:
	"""A final activity that names an appointment says what came of it, whoever wrote it down (R-505)."""
	if not activity.appointment:
		return
	appointment = frappe.get_doc(APPOINTMENT, activity.appointment, for_update=True)
	outcome = KEPT if activity.successful else MISSED
	if appointment.activity or appointment.outcome not in (None, "", outcome):
		return
	reason = appointment.outcome_note or _("See the activity.")
	settle(appointment, outcome, activity=activity.name, outcome_note=reason if outcome == MISSED else None)


def refuse(text: str) -> None:
	frappe.throw(text, OutcomeRefused, title=_("Outcome"))
