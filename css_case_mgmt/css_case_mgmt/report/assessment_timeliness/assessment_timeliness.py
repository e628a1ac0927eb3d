"""Assessment Timeliness: whether what fell due was done on time, on both clocks (R-187, R-188)."""

from collections import Counter, defaultdict
from datetime import date

import frappe
from frappe import _
from frappe.utils import add_months

from css_case_mgmt.assessment_rhythm import NAM, PERIODIC, Rhythm
from css_case_mgmt.css_case_mgmt.report.assessment_timeliness.course_rows import (
	Selection,
	course_of,
	done_by_slot,
)
from css_case_mgmt.permissions.scope import scope_of
from css_case_mgmt.report_columns import column
from css_case_mgmt.report_filters import day, refuse, text
from css_case_mgmt.report_people import add_names
from css_case_mgmt.rules.assessment_timeliness import FELL_DUE, Slot, Timeliness, share_on_time, slots_due
from css_case_mgmt.rules.exact_numbers import round_half_up

RHYTHMS = {"NAM": NAM, "Periodic Assessment": PERIODIC}
BREAKDOWNS = ("Caseworker", "Site", "Slot")
COUNT_FIELDS = {
	Timeliness.ON_TIME: "on_time",
	Timeliness.LATE: "late",
	Timeliness.OVERDUE: "overdue",
	Timeliness.MISSED: "missed",
	Timeliness.NOT_DUE_YET: "not_due_yet",
}


@frappe.read_only()
def execute(filters: dict | None = None):
	"""Columns, rows, message, chart and summary of the slots that fall due within a range of dates.

	On time is an assessment made within the window of its slot, that is, nearer to this slot than to another, and
	by the due date; made after it, it is late by so many days. Of several in one slot the last counts (D-21). A slot is
	missed once its window is over, a later one is met, or the person has left; until then it is overdue. Both
	clocks are counted apart. Caseworker and site are those of the case today.

	Args:
		filters: `from_date`, `to_date` (by default the twelve months until today), `clock` (NAM or Periodic
			Assessment; both by default), `breakdown` (Caseworker, Site or Slot), `site`, `caseworker`.
	"""
	filters = frappe._dict(filters or {})
	reader = scope_of(frappe.session.user)
	first_day, last_day = date_range(filters, max(reader.today.values(), default=date.min))
	breakdown = one_of(filters, "breakdown", BREAKDOWNS) or BREAKDOWNS[0]
	clock = one_of(filters, "clock", tuple(RHYTHMS))
	selection = Selection(first_day, last_day, text(filters, "site"), text(filters, "caseworker"), reader)
	enrolments = selection.enrolments(with_people=breakdown == "Slot")
	found = [
		(name, row, slot)
		for name, rhythm in RHYTHMS.items()
		if clock in (None, name)
		for row, slot in slots_of(rhythm, enrolments, selection)
	]
	if breakdown == "Slot":
		rows = slot_rows(found)
		add_names(rows, reader)
		return slot_columns(), rows, message(), None, summary(found)
	rows = counted_rows(found, by_caseworker=breakdown == "Caseworker")
	return count_columns(breakdown), rows, message(), chart(found), summary(found)


def date_range(filters: frappe._dict, today: date) -> tuple[date, date]:
	last_day = day(filters, "to_date") or today
	first_day = day(filters, "from_date") or add_months(last_day, -12)
	if first_day > last_day:
		refuse(_("From Date lies after To Date."))
	return first_day, last_day


def one_of(filters: frappe._dict, fieldname: str, choices: tuple[str, ...]) -> str | None:
	value = text(filters, fieldname)
	if value and value not in choices:
		refuse(_("Choose one of: {0}").format(", ".join(_(choice) for choice in choices)))
	return value


def slots_of(rhythm: Rhythm, enrolments: list[frappe._dict], selection: Selection):
	"""The slots of each enrolment as they stand today at its site."""
	done = done_by_slot(rhythm, selection)
	interval_of = {site: rhythm.interval(site) for site in {row.site for row in enrolments}}
	today_at = selection.reader.today
	for row in enrolments:
		interval, today = interval_of[row.site], today_at[row.site]
		course = course_of(row, done.get(row.enrolment, {}), interval, rhythm.first_month(interval), today)
		for slot in slots_due(course, selection.first_day, selection.last_day, today):
			yield row, slot


def counted_rows(found: list[tuple[str, frappe._dict, Slot]], *, by_caseworker: bool) -> list[dict]:
	counts: dict[tuple, Counter] = defaultdict(Counter)
	late_days: dict[tuple, int] = Counter()
	for clock, row, slot in found:
		key = (row.site, row.caseworker if by_caseworker else None, clock)
		counts[key][slot.standing] += 1
		if slot.standing is Timeliness.LATE:
			late_days[key] += slot.days_late
	return [
		{
			"site": site,
			"caseworker": caseworker,
			"clock": clock,
			"fell_due": sum(count[standing] for standing in FELL_DUE),
			**{fieldname: count[standing] for standing, fieldname in COUNT_FIELDS.items()},
			"on_time_percent": percent(count),
			"average_days_late": late_days[(site, caseworker, clock)] / count[Timeliness.LATE]
			if count[Timeliness.LATE]
			else None,
		}
		for (site, caseworker, clock), count in sorted(
			counts.items(), key=lambda each: [part or "" for part in each[0]]
		)
	]


def percent(counts: Counter) -> float | None:
	"""Of what fell due, rounded once to one decimal; None where nothing did."""
	share = share_on_time(counts)
	return None if share is None else float(round_half_up(share * 100, 1))


def slot_rows(found: list[tuple[str, frappe._dict, Slot]]) -> list[frappe._dict]:
	rows = [
		frappe._dict(
			row,
			clock=clock,
			month=slot.month,
			due=slot.due,
			done_on=slot.done_on,
			standing=slot.standing.value,
			days_late=slot.days_late or None,
		)
		for clock, row, slot in found
	]
	rows.sort(key=lambda row: (row.due, row.case_number, row.client_number, row.clock))
	return rows


def count_columns(breakdown: str) -> list[dict]:
	return [
		column("site", _("Site"), "Link", 160, options="CSS Site"),
		*([column("caseworker", _("Caseworker"), "Data", 180)] if breakdown == "Caseworker" else []),
		column("clock", _("Assessment"), "Select", 160),
		column("fell_due", _("Fell due"), "Int", 90),
		column("on_time", _("On time"), "Int", 90),
		column("late", _("Late"), "Int", 80),
		column("overdue", _("Overdue"), "Int", 90),
		column("missed", _("Missed"), "Int", 90),
		column("not_due_yet", _("Not due yet"), "Int", 110),
		column("on_time_percent", _("On time, of what fell due"), "Percent", 190),
		column("average_days_late", _("Days late on average"), "Float", 160, precision=1),
	]


def slot_columns() -> list[dict]:
	"""File numbers, not record names, so that an export can be read; the desk makes them links."""
	return [
		column("case_number", _("Case"), "Data", 145),
		column("client_number", _("Client"), "Data", 155),
		column("client_name", _("Name"), "Data", 180),
		column("clock", _("Assessment"), "Select", 160),
		column("month", _("Month"), "Int", 80),
		column("due", _("Due on"), "Date", 110),
		column("done_on", _("Done on"), "Date", 110),
		column("standing", _("Where it stands"), "Select", 130),
		column("days_late", _("Days late"), "Int", 100),
		column("caseworker", _("Caseworker"), "Data", 160),
		column("site", _("Site"), "Link", 130, options="CSS Site"),
	]


def standing_labels() -> dict[str, str]:
	"""Rows hold the English words, which the desk shows in the reader's language."""
	return {
		"On time": _("On time"),
		"Late": _("Late"),
		"Overdue": _("Overdue"),
		"Missed": _("Missed"),
		"Not due yet": _("Not due yet"),
	}


def message() -> str:
	return _(
		"On time: nearer to this due date than to another, and by the day. Late: after the day, but still nearer to it. Missed: not done while it was nearest, or before the person left. Of two assessments for one due date the later counts."
	)


def chart(found: list[tuple[str, frappe._dict, Slot]]) -> dict | None:
	if not found:
		return None
	counts = {clock: Counter() for clock in RHYTHMS}
	for clock, _row, slot in found:
		counts[clock][slot.standing.value] += 1
	labels = standing_labels()
	return {
		"data": {
			"labels": list(labels.values()),
			"datasets": [
				{"name": name, "values": [counts[clock][standing] for standing in labels]}
				for clock, name in (("NAM", _("NAM")), ("Periodic Assessment", _("Periodic Assessment")))
			],
		},
		"type": "bar",
		"colors": ["#3b6fb6", "#7a8b99"],
		"height": 180,
	}


def summary(found: list[tuple[str, frappe._dict, Slot]]) -> list[dict]:
	counts = {clock: Counter() for clock in RHYTHMS}
	for clock, _row, slot in found:
		counts[clock][slot.standing] += 1
	overdue = sum(count[Timeliness.OVERDUE] for count in counts.values())
	missed = sum(count[Timeliness.MISSED] for count in counts.values())
	return [
		{"label": _("NAM on time (%)"), "value": percent(counts["NAM"]), "datatype": "Float"},
		{
			"label": _("Periodic assessments on time (%)"),
			"value": percent(counts["Periodic Assessment"]),
			"datatype": "Float",
		},
		{
			"label": _("Overdue"),
			"value": overdue,
			"datatype": "Int",
			"indicator": "Red" if overdue else "Green",
		},
		{"label": _("Missed"), "value": missed, "datatype": "Int"},
	]
