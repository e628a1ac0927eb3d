"""Appointments as the desk shows them: with names for whoever reads the file, on the clock of the site (R-505)."""

from collections.abc import Iterable
from datetime import datetime

import frappe
from frappe.model.document import Document

from css_case_mgmt.appointments import clients_of
from css_case_mgmt.asking import active_staff
from css_case_mgmt.bookings import Wanted, overlaps_of
from css_case_mgmt.css_case_mgmt.doctype.css_appointment.outcomes import WRITTEN_DOWN
from css_case_mgmt.interpreter_use import interpreter_used
from css_case_mgmt.local_time import now_stored, on_clock_of, stored_zone, zone_of
from css_case_mgmt.people import NAME_FIELDS, full_name
from css_case_mgmt.settings import site_today
from css_case_mgmt.ways_of_meeting import is_in_person, methods_in_use, places_in_use
from css_case_mgmt.writing_down import ASSESSMENT_OF_KIND, minutes_of

CLOCK = "%Y-%m-%d %H:%M"


def wall_clock(site: str, stored: datetime) -> str:
	return on_clock_of(site, stored).strftime(CLOCK)


def clock_note(site: str) -> str | None:
	"""The zone of a site whose clock differs from the one in which the desk shows times."""
	zone = zone_of(site)
	return None if zone == stored_zone() else zone.key


def choices_for(case: Document) -> dict:
	"""What there is to choose from when an appointment is planned in a case, whose file may be written."""
	return {
		"today": site_today(case.site),
		"time_zone": zone_of(case.site).key,
		"differs": bool(clock_note(case.site)),
		"members": members_of(case),
		"kinds": kinds(),
		"methods": methods_in_use(can_be_planned=1),
		"places": places_in_use(),
		"colleagues": colleagues(case.site),
		"caseworker": case.caseworker or frappe.session.user,
		"may_choose_interpreter": frappe.has_permission("CSS Interpreter", "read"),
	}


def members_of(case: Document) -> list[dict]:
	"""Today's members, the head of family first."""
	today = site_today(case.site)
	rows = frappe.get_list(
		"CSS Case Member",
		filters={"css_case": case.name},
		fields=["client", "is_head", "member_to"],
		order_by="is_head desc, member_from asc, creation asc",
		limit=0,
	)
	current = [row.client for row in rows if not row.member_to or row.member_to > today]
	people = people_called(current)
	return [{"client": client, **people[client]} for client in dict.fromkeys(current) if client in people]


def people_called(clients: Iterable[str]) -> dict[str, dict]:
	"""Name and file number of those whom the reader may read, in one query."""
	rows = frappe.get_list(
		"CSS Client",
		filters={"name": ("in", list(clients) or [""])},
		fields=["name", "file_number", "needs_interpreter", *NAME_FIELDS],
		limit=0,
	)
	return {
		row.name: {
			"full_name": full_name(row),
			"file_number": row.file_number,
			"needs_interpreter": row.needs_interpreter,
		}
		for row in rows
	}


def kinds() -> list[str]:
	return frappe.get_all(
		"CSS Activity Type",
		filters={"enabled": 1, "can_be_planned": 1},
		order_by="position asc, name asc",
		pluck="name",
	)


def colleagues(site: str) -> list[dict]:
	rows = frappe.get_all(
		"User",
		filters={"name": ("in", active_staff(site) or [""]), "enabled": 1},
		fields=["name", "full_name"],
		order_by="full_name asc",
	)
	return [{"value": row.name, "label": row.full_name} for row in rows]


def with_names(rows: list[frappe._dict], site: str) -> list[dict]:
	"""Appointments of one case, each with who is to come and whether somebody interprets."""
	expected = clients_of(row.name for row in rows)
	people = people_called({client for clients in expected.values() for client in clients})
	return [
		{
			"name": row.name,
			"kind": row.kind,
			"method": row.method,
			"is_in_person": is_in_person(row.method),
			"location_kind": row.location_kind,
			"place": row.place,
			"caseworker": frappe.utils.get_fullname(row.caseworker) if row.caseworker else None,
			"has_interpreter": bool(row.interpreter),
			"local_start": row.local_start.strftime(CLOCK),
			"local_end": row.local_end.strftime(CLOCK),
			"clients": [people[client]["full_name"] for client in expected[row.name] if client in people],
		}
		for row in rows
	]


def panel_of(appointment: Document) -> dict:
	"""What the form of a stored appointment shows and offers."""
	site = appointment.site_of_case()
	clients = [row.client for row in appointment.clients]
	people = people_called(clients)
	may_write = appointment.may_be_changed()
	assessment = ASSESSMENT_OF_KIND.get(appointment.kind)
	return {
		"local_start": wall_clock(site, appointment.starts_on),
		"local_end": wall_clock(site, appointment.ends_on),
		"time_zone": clock_note(site),
		"minutes": minutes_of(appointment),
		"today": site_today(site),
		"has_begun": appointment.starts_on <= now_stored(),
		"clients": [{"client": client, **people[client]} for client in clients if client in people],
		"interpreter": interpreter_used(appointment),
		"may_write": may_write,
		"may_finish": frappe.has_permission("CSS Activity", "submit"),
		"assessment": assessment and assessment[0],
		"enrolled": enrolled(appointment, people) if assessment and may_write else [],
		"methods": methods_in_use(can_be_planned=1) if may_write else [],
		"places": places_in_use() if may_write else [],
		"written_down": written_down(appointment),
		"overlaps": overlaps_on_form(appointment) if may_write and not appointment.outcome else [],
	}


def enrolled(appointment: Document, people: dict[str, dict]) -> list[dict]:
	rows = frappe.get_list(
		"CSS Enrolment",
		filters={
			"client": ("in", list(people) or [""]),
			"css_case": appointment.css_case,
			"status": "Active",
		},
		fields=["name", "client"],
		limit=0,
	)
	return [
		{"client": row.client, "enrolment": row.name, "full_name": people[row.client]["full_name"]}
		for row in rows
	]


def written_down(appointment: Document) -> list[dict]:
	"""The activity and the assessment that it became, as far as the reader may read them."""
	found = []
	for fieldname in WRITTEN_DOWN:
		name, doctype = appointment.get(fieldname), appointment.meta.get_field(fieldname).options
		if name and frappe.has_permission(doctype, "read", doc=name):
			docstatus = frappe.db.get_value(doctype, name, "docstatus")
			found.append({"doctype": doctype, "name": name, "is_draft": docstatus == 0})
	return found


def overlaps_on_form(appointment: Document) -> list[dict]:
	wanted = Wanted(
		appointment.starts_on,
		appointment.ends_on,
		appointment.site_of_case(),
		appointment.caseworker,
		appointment.interpreter,
		tuple(row.client for row in appointment.clients),
		appointment.name,
	)
	return overlaps_shown(wanted)


def overlaps_shown(wanted: Wanted) -> list[dict]:
	"""Overlaps for the reader, with their times at the site of the case."""
	return [
		{
			"who": row["who"],
			"name": row["name"],
			"title": row["title"],
			"local_start": wall_clock(wanted.site, row["starts_on"]),
			"local_end": wall_clock(wanted.site, row["ends_on"]),
		}
		for row in overlaps_of(wanted, frappe.session.user)
	]
