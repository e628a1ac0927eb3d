"""Planning appointments, and saying what came of them (R-505, R-173, R-326)."""

from datetime import datetime, timedelta

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import cint

from css_case_mgmt.api.permission import require
from css_case_mgmt.appointments import APPOINTMENT, appointments_between
from css_case_mgmt.appointments_shown import choices_for, overlaps_shown, panel_of, with_names
from css_case_mgmt.bookings import Wanted
from css_case_mgmt.local_time import as_moment, from_clock_of, now_stored
from css_case_mgmt.planning import locked, plan_again, refuse
from css_case_mgmt.settings import case_today
from css_case_mgmt.ways_of_meeting import IN_PERSON
from css_case_mgmt.writing_down import keep as write_down
from css_case_mgmt.writing_down import miss as mark_missed
from css_case_mgmt.writing_down import settle

DAYS_AHEAD, DAYS_BACK = 120, 60
MOST_MINUTES = 24 * 60


@frappe.whitelist(methods=["GET", "POST"])
def get_choices(css_case: str) -> dict:
	"""What there is to choose from when planning: members of the family, kinds, colleagues, the site's clock."""
	case = frappe.get_doc("CSS Case", css_case)
	case.check_permission("write")
	require(APPOINTMENT, "create")
	return choices_for(case)


@frappe.whitelist(methods=["POST"])
def plan(
	css_case: str,
	kind: str,
	on: str,
	at: str,
	minutes: int | str,
	clients: list | str,
	caseworker: str | None = None,
	method: str | None = None,
	location_kind: str | None = None,
	place: str | None = None,
	purpose: str | None = None,
	interpreter: str | None = None,
	by_telephone: int | str = 0,
	sensitive_topic: int | str = 0,
	unsigned_reason: str | None = None,
) -> str:
	"""Plan an appointment and return its name.

	Args:
		kind: a CSS Activity Type that can be planned.
		on: the day at the site.
		at: the time on the site's clock, such as 14:30.
		minutes: how long.
		clients: names of members of the family.
		caseworker: with whom; by default the case's caseworker.
	"""
	require(APPOINTMENT, "create")
	case = frappe.get_doc("CSS Case", css_case)
	case.check_permission("write")
	starts_on, ends_on = times(case.site, on, at, minutes)
	appointment = frappe.new_doc(APPOINTMENT)
	appointment.update(
		{
			"css_case": css_case,
			"kind": kind,
			"starts_on": starts_on,
			"ends_on": ends_on,
			"caseworker": caseworker or None,
			"method": method or IN_PERSON,
			"location_kind": location_kind or None,
			"place": place,
			"purpose": purpose,
			"clients": [{"client": client} for client in names_in(clients)],
			"interpreter": interpreter or None,
			"by_telephone": cint(by_telephone),
			"sensitive_topic": cint(sensitive_topic),
			"unsigned_reason": unsigned_reason,
		}
	)
	return appointment.insert().name


@frappe.whitelist(methods=["GET", "POST"])
def get_overlaps(
	css_case: str,
	caseworker: str | None = None,
	interpreter: str | None = None,
	clients: list | str | None = None,
	starts_on: str | None = None,
	ends_on: str | None = None,
	on: str | None = None,
	at: str | None = None,
	minutes: int | str | None = None,
	appointment: str | None = None,
) -> list[dict]:
	"""Whose time would be taken twice, while an appointment is being planned; of files that the user may not see
	the time only (R-505, R-502).

	Args:
		starts_on: as stored, with `ends_on`; or else `on`, `at` and `minutes` on the site's clock.
		appointment: the one that is being changed.

	Returns:
		For each other appointment: who, name and title (None for a file out of reach), local_start, local_end.
	"""
	require(APPOINTMENT, "create")
	case = frappe.get_doc("CSS Case", css_case)
	case.check_permission("write")
	if starts_on and ends_on:
		starts, ends = as_moment(starts_on, _("Starts")), as_moment(ends_on, _("Ends"))
	else:
		starts, ends = times(case.site, on, at, minutes)
	if ends <= starts or ends - starts > timedelta(minutes=MOST_MINUTES):
		return []
	wanted = Wanted(
		starts, ends, case.site, caseworker, interpreter, tuple(names_in(clients)), appointment or ""
	)
	return overlaps_shown(wanted)


@frappe.whitelist(methods=["GET", "POST"])
def get_upcoming(css_case: str) -> dict:
	"""The next appointments of a family, and those of which nobody has said yet what came of them."""
	case = frappe.get_doc("CSS Case", css_case)
	case.check_permission("read")
	require(APPOINTMENT, "read")
	today = case_today(css_case)
	rows = appointments_between(
		frappe.session.user,
		today - timedelta(days=DAYS_BACK),
		today + timedelta(days=DAYS_AHEAD),
		css_case=css_case,
		open_only=True,
	)
	now = now_stored()
	return {
		"today": today,
		"appointments": with_names(rows, case.site),
		"waiting": [row.name for row in rows if row.ends_on <= now],
		"may_write": case.may_be_changed() and frappe.has_permission(APPOINTMENT, "create"),
	}


@frappe.whitelist(methods=["GET", "POST"])
def get_panel(appointment: str) -> dict:
	"""What the form of an appointment shows beside its fields, and what can be done with it now."""
	document = frappe.get_doc(APPOINTMENT, appointment)
	document.check_permission("read")
	return panel_of(document)


@frappe.whitelist(methods=["POST"])
def keep(
	appointment: str,
	finish: int | str = 0,
	client: str | None = None,
	method: str | None = None,
	location_kind: str | None = None,
	duration_minutes: int | str | None = None,
	note: str | None = None,
) -> dict:
	"""It took place: mark it as kept and write it down, as an activity or in the draft of an assessment (R-505).

	Args:
		finish: complete the activity at once.
		client: whose assessment, if several enrolled people were to come.
		method: if it took place in another way than planned; so with `location_kind` and `duration_minutes`.
		note: of the activity.

	Returns:
		doctype, name and docstatus of what it became.
	"""
	document = writable(appointment)
	typed = {
		"method": method,
		"location_kind": location_kind,
		"duration_minutes": cint(duration_minutes),
		"note": note,
	}
	written = write_down(document, finish=bool(cint(finish)), client=client or None, typed=typed)
	return {"doctype": written.doctype, "name": written.name, "docstatus": int(written.docstatus)}


@frappe.whitelist(methods=["POST"])
def miss(appointment: str, reason: str, log_attempt: int | str = 0) -> str | None:
	"""Nobody came. If wished, the attempt is logged as an activity, whose name is returned (R-505, D-10)."""
	attempt = mark_missed(writable(appointment), reason, log_attempt=bool(cint(log_attempt)))
	return attempt and attempt.name


@frappe.whitelist(methods=["POST"])
def cancel(appointment: str, reason: str, cancelled_by: str | None = None) -> None:
	"""It does not take place, and there is no other time yet."""
	document = writable(appointment)
	settle(document, "Cancelled", outcome_note=reason, cancelled_by=cancelled_by or None)


@frappe.whitelist(methods=["POST"])
def reschedule(
	appointment: str,
	on: str,
	at: str,
	minutes: int | str,
	reason: str | None = None,
	cancelled_by: str | None = None,
) -> str:
	"""Another time instead: of a planned appointment with the reason, of a missed or cancelled one without (R-326).

	Returns:
		The new appointment.
	"""
	require(APPOINTMENT, "create")
	document = writable(appointment)
	starts_on, ends_on = times(document.site_of_case(), on, at, minutes)
	return plan_again(document, starts_on, ends_on, reason=reason, cancelled_by=cancelled_by).name


def writable(appointment: str) -> Document:
	document = locked(appointment)
	document.check_permission("write")
	return document


def times(site: str, on: object, at: object, minutes: object) -> tuple[datetime, datetime]:
	length = cint(minutes)
	if not 0 < length <= MOST_MINUTES:
		refuse(_("Say how long it takes, in minutes, {0} at most.").format(MOST_MINUTES))
	starts = from_clock_of(site, on, at)
	return starts, starts + timedelta(minutes=length)


def names_in(clients: object) -> list[str]:
	"""Names as a list; anything else is refused."""
	try:
		found = frappe.parse_json(clients) if clients else []
	except ValueError:
		found = None
	if not isinstance(found, list) or not all(isinstance(name, str) for name in found):
		refuse(_("Choose who is to come."))
	return found
