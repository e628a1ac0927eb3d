"""Appointments of today, of the next days, and those of which nobody has said what came of them: one query."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta

import frappe

from css_case_mgmt.local_time import now_stored, on_clock_of
from css_case_mgmt.rules.today import Item, Kind, State, Task
from css_case_mgmt.today.files import Files
from css_case_mgmt.today.making import about
from css_case_mgmt.today.whose import Whose

DOCTYPE = "CSS Appointment"
# From Friday to Monday.
DAYS_AHEAD = 3


def appointment_items(files: Files, whose: Whose) -> Iterator[tuple[Item, tuple[str, ...]]]:
	"""Each with the clients who are to come (R-505)."""
	now = now_stored()
	together: dict[str, list[frappe._dict]] = {}
	for row in open_appointments(files, whose):
		together.setdefault(row.name, []).append(row)
	for rows in together.values():
		row = rows[0]
		day = on_clock_of(row.site, row.starts_on).date()
		state = state_of_appointment(day, whose.today_at(row.site))
		if not state:
			continue
		item = about(
			row,
			whose,
			Kind.APPOINTMENT,
			state,
			Task.ENTER_OUTCOME if (row.ends_on or row.starts_on) < now else Task.ATTEND,
			due=day,
			starts_on=row.starts_on,
			detail=row.kind,
			record=(DOCTYPE, row.name),
			worker=row.with_whom,
		)
		yield item, tuple(each.comes for each in rows if each.comes)


def state_of_appointment(day: date, today: date) -> State | None:
	if day < today:
		return State.OVERDUE
	if day == today:
		return State.TODAY
	return State.SOON if day <= today + timedelta(days=DAYS_AHEAD) else None


def open_appointments(files: Files, whose: Whose) -> list[frappe._dict]:
	"""Without outcome: of these families, and one's own in any other file that one may read. A row per client."""
	appointment, coming = frappe.qb.DocType(DOCTYPE), frappe.qb.DocType("CSS Appointment Client")
	case = frappe.qb.DocType("CSS Case")
	where = appointment.css_case.isin(list(files.cases) or [""])
	if not whose.site:
		own = appointment.caseworker == whose.scope.user
		where |= own & appointment.css_case.isin(whose.reachable())
	return (
		frappe.qb.from_(appointment)
		.join(case)
		.on(case.name == appointment.css_case)
		.left_join(coming)
		.on((coming.parent == appointment.name) & (coming.parenttype == DOCTYPE))
		.select(
			appointment.name,
			appointment.css_case,
			appointment.starts_on,
			appointment.ends_on,
			appointment.kind,
			appointment.caseworker.as_("with_whom"),
			case.file_number.as_("case_number"),
			case.site,
			case.caseworker,
			coming.client.as_("comes"),
		)
		.where(appointment.outcome.isnull() | (appointment.outcome == ""))
		.where(appointment.starts_on < end_of_window(whose))
		.where(where)
		.orderby(appointment.starts_on)
		.orderby(coming.idx)
		.run(as_dict=True)
	)


def end_of_window(whose: Whose) -> datetime:
	"""Late enough for every site; each row is then read by its own site's calendar."""
	last_day = max(whose.scope.today.values()) + timedelta(days=DAYS_AHEAD + 2)
	return datetime.combine(last_day, time.min)
