"""Cases to Reassign: families whose caseworker has left, is about to, or was never named (R-070, R-507).

A leaver's cases stand here until none is left.
"""

from datetime import date, timedelta

import frappe
from frappe import _

from css_case_mgmt.css_case_mgmt.report.my_caseload_currently.my_caseload_currently import add_heads_of_family
from css_case_mgmt.permissions.conditions import reachable_names
from css_case_mgmt.permissions.scope import scope_of
from css_case_mgmt.report_columns import column

LEAVES_WITHIN_DAYS = 30
LEFT, LEAVES, NOBODY = "Has left", "Leaves soon", "No caseworker"


@frappe.read_only()
def execute(filters: dict | None = None):
	"""Columns, rows, message, chart and summary of the cases at the sites that the reader manages."""
	reader = scope_of(frappe.session.user)
	rows = []
	for site in reader.managed_sites:
		rows += cases_at(site, reader.today[site], reader.user)
	add_heads_of_family(rows)
	add_names_of_caseworkers(rows)
	rows.sort(key=lambda row: (row.last_day or date.min, row.case_number))
	return columns(), rows, None, None, summary(rows)


def cases_at(site: str, today: date, user: str) -> list[frappe._dict]:
	last_days = last_days_of_staff(site)
	soon = today + timedelta(days=LEAVES_WITHIN_DAYS)
	staying = [worker for worker, last_day in last_days.items() if last_day > soon]
	rows = open_cases(site, user, staying)
	found = []
	for row in rows:
		row.last_day = last_days.get(row.caseworker)
		row.reason = reason(row, today)
		# Nobody is enrolled and nobody assigned: the intake is at work, as it should be.
		if row.reason != NOBODY or row.enrolled:
			row.last_day = None if row.last_day == date.max else row.last_day
			found.append(row)
	return found


def reason(row: frappe._dict, today: date) -> str:
	if not row.caseworker:
		return NOBODY
	return LEAVES if row.last_day and row.last_day >= today else LEFT


def last_days_of_staff(site: str) -> dict[str, date]:
	"""The last working day of everybody who works or worked at a site; the end of time if none is set."""
	last_days: dict[str, date] = {}
	for row in frappe.get_all("CSS Staff", filters={"site": site}, fields=["user", "active_to"]):
		last_day = row.active_to or date.max
		last_days[row.user] = max(last_day, last_days.get(row.user, date.min))
	return last_days


def open_cases(site: str, user: str, staying: list[str]) -> list[frappe._dict]:
	"""Open cases that nobody of those who stay works with, and how many people are enrolled in each."""
	case, enrolment = frappe.qb.DocType("CSS Case"), frappe.qb.DocType("CSS Enrolment")
	rows = (
		frappe.qb.from_(case)
		.left_join(enrolment)
		.on((enrolment.css_case == case.name) & (enrolment.status == "Active"))
		.select(
			case.name.as_("css_case"),
			case.file_number.as_("case_number"),
			case.site,
			case.caseworker,
			enrolment.needs_level,
		)
		.where(case.site == site)
		.where(case.status == "Open")
		.where(case.caseworker.isnull() | case.caseworker.notin(staying or [""]))
		.where(case.name.isin(reachable_names("CSS Case", user)))
		.run(as_dict=True)
	)
	found: dict[str, frappe._dict] = {}
	for row in rows:
		kept = found.setdefault(row.css_case, frappe._dict(row, enrolled=0))
		if row.needs_level:
			kept.enrolled += 1
			kept.needs_level = "High" if "High" in (kept.needs_level, row.needs_level) else "Low"
	return list(found.values())


def add_names_of_caseworkers(rows: list[frappe._dict]) -> None:
	users = {row.caseworker for row in rows if row.caseworker}
	names = dict(
		frappe.get_all(
			"User", filters={"name": ("in", list(users))}, fields=["name", "full_name"], as_list=True
		)
	)
	for row in rows:
		row.caseworker_name = names.get(row.caseworker, row.caseworker)


def columns() -> list[dict]:
	return [
		column("case_number", _("Case"), "Data", 150),
		column("head_of_family", _("Head of family"), "Data", 190),
		column("caseworker_name", _("Caseworker"), "Data", 180),
		column("reason", _("Why"), "Select", 130),
		column("last_day", _("Last working day"), "Date", 130),
		column("enrolled", _("Enrolled"), "Int", 90),
		column("needs_level", _("Level of need"), "Select", 120),
		column("site", _("Site"), "Data", 150),
		column("assign", "", "Data", 120),
	]


def reason_labels() -> dict[str, str]:
	"""Rows hold the English words, which the desk shows in the reader's language."""
	return {LEFT: _("Has left"), LEAVES: _("Leaves soon"), NOBODY: _("No caseworker")}


def summary(rows: list[frappe._dict]) -> list[dict]:
	return [
		{
			"label": label,
			"value": sum(row.reason == reason for row in rows),
			"datatype": "Int",
			"indicator": "Red" if reason != LEAVES and any(row.reason == reason for row in rows) else "Blue",
		}
		for reason, label in reason_labels().items()
	]
